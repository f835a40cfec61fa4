import { convertLatents, previewLatents, readLatents } from '@x/flux2-latents';
import { type Backend, tensor } from '@x/tensor';
import { openWeights, readNpy } from '@x/weights';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { fixtures, maxDifference } from './support.js';

const latents = await readLatents(`${fixtures}sample-model/astronaut-256.latents.safetensors`);
const expectedPreview = async (map: string) => {
  const { shape, data } = await readNpy(new URL(`./preview-${map}.npy`, import.meta.url).pathname);
  return { shape, data: new Float32Array(data.buffer) };
};

for (const { title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await create();
    });
    afterAll(() => backend.close());

    describe('against diffusers', () => {
      test.each(['base', 'latent-16', 'patch-1x1', 'patch-1x2', 'odd-batch-2', 'one-pixel'])(
        '%s: packed and raw',
        async (name) => {
          const folder = `${fixtures}vae/${name}`;
          await using model = await openWeights(folder);
          await using expected = await openWeights(`${folder}/expected.safetensors`);
          const config = model.config?.value as {
            latent_channels: number;
            patch_size: [number, number];
            batch_norm_eps: number;
          };
          const geometry = { latentChannels: config.latent_channels, patchSize: config.patch_size };
          const load = async (source: typeof model, key: string) =>
            new Float32Array((await source.read(key)).buffer);
          const mean = await load(model, 'bn.running_mean');
          const std = (await load(model, 'bn.running_var')).map((variance) =>
            Math.sqrt(variance + config.batch_norm_eps),
          );
          const packedData = await load(expected, 'packed');
          const rawData = await load(expected, 'raw');
          const packed = tensor(packedData, { shape: expected.info('packed').shape, backend });
          const raw = tensor(rawData, { shape: expected.info('raw').shape, backend });
          const options = { ...geometry, statistics: { mean, std } };
          // Rounding of float32 at the values' magnitude, some 1 to 10.
          const toRawNchw = convertLatents(packed, { from: 'packed-nchw', to: 'raw-nchw' }, options);
          expect(toRawNchw.shape).toEqual(raw.shape);
          expect(await maxDifference(toRawNchw, rawData)).toBeLessThan(4e-6);
          const toPackedNchw = convertLatents(raw, { from: 'raw-nchw', to: 'packed-nchw' }, options);
          expect(toPackedNchw.shape).toEqual(packed.shape);
          expect(await maxDifference(toPackedNchw, packedData)).toBeLessThan(4e-6);
        },
      );
    });

    describe.each(['fitted', 'public'] as const)('the %s map', (map) => {
      test('gives what PyTorch computes from its definition', async () => {
        const { shape, data } = await expectedPreview(map);
        const picture = previewLatents(latents, { map, backend });
        expect(picture.shape).toEqual(shape);
        expect(picture.dtype).toBe('float32');
        // 800 float32 products of order 1.
        expect(await maxDifference(picture, data)).toBeLessThan(2e-6);
      });
    });
  });
}
