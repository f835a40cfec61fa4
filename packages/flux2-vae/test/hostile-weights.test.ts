/**
 * Models whose bytes or config were changed, loaded and decoded on every native backend: a typed error, or a picture of
 * the right size. `npm run sanitize` runs it with the backends' memory watched.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Backend } from '@x/tensor';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { allText, mutations, type Structure } from '../../../tools/testing/fuzz.js';
import { AutoencoderKLFlux2 } from '../src/index.js';
import { fixtures } from './support/fixtures.js';

const runs = Number(process.env.X_HOSTILE_WEIGHTS ?? 60);
const model = `${fixtures}vae/one-pixel`;
const weights = new Uint8Array(readFileSync(`${model}/diffusion_pytorch_model.safetensors`));
const config = new Uint8Array(readFileSync(`${model}/config.json`));

/** The header keeps its length, so that most of what is changed is data. */
const data: Structure = { text: () => [0, 0], rebuild: (bytes) => bytes };
const header: Structure = {
  text: (bytes) => [8, 8 + Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true))],
  rebuild(bytes, text) {
    const file = new Uint8Array(8 + text.length + bytes.length - this.text(bytes)[1]);
    new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
    file.set(text, 8);
    file.set(bytes.subarray(this.text(bytes)[1]), 8 + text.length);
    return file;
  },
};

const changed = fc.record({
  weights: fc.oneof(
    { arbitrary: fc.constant(weights), weight: 2 },
    { arbitrary: mutations([weights], data), weight: 5 },
    { arbitrary: mutations([weights], header), weight: 1 },
  ),
  config: fc.oneof(
    { arbitrary: fc.constant(config), weight: 4 },
    { arbitrary: mutations([config], allText), weight: 2 },
  ),
  size: fc.record({ rows: fc.integer({ min: 1, max: 3 }), columns: fc.integer({ min: 1, max: 3 }) }),
  scale: fc.constantFrom(0, 1, 1e-30, 1e30, 3e38),
});

const folder = mkdtempSync(join(tmpdir(), 'hostile-weights-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Outcome = 'decoded' | 'refused';

async function decodeChanged(
  backend: Backend,
  input: typeof changed extends fc.Arbitrary<infer T> ? T : never,
) {
  writeFileSync(join(folder, 'diffusion_pytorch_model.safetensors'), input.weights);
  writeFileSync(join(folder, 'config.json'), input.config);
  let vae: AutoencoderKLFlux2 | undefined;
  try {
    vae = await AutoencoderKLFlux2.load(folder, { backend });
    const { rows, columns } = input.size;
    const channels = vae.config.latentChannels * vae.config.patchSize[0] * vae.config.patchSize[1];
    const values = Float32Array.from(
      { length: channels * rows * columns },
      (_, i) => Math.sin(i) * input.scale,
    );
    const latents = { data: values, shape: [1, channels, rows, columns], layout: 'packed-nchw' as const };
    const picture = await vae.decode(latents);
    const [batch, colours, height, width] = picture.shape;
    expect([batch, colours]).toEqual([1, vae.config.outChannels]);
    expect((await picture.data()).length).toBe(colours! * height! * width!);
    picture.dispose();
    return 'decoded' satisfies Outcome;
  } catch (error) {
    const { name, code } = error as { name?: string; code?: string };
    if (!/^(Weights|Latents|Vae|Nn|Tensor)Error$/.test(name ?? '') || code === 'internal') throw error;
    return 'refused' satisfies Outcome;
  } finally {
    vae?.dispose();
  }
}

for (const { name, title, skipped, create } of await testBackends()) {
  if (name === 'reference' || name === 'wasm') continue;
  describe.skipIf(skipped !== null)(title, () => {
    test(`${runs} changed models`, { timeout: 1_800_000 }, async () => {
      await using backend = await create();
      const outcomes: Record<Outcome, number> = { decoded: 0, refused: 0 };
      await fc.assert(
        fc.asyncProperty(changed, async (input) => {
          outcomes[await decodeChanged(backend, input)]++;
          expect(backend.memory().tensors).toBe(0);
        }),
        { numRuns: runs, seed: 16, endOnFailure: true },
      );
      expect(outcomes.decoded).toBeGreaterThan(runs / 10);
      expect(outcomes.refused).toBeGreaterThan(runs / 10);
    });
  });
}
