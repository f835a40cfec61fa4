import { type Backend, createBackend, tensor } from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { wholePlan } from '../src/bounded.js';
import { decodeGraph } from '../src/graphs.js';
import { AutoencoderKLFlux2, type DecodeOptions, type LatentData, type Progress } from '../src/index.js';
import { requireMemory } from '../src/memory.js';
import { type FloatArray, fixtures, readFloats, take, toNhwc } from './support/fixtures.js';

const folder = `${fixtures}vae/tiny`;

for (const { title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    let vae: AutoencoderKLFlux2;
    let packed: FloatArray;
    beforeAll(async () => {
      backend = await create();
      vae = await AutoencoderKLFlux2.load(folder, { backend });
      packed = toNhwc(await readFloats(`${folder}/expected.safetensors`, 'packed'));
    });
    afterAll(() => backend.close());

    test('100 decodes leave no tensor behind', async () => {
      const before = backend.memory().tensors;
      for (let i = 0; i < 100; i++) (await vae.decode(packed)).dispose();
      expect(backend.memory().tensors).toBe(before);
    });

    test('progress rises once a layer at least and ends at the total', async () => {
      const seen: Progress[] = [];
      (await vae.decode(packed, { onProgress: (progress) => seen.push(progress) })).dispose();
      expect(seen.length).toBeGreaterThanOrEqual(8);
      for (const [i, { done, total }] of seen.entries()) {
        expect(total).toBe(seen[0]!.total);
        if (i > 0) expect(done).toBeGreaterThan(seen[i - 1]!.done);
      }
      expect(seen.at(-1)!.done).toBe(seen[0]!.total);
      // Within a layer too, where it takes long.
      expect(new Set(seen.map(({ stage }) => stage)).size).toBeGreaterThanOrEqual(8);
    });

    test.each([0, 1, 3, 7])(
      'an abort after %i layers rejects with its reason and frees all',
      async (layers) => {
        const before = backend.memory().tensors;
        const stop = new AbortController();
        const reason = new Error('enough');
        let calls = 0;
        const decode = vae.decode(packed, {
          signal: stop.signal,
          onProgress: () => {
            if (calls++ === layers) stop.abort(reason);
          },
        });
        await expect(decode).rejects.toBe(reason);
        expect(backend.memory().tensors).toBe(before);
        (await vae.decode(packed)).dispose();
      },
    );

    test('an error in onProgress frees all', async () => {
      const before = backend.memory().tensors;
      const decode = vae.decode(packed, {
        onProgress: () => {
          throw new Error('mine');
        },
      });
      await expect(decode).rejects.toThrow('mine');
      expect(backend.memory().tensors).toBe(before);
    });

    test('latents of another backend, and latents disposed while they are decoded', async () => {
      const other = await createBackend('reference');
      const here = await take(await vae.decode(packed));
      const latents = tensor(packed.data, { shape: packed.shape, backend: other });
      const decode = vae.decode(latents);
      expect((await take(await decode)).data).toEqual(here.data);
      const mine = tensor(packed.data, { shape: packed.shape, backend });
      const underWay = vae.decode(mine);
      mine.dispose();
      expect((await take(await underWay)).data).toEqual(here.data);
      await other.close();
    });

    test('several at once are each right', async () => {
      const alone = await take(await vae.decode(packed));
      const all = await Promise.all(Array.from({ length: 4 }, () => vae.decode(packed)));
      for (const picture of all) expect((await take(picture)).data).toEqual(alone.data);
    });

    test('a batch is its pictures one by one', async () => {
      const [, height, width, channels] = packed.shape as [number, number, number, number];
      const reversed = Float32Array.from(packed.data).reverse();
      const both = {
        data: Float32Array.of(...packed.data, ...reversed),
        shape: [2, height, width, channels],
      };
      const batch = await take(await vae.decode(both));
      const first = await take(await vae.decode(packed));
      const second = await take(await vae.decode({ data: reversed, shape: packed.shape }));
      expect(batch.shape).toEqual([2, ...first.shape.slice(1)]);
      expect(batch.data).toEqual(Float32Array.of(...first.data, ...second.data));
    });

    const of = (shape: readonly number[], layout?: DecodeOptions['layout']): [LatentData, DecodeOptions] => [
      { data: new Float32Array(shape.reduce((a, b) => a * b, 1)), shape },
      layout ? { layout } : {},
    ];
    test.each<[string, [LatentData, DecodeOptions], string, string]>([
      ['too few dimensions', of([4, 3, 16]), 'latents', '[B, h, w, 16]'],
      ['other channels', of([1, 4, 3, 15]), 'latents', '[1, 4, 3, 15]'],
      ['an empty side', of([1, 0, 3, 16]), 'latents', '[1, 0, 3, 16]'],
      ['raw channels', of([1, 16, 4, 3], 'raw-nchw'), 'latents', '[B, 4, h, w]'],
      ['an unknown layout', of([1, 4, 3, 16], 'nhwc' as 'tokens'), 'layout', 'packed-nhwc'],
      ['tokens without a size', of([1, 12, 16], 'tokens'), 'layout', 'height'],
      [
        'tokens of another size',
        [of([1, 12, 16])[0], { layout: 'tokens', height: 16, width: 16 }],
        'latents',
        '12',
      ],
      [
        'tokens of a size between',
        [of([1, 12, 16])[0], { layout: 'tokens', height: 15, width: 12 }],
        'latents',
        '15',
      ],
      [
        'integers',
        [{ data: new Int32Array(192) as never, shape: [1, 4, 3, 16], dtype: 'int32' as never }, {}],
        'latents',
        'int32',
      ],
      ['NaN', [{ data: new Float32Array(192).fill(Number.NaN), shape: [1, 4, 3, 16] }, {}], 'latents', 'NaN'],
      [
        'infinity',
        [{ data: new Float32Array(192).fill(Number.POSITIVE_INFINITY), shape: [1, 4, 3, 16] }, {}],
        'latents',
        'infinite',
      ],
    ])('%s: refused, and nothing is left', async (_, [latents, how], code, named) => {
      const before = backend.memory().tensors;
      const error = await vae.decode(latents, how).then(
        () => undefined,
        (reason: Error & { code: string }) => reason,
      );
      expect(error).toMatchObject({ name: 'VaeError', code });
      expect(error!.message).toContain(named);
      expect(backend.memory().tensors).toBe(before);
    });

    test('integer tensors are refused', async () => {
      const latents = tensor(new Int32Array(192), { shape: [1, 4, 3, 16], backend });
      await expect(vae.decode(latents)).rejects.toThrowError(expect.objectContaining({ code: 'latents' }));
      latents.dispose();
    });

    test('a picture that can’t fit is refused by arithmetic, in bytes', async () => {
      await backend.sync(); // while others run, what is free says nothing
      const latents = { data: new Float32Array(0), shape: [1, 2 ** 20, 2 ** 20, 16] };
      await expect(vae.decode(latents)).rejects.toThrowError(
        expect.objectContaining({ code: 'memory', message: expect.stringMatching(/memory.*bytes/) }),
      );
    });

    test('a model without weights, or disposed, says so', async () => {
      const bare = new AutoencoderKLFlux2(vae.config);
      await expect(bare.decode(packed)).rejects.toThrowError(expect.objectContaining({ code: 'disposed' }));
      const gone = await AutoencoderKLFlux2.load(folder, { backend });
      gone.dispose();
      await expect(gone.decode(packed)).rejects.toThrowError(expect.objectContaining({ code: 'disposed' }));
    });
  });
}

