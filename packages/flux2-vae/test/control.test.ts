import { readFile } from 'node:fs/promises';
import { abs, type Backend, max, randomNormal, tensor, tidy } from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { wholePlan } from '../src/bounded.js';
import { decodeGraph } from '../src/graphs.js';
import { AutoencoderKLFlux2, type Note, type Progress } from '../src/index.js';
import {
  difference,
  type FloatArray,
  fixtures,
  readFloats,
  sample,
  take,
  toNhwc,
} from './support/fixtures.js';

const tiny = `${fixtures}vae/tiny`;

for (const { name, title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    let vae: AutoencoderKLFlux2;
    let packed: FloatArray;
    let pixels: FloatArray;
    beforeAll(async () => {
      backend = await create();
      vae = await AutoencoderKLFlux2.load(tiny, { backend });
      packed = toNhwc(await readFloats(`${tiny}/expected.safetensors`, 'packed'));
      pixels = await readFloats(`${tiny}/expected.safetensors`, 'pixels');
    });
    afterAll(() => backend.close());

    const latents = (height: number, width: number, seed: number) =>
      randomNormal([1, height, width, 16], { seed, backend });

    describe('several decodes at once', () => {
      test('are each right and end in order; latents may go meanwhile', async () => {
        const sizes = [
          [6, 5],
          [1, 1],
          [4, 4],
          [2, 3],
        ] as const;
        const alone: FloatArray[] = [];
        for (const [i, [height, width]] of sizes.entries()) {
          using z = latents(height, width, i);
          alone.push(await take(await vae.decode(z)));
        }
        await backend.sync();
        const before = backend.memory().tensors;
        const ended: number[] = [];
        const all = sizes.map(async ([height, width], i) => {
          const z = latents(height, width, i);
          const decode = vae.decode(z);
          z.dispose();
          const image = await decode;
          ended.push(i);
          return take(image);
        });
        expect(backend.pending()).toBeGreaterThanOrEqual(sizes.length);
        const pictures = await Promise.all(all);
        expect(ended).toEqual([0, 1, 2, 3]);
        for (const [i, picture] of pictures.entries()) expect(picture).toEqual(alone[i]);
        await backend.sync();
        expect(backend.pending()).toBe(0);
        expect(backend.memory().tensors).toBe(before);
      });

      test('one that waits leaves at once when it is aborted, the others go on', async () => {
        const expected = await take(await vae.decode(packed));
        const before = backend.memory().tensors;
        const stop = new AbortController();
        const reason = new Error('no longer wanted');
        const ended: string[] = [];
        const note = (what: string) => () => void ended.push(what);
        const first = vae.decode(packed).finally(note('first'));
        const second = vae.decode(packed, { signal: stop.signal }).finally(note('second'));
        const third = vae.decode(packed).finally(note('third'));
        stop.abort(reason);
        await expect(second).rejects.toBe(reason);
        for (const decode of [first, third]) expect((await take(await decode)).data).toEqual(expected.data);
        expect(ended).toEqual(['second', 'first', 'third']);
        expect(backend.memory().tensors).toBe(before);
      });

      test('one that fails leaves the others alone', async () => {
        const expected = await take(await vae.decode(packed));
        const bad = { data: new Float32Array(192).fill(Number.NaN), shape: [1, 4, 3, 16] };
        const [failed, right] = await Promise.allSettled([vae.decode(bad), vae.decode(packed)]);
        expect(failed).toMatchObject({ status: 'rejected', reason: { code: 'latents' } });
        expect(right.status).toBe('fulfilled');
        if (right.status === 'fulfilled') expect((await take(right.value)).data).toEqual(expected.data);
      });
    });

    describe('within layers', () => {
      let model: AutoencoderKLFlux2;
      // These take seconds for what `cpu` does at once.
      const side = name === 'cpu' ? 48 : 8;
      const raw = () => randomNormal([1, side, side, 32], { seed: 7, backend });
      beforeAll(async () => {
        model = await AutoencoderKLFlux2.load(sample, { backend });
      });

      test('progress rises to its total', async () => {
        const seen: Progress[] = [];
        using z = raw();
        (await model.decodeRaw(z, { tiling: 'off', onProgress: (at) => seen.push(at) })).dispose();
        for (const [i, { done, total }] of seen.entries()) {
          expect(total).toBe(seen[0]!.total);
          if (i > 0) expect(done).toBeGreaterThan(seen[i - 1]!.done);
        }
        expect(seen.at(-1)!.done).toBe(seen[0]!.total);
        const layers = new Set(seen.map(({ stage }) => stage)).size;
        const graph = decodeGraph(model, [1, side, side]);
        const { steps } = wholePlan({ graph, batch: 1, backend, dtype: model.dtype });
        expect(layers).toBe(steps.length + 1);
        // Some layers take many looks there.
        if (name === 'reference') expect(seen.length).toBeGreaterThan(layers);
      });

      test('an abort at any time rejects with its reason, frees all, and the backend goes on', async () => {
        using z = raw();
        const expected = await take(await model.decodeRaw(z, { tiling: 'off' }));
        const before = backend.memory().tensors;
        for (const milliseconds of [0, 3, 17, 60, 110]) {
          const stop = new AbortController();
          const decode = model.decodeRaw(z, { tiling: 'off', signal: stop.signal });
          const timer = setTimeout(() => stop.abort(), milliseconds);
          const result = await decode.then(
            (image) => image.dispose(), // it was faster
            (error: unknown) => error,
          );
          clearTimeout(timer);
          if (result !== undefined) {
            expect(result).toBe(stop.signal.reason);
            expect(result).toMatchObject({ name: 'AbortError' });
          }
          expect(backend.memory().tensors).toBe(before);
        }
        expect(await take(await model.decodeRaw(z, { tiling: 'off' }))).toEqual(expected);
      });

      // Elsewhere no layer is sure to take long.
      const onSlow = name === 'reference' ? test : () => {};
      onSlow('what onProgress throws within a layer', async () => {
        using z = raw();
        const before = backend.memory().tensors;
        let [last, calls] = ['', 0];
        const decode = model.decodeRaw(z, {
          tiling: 'off',
          onProgress({ stage }) {
            calls = stage === last ? calls + 1 : 0;
            last = stage;
            if (calls > 0) throw new Error('mine');
          },
        });
        await expect(decode).rejects.toThrow('mine');
        expect(backend.memory().tensors).toBe(before);
      });
    });

    describe('float16', () => {
      test('is near the expected picture', async () => {
        const half = await AutoencoderKLFlux2.load(tiny, { backend, dtype: 'float16' });
        const notes: Note[] = [];
        const { data } = await take(await half.decode(packed, { onNote: (note) => notes.push(note) }));
        expect(notes).toEqual([]);
        // Eleven bits, through some twenty layers.
        expect(difference(data, pixels.data).max).toBeLessThan(5e-3);
        half.dispose();
      });

      test('that overflows is decoded again in float32, with a note', async () => {
        const before = backend.memory().tensors;
        const [half, single] = await Promise.all(
          (['float16', 'float32'] as const).map((dtype) => AutoencoderKLFlux2.load(tiny, { backend, dtype })),
        );
        // Activations beyond 65504; the weights themselves fit.
        const largest = tidy(() => max(abs(single!.decoder.conv_in.weight.value)));
        const scale = 3e4 / Number(await largest.item());
        largest.dispose();
        for (const model of [half!, single!]) {
          const { weight } = model.decoder.conv_in;
          weight.set(
            tidy(() =>
              weight.value
                .astype('float16')
                .astype('float32')
                .multiply(scale)
                .astype('float16')
                .astype(model.dtype),
            ),
          );
          for (const [, parameter] of model.namedParameters()) {
            if (!parameter.isLoaded || parameter.value.dtype === 'int64') continue;
            parameter.set(tidy(() => parameter.value.astype('float16').astype(parameter.value.dtype)));
          }
        }
        const notes: Note[] = [];
        const seen: Progress[] = [];
        const z = tidy(() =>
          vae.unpatchify(tensor(packed.data, { shape: packed.shape, backend })).multiply(100),
        );
        const got = await take(
          await half!.decodeRaw(z, {
            onNote: (note) => notes.push(note),
            onProgress: (progress) => seen.push(progress),
          }),
        );
        expect(notes).toEqual([{ code: 'float16-overflow', message: expect.stringContaining('float32') }]);
        expect(got.data.every(Number.isFinite)).toBe(true);
        expect(got).toEqual(await take(await single!.decodeRaw(z)));
        expect(half!.dtype).toBe('float16');
        for (const [i, { done }] of seen.entries()) {
          if (i > 0) expect(done).toBeGreaterThan(seen[i - 1]!.done);
        }
        expect(seen.at(-1)!.done).toBe(seen.at(-1)!.total);
        for (const held of [half!, single!, z]) held.dispose();
        expect(backend.memory().tensors).toBe(before);
      });
    });

    test('force_upcast changes nothing', async () => {
      const config = JSON.parse(await readFile(`${tiny}/config.json`, 'utf8'));
      const pictures: FloatArray[] = [];
      for (const force_upcast of [true, false]) {
        const model = await AutoencoderKLFlux2.load(tiny, {
          backend,
          dtype: 'float16',
          config: { ...config, force_upcast },
        });
        expect(model.config.forceUpcast).toBe(force_upcast);
        expect(model.dtype).toBe('float16');
        pictures.push(await take(await model.decode(packed)));
        model.dispose();
      }
      expect(pictures[0]).toEqual(pictures[1]);
    });
  });
}
