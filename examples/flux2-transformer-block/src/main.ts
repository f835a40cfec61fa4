// One step through both blocks, with random weights: `npm start`.
import type { Module, StoredTensor } from '@x/nn';
import { rotaryTables } from '@x/nn';
import { concat, defaultBackend, randomNormal, tidy } from '@x/tensor';
import { Flux2Modulation, Flux2SingleTransformerBlock, Flux2TransformerBlock } from './index.js';

const options = { dim: 64, numAttentionHeads: 4, attentionHeadDim: 16 };
const backend = defaultBackend();

/** A checkpoint of small random weights for a module. */
async function randomWeights(module: Module, seed: number): Promise<Map<string, StoredTensor>> {
  const stored = new Map<string, StoredTensor>();
  for (const [name, { shape }] of module.parameterShapes()) {
    const values = tidy(() => randomNormal(shape, { seed: seed + stored.size, backend }).multiply(0.1));
    const bytes = await values.bytes();
    values.dispose();
    stored.set(name, { dtype: 'float32', shape, read: () => bytes });
  }
  return stored;
}

const double = new Flux2TransformerBlock(options);
const single = new Flux2SingleTransformerBlock(options);
const modulations = {
  two: new Flux2Modulation({ dim: 64, sets: 2 }),
  one: new Flux2Modulation({ dim: 64, sets: 1 }),
};
for (const [i, module] of [double, single, ...Object.values(modulations)].entries()) {
  await module.loadParameters(await randomWeights(module, 1000 * i), { backend });
}

const text = Array.from({ length: 7 }, (_, i) => [0, 0, 0, i]);
const image = Array.from({ length: 8 * 8 }, (_, i) => [0, Math.floor(i / 8), i % 8, 0]);
const rotary = rotaryTables([...text, ...image], { axesDim: [4, 4, 4, 4], theta: 2000, backend });

const result = tidy(() => {
  const temb = randomNormal([1, 64], { seed: 1, backend });
  const both = modulations.two.forward(temb);
  const streams = double.forward(
    randomNormal([1, image.length, 64], { seed: 2, backend }),
    randomNormal([1, text.length, 64], { seed: 3, backend }),
    { imageModulation: both, textModulation: both, rotary },
  );
  const tokens = concat([streams.text, streams.image], 1);
  return single.forward(tokens, { modulation: modulations.one.forward(temb), rotary });
});
const values = await result.data();
console.log(`${result.shape} on ${backend.name}: ${values.every(Number.isFinite) ? 'finite' : 'not finite'}`);
await backend.close();
