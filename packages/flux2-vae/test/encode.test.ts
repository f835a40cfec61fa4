import { readdirSync } from 'node:fs';
import { type Backend, createBackend, randomNormal, tensor } from '@x/tensor';
import { encodeSafetensors, openSafetensors, type TensorToWrite } from '@x/weights';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import {
  AutoencoderKLFlux2,
  type EncodeOptions,
  type FloatData,
  fromUint8,
  latentLayouts,
  readPicture,
} from '../src/index.js';
import {
  difference,
  type FloatArray,
  fixtures,
  readFloats,
  sample,
  take,
  toNhwc,
} from './support/fixtures.js';

const cases = readdirSync(`${fixtures}encode`)
  .map((name) => name.replace('.safetensors', ''))
  .filter((name) => name !== 'extreme');
const expected = (variant: string, name: string) =>
  readFloats(`${fixtures}encode/${variant}.safetensors`, name);

/** Latents are a few units wide; float32's own rounding on networks of this depth is some 1e-5 at most. */
const float32Bound = 1e-4;
const bfloat16Bound = { rms: 3e-2, max: 2e-1 };

const folder = `${fixtures}vae/tiny`;

for (const { name: backendName, title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await create();
    });
    afterAll(() => backend.close());

    describe.each(cases)('variant %s, as diffusers in float64', (variant) => {
      let vae: AutoencoderKLFlux2;
      let image: FloatArray;
      beforeAll(async () => {
        vae = await AutoencoderKLFlux2.load(`${fixtures}vae/${variant}`, { backend });
        image = await expected(variant, 'image');
      });
      afterAll(() => vae.dispose());

      test('mode and sample, packed and raw', async () => {
        const noise = await expected(variant, 'noise');
        for (const [name, options] of [
          ['mode', { layout: 'packed-nchw' }],
          ['raw-mode', { layout: 'raw-nchw' }],
          ['sample', { layout: 'packed-nchw', sample: true, noise }],
          ['raw-sample', { layout: 'raw-nchw', sample: true, noise }],
        ] as const) {
          const wanted = await expected(variant, name);
          const { data, shape } = await take(await vae.encode(image, options));
          expect(shape).toEqual(wanted.shape);
          expect(difference(data, wanted.data).max, name).toBeLessThanOrEqual(float32Bound);
        }
      });

      test('bfloat16', async () => {
        const half = await AutoencoderKLFlux2.load(`${fixtures}vae/${variant}`, {
          backend,
          dtype: 'bfloat16',
        });
        const found = await half.encode(image, { layout: 'packed-nchw' });
        expect(found.dtype).toBe('float32');
        const { max, rms } = difference((await take(found)).data, (await expected(variant, 'mode')).data);
        expect(max).toBeLessThanOrEqual(bfloat16Bound.max);
        expect(rms).toBeLessThanOrEqual(bfloat16Bound.rms);
        half.dispose();
      });
    });

    test('the log-variance is clamped as diffusers clamps it', async () => {
      const file = await openSafetensors(`${folder}/diffusion_pytorch_model.safetensors`);
      const tensors = new Map<string, TensorToWrite>();
      for (const name of file.names()) {
        tensors.set(name, { ...file.info(name), data: await file.read(name) });
      }
      await file.close();
      tensors.set('quant_conv.bias', { dtype: 'F32', ...(await expected('extreme', 'quant_conv.bias')) });
      const source = await openSafetensors(encodeSafetensors(tensors));
      const vae = await AutoencoderKLFlux2.load(source, { backend, config: `${folder}/config.json` });
      const noise = await expected('extreme', 'noise');
      const image = await expected('extreme', 'image');
      const wanted = (await expected('extreme', 'raw-sample')).data;
      const { data } = await take(await vae.encode(image, { layout: 'raw-nchw', sample: true, noise }));
      expect(Math.max(...wanted.map(Math.abs))).toBeGreaterThan(1e4);
      const errors = data.map((x, i) => Math.abs(x - wanted[i]!) / Math.max(1, Math.abs(wanted[i]!)));
      expect(Math.max(...errors)).toBeLessThanOrEqual(float32Bound);
      vae.dispose();
      await source.close();
    });

    test('the sample model: astronaut-256, mode', async () => {
      const vae = await AutoencoderKLFlux2.load(sample, { backend });
      const image = fromUint8([await readPicture(`${sample}/astronaut-256.png`)]);
      const wanted = await readFloats(`${sample}/astronaut-256.encoded.safetensors`, 'latents');
      const { data, shape } = await take(await vae.encode(image, { layout: 'packed-nchw' }));
      expect(shape).toEqual(wanted.shape);
      const { max, rms } = difference(data, wanted.data);
      console.info(
        `${backendName}, astronaut-256 encoded: max ${max.toExponential(2)}, rms ${rms.toExponential(2)}`,
      );
      expect(max).toBeLessThanOrEqual(float32Bound);
      vae.dispose();
    }, 300_000);

    describe('of the tiny model', () => {
      let vae: AutoencoderKLFlux2;
      let image: FloatArray;
      let noise: FloatArray;
      beforeAll(async () => {
        vae = await AutoencoderKLFlux2.load(folder, { backend });
        image = await expected('tiny', 'image');
        noise = await expected('tiny', 'noise');
      });
      afterAll(() => vae.dispose());

      test('every layout holds the same latents, in the default the packed ones', async () => {
        const normal = toNhwc(await take(await vae.encode(image, { layout: 'packed-nchw' })));
        expect(await take(await vae.encode(image))).toEqual(normal);
        const { data, shape } = normal;
        const tokens = { data, shape: [shape[0], shape[1]! * shape[2]!, shape[3]] };
        expect(await take(await vae.encode(image, { layout: 'tokens' }))).toEqual(tokens);
        const raw = await take(await vae.encode(image, { layout: 'raw-nchw' }));
        expect(await take(await vae.encode(image, { layout: 'raw-nhwc' }))).toEqual(toNhwc(raw));
        for (const layout of latentLayouts) {
          const latents = await vae.encode(image, { layout });
          const [, , height, width] = image.shape;
          const picture = await vae.decode(latents, { layout, height, width });
          expect(picture.shape).toEqual(image.shape);
          for (const made of [latents, picture]) made.dispose();
        }
      });

      test('nhwc images, and images of every float type and backend', async () => {
        const mode = await take(await vae.encode(image));
        expect(await take(await vae.encode(toNhwc(image), { imageLayout: 'nhwc' }))).toEqual(mode);
        const other = await createBackend('reference');
        const there = tensor(image.data, { shape: image.shape, backend: other });
        expect(await take(await vae.encode(there))).toEqual(mode);
        const half = there.astype('float16');
        expect(difference((await take(await vae.encode(half))).data, mode.data).max).toBeLessThan(2e-2);
        await other.close();
      });

      test('image and noise may go while they are encoded', async () => {
        const options = { sample: true, noise } as const;
        const whole = await take(await vae.encode(image, options));
        const mine = [image, noise].map(({ data, shape }) => tensor(data, { shape, backend }));
        const underWay = vae.encode(mine[0]!, { sample: true, noise: mine[1]! });
        for (const made of mine) made.dispose();
        expect(await take(await underWay)).toEqual(whole);
      });

      test('a seed draws the noise that randomNormal draws on any backend', async () => {
        const drawn = await take(await vae.encode(image, { sample: true, seed: 7 }));
        expect(await take(await vae.encode(image, { sample: true, seed: 7 }))).toEqual(drawn);
        const other = await take(await vae.encode(image, { sample: true, seed: 8n }));
        expect(difference(drawn.data, other.data).max).toBeGreaterThan(0.1);
        const reference = await createBackend('reference');
        const same = await take(randomNormal(noise.shape, { seed: 7, backend: reference }));
        await reference.close();
        const given = await take(await vae.encode(image, { sample: true, noise: same }));
        expect(difference(drawn.data, given.data).max).toBeLessThanOrEqual(2e-5);
        expect(await take(await vae.encode(image, { sample: true, seed: 7, noise }))).toEqual(
          await take(await vae.encode(image, { sample: true, noise })),
        );
        const zero = await take(await vae.encode(image, { sample: true, seed: 0 }));
        expect(await take(await vae.encode(image, { sample: true }))).toEqual(zero);
      });

      test('a batch is its images one by one', async () => {
        const reversed = Float32Array.from(image.data).reverse();
        const both = {
          data: Float32Array.of(...image.data, ...reversed),
          shape: [2, ...image.shape.slice(1)],
        };
        const first = await take(await vae.encode(image));
        const second = await take(await vae.encode({ ...image, data: reversed }));
        expect((await take(await vae.encode(both))).data).toEqual(
          Float32Array.of(...first.data, ...second.data),
        );
      });

      test('50 encodes leave no tensor behind, and progress ends at the total', async () => {
        (await vae.encode(image)).dispose();
        const before = backend.memory().tensors;
        for (let i = 0; i < 50; i++) (await vae.encode(image, { sample: i % 2 === 0 })).dispose();
        expect(backend.memory().tensors).toBe(before);
        const seen: { done: number; total: number }[] = [];
        (await vae.encode(image, { onProgress: (at) => seen.push(at) })).dispose();
        const done = seen.map((at) => at.done);
        expect(done.length).toBeGreaterThanOrEqual(8);
        expect(done).toEqual([...done].sort((a, b) => a - b));
        expect(seen.at(-1)!.done).toBe(seen[0]!.total);
      });

      test('an abort rejects with its reason and frees all', async () => {
        (await vae.encode(image)).dispose();
        const before = backend.memory().tensors;
        const stop = new AbortController();
        const reason = new Error('enough');
        let calls = 0;
        const onProgress = () => {
          if (calls++ === 3) stop.abort(reason);
        };
        await expect(vae.encode(image, { signal: stop.signal, onProgress })).rejects.toBe(reason);
        await expect(vae.encode(image, { signal: stop.signal })).rejects.toBe(reason);
        expect(backend.memory().tensors).toBe(before);
      });

      const blank = (...shape: number[]): FloatData => ({
        data: new Float32Array(shape.reduce((a, b) => a * b, 1)),
        shape,
      });
      const filled = (value: number): FloatData => ({
        ...blank(1, 3, 4, 4),
        data: new Float32Array(48).fill(value),
      });
      test.each<[string, FloatData, EncodeOptions, string, readonly string[]]>([
        ['a height that does not divide', blank(1, 3, 18, 12), {}, 'image', ['height', '18', '16 and 20']],
        [
          'two sides that do not divide',
          blank(1, 3, 18, 2),
          {},
          'image',
          ['16 and 20', 'width', '2', '4 and 8'],
        ],
        [
          'nhwc: height and width',
          blank(1, 7, 12, 3),
          { imageLayout: 'nhwc' },
          'image',
          ['height', '4 and 8'],
        ],
        ['raw: half the multiple', blank(1, 3, 7, 4), { layout: 'raw-nchw' }, 'image', ['height', '6 and 8']],
        ['too few dimensions', blank(3, 16, 12), {}, 'image', ['[B, 3, H, W]', '[3, 16, 12]']],
        ['the other image layout', blank(1, 16, 12, 3), {}, 'image', ['[B, 3, H, W]']],
        ['an empty side', blank(1, 3, 0, 4), {}, 'image', ['[1, 3, 0, 4]']],
        [
          'fewer elements than the shape',
          { ...blank(1), shape: [1, 3, 4, 4] },
          {},
          'image',
          ['elements', '1'],
        ],
        [
          'no float array',
          { data: new Uint8Array(48) as never, shape: [1, 3, 4, 4] },
          {},
          'image',
          ['Float32Array'],
        ],
        ['values of 0 to 255', filled(255), {}, 'image', ['[0,1]', '255']],
        ['values of -1 to 1', filled(-1), {}, 'image', ['[0,1]', '-1']],
        ['NaN', filled(Number.NaN), {}, 'image', ['NaN']],
        ['an unknown layout', filled(0), { layout: 'nhwc' as 'tokens' }, 'layout', ['packed-nhwc']],
        ['an unknown image layout', filled(0), { imageLayout: 'hwc' as 'nhwc' }, 'argument', ['nchw, nhwc']],
        ['noise for the mode', filled(0), { noise: blank(1, 4, 2, 2) }, 'argument', ['sample']],
        [
          'noise that is packed',
          filled(0),
          { sample: true, noise: blank(1, 16, 1, 1) },
          'argument',
          ['[1, 4, 2, 2]'],
        ],
        [
          'noise with an infinity',
          filled(0),
          {
            sample: true,
            noise: { ...blank(1, 4, 2, 2), data: new Float32Array(16).fill(Number.POSITIVE_INFINITY) },
          },
          'argument',
          ['finite'],
        ],
        ['a seed below 0', filled(0), { sample: true, seed: -1 }, 'argument', ['seed']],
        ['an unknown tiling', filled(0), { tiling: 'tiles' as 'off' }, 'argument', ['diffusers']],
      ])('%s: refused, and nothing is left', async (_, given, options, code, named) => {
        await vae.loadEncoder();
        const before = backend.memory().tensors;
        const error = await vae.encode(given, options).then(
          () => undefined,
          (reason: Error & { code: string }) => reason,
        );
        expect(error).toMatchObject({ code });
        for (const part of named) expect(error!.message).toContain(part);
        expect(backend.memory().tensors).toBe(before);
      });

      test('integer tensors are refused', async () => {
        const bytes = tensor(new Uint8Array(48), { shape: [1, 3, 4, 4], backend });
        await expect(vae.encode(bytes)).rejects.toMatchObject({ code: 'image', op: 'encode' });
        bytes.dispose();
      });

      test('its pieces undo each other', async () => {
        const raw = toNhwc(noise);
        const given = tensor(raw.data, { shape: raw.shape, backend });
        const packed = vae.patchify(given);
        const back = vae.unpatchify(packed);
        expect(await take(back)).toEqual(raw);
        const normal = vae.normalize(packed);
        const plain = vae.denormalize(normal);
        expect(difference((await take(plain)).data, (await packed.data()) as Float32Array).max).toBeLessThan(
          1e-5,
        );
        expect(() => vae.patchify(packed)).toThrowError(expect.objectContaining({ code: 'latents' }));
        for (const made of [given, packed, normal]) made.dispose();
      });
    });
  });
}

const threaded = (await testBackends()).find(({ name }) => name === 'cpu')!;
test.skipIf(threaded.skipped !== null)(`the same bytes with 1 and 2 threads, ${threaded.title}`, async () => {
  const results: FloatArray[] = [];
  for (const threads of [1, 2]) {
    const backend = await createBackend('cpu', { threads });
    const vae = await AutoencoderKLFlux2.load(`${fixtures}vae/base`, { backend });
    results.push(await take(await vae.encode(await expected('base', 'image'), { sample: true, seed: 3 })));
    await backend.close();
  }
  expect(results[1]).toEqual(results[0]);
});