describe('memory', () => {
  test('the images of an undivided decode are those of its largest step', async () => {
    const backend = await createBackend('reference');
    const vae = new AutoencoderKLFlux2({ ...tinyConfig });
    const graph = decodeGraph(vae, [1, 100, 60]);
    const { imageBytes } = wholePlan({ graph, batch: 2, backend, dtype: 'bfloat16' });
    // The last level's first resnet: 16 channels at 200 × 120 in, 8 each in the first convolution and the shortcut;
    // the input is let go of before the second convolution.
    const bytes = 200 * 120 * (16 + 2 * 8) * 2;
    expect(imageBytes).toBeGreaterThanOrEqual(bytes);
    expect(imageBytes).toBeLessThan(bytes * 1.04); // as an allocator rounds them
    await backend.close();
  });

  test('is refused beyond what is available', () => {
    expect(() => requireMemory('decode', 'it', 100, 100)).not.toThrow();
    expect(() => requireMemory('decode', 'it', 101, 100)).toThrowError(
      expect.objectContaining({ code: 'memory', details: { bytes: 101, available: 100 } }),
    );
    expect(() => requireMemory('decode', 'it', 2 ** 60, null)).toThrow();
  });
});

const tinyConfig = {
  inChannels: 3,
  outChannels: 3,
  blockOutChannels: [8, 16],
  decoderBlockOutChannels: null,
  layersPerBlock: 1,
  actFn: 'silu',
  latentChannels: 4,
  normNumGroups: 4,
  sampleSize: 32,
  useQuantConv: true,
  usePostQuantConv: true,
  midBlockAddAttention: true,
  batchNormEps: 1e-4,
  patchSize: [2, 2],
  forceUpcast: true,
} as const;
