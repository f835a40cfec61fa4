import { type Backend, tensor } from '@x/tensor';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { AutoencoderKLFlux2, readLatents, toUint8 } from '../src/index.js';
import {
  difference,
  fixtures,
  readFloats,
  readFloatsNpy,
  sample,
  take,
  toNhwc,
  variants,
} from './support/fixtures.js';

/** On [0,1], against float64: float32's own rounding on networks of this depth is a few 1e-6. */
const float32Bound = 2e-5;
/** bfloat16 has 8 bits: weights and activations are rounded to them once a layer. */
const bfloat16Bound = { rms: 6e-3, max: 6e-2 };

for (const { title, name: backendName, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await create();
    });
    afterAll(() => backend.close());

    describe.each(variants)('variant %s, as diffusers in float64', (variant) => {
      const folder = `${fixtures}vae/${variant}`;
      const expected = (name: string) => readFloats(`${folder}/expected.safetensors`, name);

      test('float32, packed', async () => {
        const vae = await AutoencoderKLFlux2.load(folder, { backend });
        const { data, shape } = await take(
          await vae.decode({ ...(await expected('packed')), layout: 'packed-nchw' }),
        );
        const pixels = await expected('pixels');
        expect(shape).toEqual(pixels.shape);
        expect(difference(data, pixels.data).max).toBeLessThanOrEqual(float32Bound);
        vae.dispose();
      });

      test('float32, raw', async () => {
        const vae = await AutoencoderKLFlux2.load(folder, { backend });
        const { data } = await take(await vae.decode({ ...(await expected('raw')), layout: 'raw-nchw' }));
        expect(difference(data, (await expected('pixels')).data).max).toBeLessThanOrEqual(float32Bound);
        vae.dispose();
      });

      test('bfloat16', async () => {
        const vae = await AutoencoderKLFlux2.load(folder, { backend, dtype: 'bfloat16' });
        expect(vae.dtype).toBe('bfloat16');
        const { data } = await take(
          await vae.decode({ ...(await expected('packed')), layout: 'packed-nchw' }),
        );
        const { max, rms } = difference(data, (await expected('pixels')).data);
        expect(max).toBeLessThanOrEqual(bfloat16Bound.max);
        expect(rms).toBeLessThanOrEqual(bfloat16Bound.rms);
        vae.dispose();
      });

      test('its pieces, one after the other', async () => {
        const vae = await AutoencoderKLFlux2.load(folder, { backend });
        const packed = toNhwc(await expected('packed'));
        const latents = tensor(packed.data, { shape: packed.shape, backend });
        const denormalized = vae.denormalize(latents);
        const raw = vae.unpatchify(denormalized);
        const wantedRaw = toNhwc(await expected('raw'));
        expect(raw.shape).toEqual(wantedRaw.shape);
        expect(difference((await raw.data()) as Float32Array, wantedRaw.data).max).toBeLessThanOrEqual(2e-6);
        const inPieces = await take(await vae.decodeRaw(raw));
        const whole = await take(await vae.decode(latents));
        expect(inPieces.data).toEqual(whole.data);
        for (const made of [latents, denormalized, raw, vae]) made.dispose();
      });
    });

    describe('the sample, as diffusers in float64', () => {
      const decoded = async (name: string, dtype: 'float32' | 'bfloat16') => {
        const vae = await AutoencoderKLFlux2.load(sample, { backend, dtype });
        const picture = await vae.decode(await readLatents(`${sample}/${name}.latents.safetensors`));
        vae.dispose();
        return picture;
      };

      // bfloat16 on reference is a minute; the variants above hold it there.
      const dtypes =
        backendName === 'reference' ? (['float32'] as const) : (['float32', 'bfloat16'] as const);
      test.each(dtypes)('astronaut-256 in %s, before rounding', async (dtype) => {
        const { data, shape } = await take(await decoded('astronaut-256', dtype));
        const pixels = await readFloatsNpy(`${sample}/astronaut-256.decoded.npy`);
        expect(shape).toEqual(pixels.shape);
        const { max, rms } = difference(data, pixels.data);
        const figures = `max ${max.toExponential(2)}, rms ${rms.toExponential(2)}`;
        console.info(`${backendName}, astronaut-256, ${dtype}: ${figures}`);
        expect(max).toBeLessThanOrEqual(dtype === 'float32' ? float32Bound : bfloat16Bound.max);
        expect(rms).toBeLessThanOrEqual(bfloat16Bound.rms);
      });

      // They would be minutes on reference.
      test.each(backendName === 'reference' ? [] : ['astronaut', 'coffee', 'chelsea', 'rocket'])(
        '%s in 8 bits',
        async (name) => {
          const image = await decoded(name, 'float32');
          const [picture] = await toUint8(image);
          image.dispose();
          const png = sharp(`${sample}/${name}.decoded.png`).removeAlpha().raw();
          const { data, info } = await png.toBuffer({ resolveWithObject: true });
          expect([picture!.height, picture!.width]).toEqual([info.height, info.width]);
          // Both round: values next to a half may fall to either side.
          const { max, rms } = difference(picture!.data, data);
          expect(max).toBeLessThanOrEqual(1);
          expect(rms).toBeLessThan(0.02);
        },
        240_000,
      );
    });
  });
}
