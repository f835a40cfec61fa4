// What a batch, a second thread and loading cost, as ratios of interleaved rounds: see `usage`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AutoencoderKLFlux2 } from '@x/flux2-vae';
import { createBackend, randomNormal } from '@x/tensor';
import { run } from '../lib/run.mjs';
import { buildKernelBench } from './layers.mjs';
import { machine } from './machine.mjs';
import { optionsOf } from './options.mjs';
import { table } from './report.mjs';
import { exportModel, setUpPython } from './setup.mjs';
import { median } from './statistics.mjs';

const usage = `node tools/bench/scaling.mjs [options]: ours alone, on cpu
  --pixels 256         a side
  --batch 4            pictures in a batch, beside batches of one
  --rounds 7`;

const values = optionsOf(usage, {
  pixels: { type: 'string', default: '256' },
  batch: { type: 'string', default: '4' },
  rounds: { type: 'string', default: '7' },
});
const [pixels, batch, rounds] = [values.pixels, values.batch, values.rounds].map(Number);

async function secondsOf(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Runs each work once a round, in turn, after one round that isn't counted; seconds of each. */
async function interleaved(works) {
  const seconds = works.map(() => []);
  for (let round = 0; round <= rounds; round++)
    for (const [i, work] of works.entries()) {
      const took = await secondsOf(work);
      if (round > 0) seconds[i].push(took);
    }
  return seconds;
}

const ratio = (over, under) => median(over.map((value, round) => value / under[round]));
const shown = (seconds) => `${median(seconds).toFixed(3)} s`;

const kernelBench = await buildKernelBench();
const { model: folder } = await exportModel(await setUpPython(), { kind: 'he', pixels, batch: 1, parts: [] });
const peakOf = async () => Number.parseFloat(await run(kernelBench, ['peak'], { show: false }));

async function openModel(threads) {
  const backend = await createBackend('cpu', { threads });
  const vae = await AutoencoderKLFlux2.load(folder, { backend });
  const decodeOf = (count) => {
    const latents = randomNormal([count, pixels / 8, pixels / 8, 32], { seed: 3, backend });
    return async () => {
      const image = await vae.decode(latents, { layout: 'raw-nhwc', tiling: 'off' });
      await image.ready();
      image.dispose();
    };
  };
  return { backend, decodeOf };
}

const rows = [];

const [one, two] = [await openModel(1), await openModel(2)];
const [singles, batches] = await interleaved([two.decodeOf(1), two.decodeOf(batch)]);
const aPicture = batches.map((seconds) => seconds / batch);
rows.push([
  `a picture of a batch of ${batch} / a batch of one`,
  shown(aPicture),
  shown(singles),
  ratio(aPicture, singles),
]);

const [slow, fast] = await interleaved([one.decodeOf(1), two.decodeOf(1)]);
rows.push(['one thread / two threads', shown(slow), shown(fast), ratio(slow, fast)]);
await Promise.all([one.backend.close(), two.backend.close()]);

const alone = [];
const together = [];
for (let round = 0; round < rounds; round++) {
  alone.push(await peakOf());
  together.push((await Promise.all([peakOf(), peakOf()])).reduce((sum, value) => sum + value));
}
const gigaflops = (list) => `${median(list).toFixed(0)} GFLOP/s`;
const gain = ratio(together, alone);
rows.push(['bare multiply-add loop, two at once / one', gigaflops(together), gigaflops(alone), gain]);
rows.push(['gain of a decode from two threads / of the bare loop', '', '', ratio(slow, fast) / gain]);

const files = readdirSync(folder).filter((name) => name.endsWith('.safetensors'));
const backend = await createBackend('cpu');
const load = async () => (await AutoencoderKLFlux2.load(folder, { backend })).dispose();
const readTwice = () => {
  for (let i = 0; i < 2; i++) for (const name of files) readFileSync(join(folder, name));
};
const [loads, reads] = await interleaved([load, readTwice]);
rows.push(['loading / reading its file twice', shown(loads), shown(reads), ratio(loads, reads)]);
await backend.close();

const { processor, cores, instructionSets } = machine();
console.log(
  `${processor}, ${cores} cores, ${instructionSets.join(' ')}; ${pixels} px, ${rounds} rounds, medians`,
);
console.log(
  table(
    ['what', 'first', 'second', 'ratio'],
    rows.map(([what, first, second, value]) => [what, first, second, value.toFixed(3)]),
  ),
);
