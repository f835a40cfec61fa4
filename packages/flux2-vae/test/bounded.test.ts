import { planBatch } from '@x/nn';
import { type Backend, createBackend, randomNormal, tensor } from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { boundedPlan, choosePlan } from '../src/bounded.js';
import { decodeGraph } from '../src/graphs.js';
import { AutoencoderKLFlux2, parseBytes, type TilingDone, VaeError } from '../src/index.js';
import { encodeMoments } from '../src/moments.js';
import { loadWithEncoder } from './support/encoder.js';
import { difference, fixtures, sample, take, variants } from './support/fixtures.js';

/**
 * From the undivided result: the same products, some summed in another order. Absolute for pictures, which lie in [0,1].
 * Moments have no scale of their own, and float32 errors grow with what is summed: for them, of the largest one where
 * that is above 1. Latents of a real model, which are below 10, stay within it absolutely.
 */
const bound = 1e-5;

const smallest = async (work: Promise<unknown>): Promise<number> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(VaeError);
  expect(error).toMatchObject({ code: 'memory' });
  return (error as VaeError).details.smallestBytes as number;
};

for (const { title, name, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await create();
    });
    afterAll(() => backend.close());

    test.each(variants)('variant %s: decode and encode are what they are undivided', async (variant) => {
      const folder = `${fixtures}vae/${variant}`;
      const vae = await loadWithEncoder(folder, backend);
      const { config } = vae;
      const [height, width, batch] = [13, 5, 2];
      const length = batch * config.latentChannels * height * width;
      const data = Float32Array.from({ length }, (_, i) => Math.sin(i * 12.9898) * 2);
      const latents = {
        data,
        shape: [batch, config.latentChannels, height, width],
        layout: 'raw-nchw' as const,
      };
      const whole = await take(await vae.decode(latents, { tiling: 'off' }));
      const before = backend.memory().tensors;
      const least = await smallest(vae.decode(latents, { maxMemory: 1 }));
      for (const maxMemory of [least, Math.ceil(least * 1.02), '1GiB']) {
        const seen: TilingDone[] = [];
        const found = await take(
          await vae.decode(latents, { maxMemory, onTiling: (done) => seen.push(done) }),
        );
        expect(seen).toHaveLength(1);
        expect(difference(found.data, whole.data).max).toBeLessThanOrEqual(bound);
      }
      expect(backend.memory().tensors).toBe(before);
      if (vae.encoder) {
        const shape = [1, 32, 8, config.inChannels];
        const pixels = Float32Array.from({ length: 32 * 8 * config.inChannels }, (_, i) =>
          Math.sin(i * 78.233),
        );
        const x = tensor(pixels, { shape, backend });
        const moments = await take(await encodeMoments('encode', vae, x, { tiling: 'off' }));
        const leastOfEncode = await smallest(encodeMoments('encode', vae, x, { maxMemory: 1 }));
        const found = await take(await encodeMoments('encode', vae, x, { maxMemory: leastOfEncode }));
        expect(found.shape).toEqual(moments.shape);
        const largest = moments.data.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
        expect(difference(found.data, moments.data).max).toBeLessThanOrEqual(bound * largest);
        x.dispose();
      }
      vae.dispose();
    });

    test('the smallest bound that an error names works, and a byte less does not', async () => {
      const vae = await AutoencoderKLFlux2.load(`${fixtures}vae/base`, { backend });
      const graph = decodeGraph(vae, [1, 40, 24]);
      const work = { graph, batch: 1, backend, dtype: vae.dtype };
      const named = await smallest(Promise.resolve().then(() => boundedPlan('decode', work, 1e6)));
      expect(boundedPlan('decode', work, named).isUndivided).toBe(false);
      await smallest(Promise.resolve().then(() => boundedPlan('decode', work, named - 1)));
      vae.dispose();
    });

    test('auto: undivided where that fits beside a fifth kept back, else bounded', async () => {
      const vae = await AutoencoderKLFlux2.load(sample, { backend });
      const graph = decodeGraph(vae, [1, 64, 64]);
      const work = { graph, batch: 1, backend, dtype: vae.dtype };
      const auto = { tiling: 'auto', boundBytes: null } as const;
      expect(choosePlan('decode', work, auto, 2 ** 40).isUndivided).toBe(true);
      expect(choosePlan('decode', work, auto, null).isUndivided).toBe(true);
      expect(choosePlan('decode', work, { ...auto, tiling: 'off' }, 1).isUndivided).toBe(true);
      const whole = boundedPlan('decode', work, 2 ** 40);
      expect(whole.isUndivided).toBe(true);
      const plan = choosePlan('decode', work, auto, whole.peakBytes * 1.25);
      expect(plan.peakBytes).toBeLessThan(whole.peakBytes);
      expect(() => choosePlan('decode', work, auto, 1e6)).toThrowError(
        expect.objectContaining({ name: 'VaeError', code: 'memory' }),
      );
      vae.dispose();
    });

    test('the backend stays within the bound: the sample', async () => {
      const vae = await AutoencoderKLFlux2.load(sample, { backend });
      // MLX's convolutions on a CPU, and those of reference, take seconds for what `cpu` does at once.
      const side = name === 'cpu' ? 32 : 8;
      using z = randomNormal([1, side, side, 32], { seed: 1, backend });
      const whole = await take(await vae.decodeRaw(z, { tiling: 'off' }));
      const graph = decodeGraph(vae, [1, side, side]);
      const work = { batch: 1, backend, dtype: vae.dtype };
      const { peakBytes, reservedBytes } = planBatch(graph, work).plan!;
      const least = planBatch(graph, { ...work, boundBytes: 1 }).smallestBytes!;
      // What is kept for JavaScript's own is no part of the backend's.
      const ours = 24 * 2 ** 20;
      expect(least - ours).toBeLessThan(peakBytes / 2);
      for (const part of [0, 0.2, 0.6]) {
        const maxMemory = Math.ceil(least + part * (peakBytes + reservedBytes - least));
        backend.emptyCaches();
        await backend.sync();
        const before = backend.memory().bytes;
        backend.resetPeak();
        const picture = await vae.decodeRaw(z, { maxMemory });
        // The workspaces of reference are estimated, and small ones too low: there it has what is ours too.
        const most = name === 'reference' ? maxMemory : maxMemory - ours;
        expect(backend.memory().peakBytes - before).toBeLessThanOrEqual(most);
        const found = await take(picture);
        expect(difference(found.data, whole.data).max).toBeLessThanOrEqual(bound);
      }
      vae.dispose();
    });

    test('latents of the sample are those of an undivided encode', async () => {
      const vae = await loadWithEncoder(sample, backend);
      const side = name === 'cpu' ? 256 : 64;
      const data = Float32Array.from({ length: 3 * side * side }, (_, i) => (Math.sin(i * 0.37) + 1) / 2);
      const image = { data, shape: [1, 3, side, side] };
      const whole = await take(await vae.encode(image, { tiling: 'off' }));
      const least = await smallest(vae.encode(image, { maxMemory: 1 }));
      const found = await take(await vae.encode(image, { maxMemory: least }));
      expect(difference(found.data, whole.data).max).toBeLessThanOrEqual(bound);
      vae.dispose();
    });

    test('what is cached for other models counts inside the bound, and stays where there is room', async (ctx) => {
      if (name !== 'cpu') ctx.skip('only cpu keeps weights and buffers');
      const other = await AutoencoderKLFlux2.load(sample, { backend });
      const tiny = await AutoencoderKLFlux2.load(`${fixtures}vae/base`, { backend });
      backend.emptyCaches();
      await backend.sync();
      const empty = backend.memory().bytes;
      using z = randomNormal([1, 64, 64, 32], { seed: 1, backend });
      (await take(await other.decodeRaw(z, { tiling: 'off' }))).data;
      const weightsAlone = async () => {
        const undo = backend.limitCaches({ buffers: 0, weights: 2 ** 30 });
        await backend.sync();
        undo();
        return backend.memory().bytes;
      };
      const cached = await weightsAlone();
      expect(cached - empty).toBeGreaterThan(2 ** 20);
      using small = randomNormal([1, 8, 8, tiny.config.latentChannels], { seed: 1, backend });
      (await tiny.decodeRaw(small, { maxMemory: '1GiB' })).dispose();
      expect(await weightsAlone()).toBeGreaterThanOrEqual(cached);

      const least = await smallest(other.decodeRaw(z, { maxMemory: 1 }));
      let calls = 0;
      const picture = await other.decodeRaw(z, {
        maxMemory: least,
        // The limits hold from the start on.
        onProgress: () => calls++ === 0 && backend.resetPeak(),
      });
      expect(backend.memory().peakBytes - empty).toBeLessThanOrEqual(least);
      picture.dispose();
      for (const model of [other, tiny]) model.dispose();
    });
  });
}

test.each([
  ['900MiB', 900 * 2 ** 20],
  ['3.5 GiB', 3.5 * 2 ** 30],
  ['12mb', 12e6],
  ['4096', 4096],
  [1.5e9, 1.5e9],
])('%s is %d bytes', (text, bytes) => {
  expect(parseBytes('decode', text)).toBe(bytes);
});

test('a backend closed in the middle fails the decode', async () => {
  const backend = await createBackend('reference');
  const vae = await AutoencoderKLFlux2.load(`${fixtures}vae/tiny`, { backend });
  const latents = { data: new Float32Array(4 * 400), shape: [1, 4, 20, 20], layout: 'raw-nchw' as const };
  let calls = 0;
  const onProgress = () => {
    if (++calls === 4) void backend.close();
  };
  await expect(vae.decode(latents, { maxMemory: '100MiB', onProgress })).rejects.toMatchObject({
    code: 'closed',
  });
});
