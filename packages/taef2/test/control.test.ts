import { type Backend, createBackend, randomNormal, randomUniform, type Tensor } from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { Taef2, Taef2Error } from '../src/index.js';
import { difference, seededFile, take } from './support/fixtures.js';

const weights = seededFile();

for (const { name, title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    let model: Taef2;
    beforeAll(async () => {
      backend = await create();
      model = await Taef2.load(weights, { backend });
    });
    afterAll(() => backend.close());
    const side = name === 'cpu' ? 12 : 2;
    const latents = (seed = 1, batch = 1): Tensor =>
      randomNormal([batch, side, side, 128], { seed, backend });

    test('progress rises and ends at the total, and nothing is left behind', async () => {
      const before = backend.memory().tensors;
      const seen: number[] = [];
      const stages = new Set<string>();
      const z = latents(1, 2);
      const decode = model.decode(z, {
        onProgress: ({ done, total, stage }) => {
          stages.add(stage);
          seen.push(done / total);
        },
      });
      z.dispose();
      const image = await decode;
      expect(image.shape).toEqual([2, 3, 16 * side, 16 * side]);
      expect(seen[0]).toBe(0);
      expect(seen.at(-1)).toBe(1);
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
      expect(stages.size).toBeGreaterThan(5);
      image.dispose();
      expect(backend.memory().tensors).toBe(before);
    });

    test('an abort ends a decode and an encode with its reason, and nothing is left behind', async () => {
      const before = backend.memory().tensors;
      for (const early of [true, false]) {
        const stop = new AbortController();
        const reason = new Error('enough');
        const onProgress = ({ done }: { done: number }) => done > 0 && stop.abort(reason);
        if (early) stop.abort(reason);
        using z = latents();
        using image = randomUniform([1, 3, 16 * side, 16 * side], { seed: 1, backend });
        const options = { signal: stop.signal, onProgress: (at: { done: number }) => void onProgress(at) };
        await expect(model.decode(z, options)).rejects.toBe(reason);
        if (!early) continue;
        await expect(model.encode(image, options)).rejects.toBe(reason);
      }
      await backend.sync();
      expect(backend.memory().tensors).toBe(before);
    });

    test('decodes at once end in the order of their calls, each its own', async () => {
      const seeds = [1, 2, 3];
      const ended: number[] = [];
      const pictures = await Promise.all(
        seeds.map(async (seed) => {
          using z = latents(seed);
          const picture = await take(await model.decode(z));
          ended.push(seed);
          return picture;
        }),
      );
      expect(ended).toEqual(seeds);
      using z = latents(2);
      expect(difference(await take(await model.decode(z)), pictures[1]!)).toBe(0);
      expect(difference(pictures[0]!, pictures[1]!)).toBeGreaterThan(0.01);
    });

    test('every layout holds the same latents', async () => {
      using image = randomUniform([1, 3, 16, 32], { seed: 3, backend });
      const expected = await take(await model.encode(image));
      using packed = await model.encode(image);
      const picture = await take(await model.decode(packed));
      for (const layout of ['packed-nchw', 'raw-nchw', 'raw-nhwc', 'tokens'] as const) {
        using z = await model.encode(image, { layout });
        const size = layout === 'tokens' ? { height: 16, width: 32 } : {};
        // Raw ones are scaled and shifted, and back.
        const same = await take(await model.decode(z, { layout, ...size }));
        expect(difference(same, picture)).toBeLessThanOrEqual(layout.startsWith('raw') ? 1e-5 : 0);
      }
      expect(expected.shape).toEqual([1, 1, 2, 128]);
    });

    test('NHWC images and arrays in memory', async () => {
      using image = randomUniform([1, 3, 16, 16], { seed: 4, backend });
      const expected = await take(await model.encode(image));
      using last = image.permuteDims([0, 2, 3, 1]);
      expect(difference(await take(await model.encode(last, { imageLayout: 'nhwc' })), expected)).toBe(0);
      const data = (await image.data()) as Float32Array;
      expect(difference(await take(await model.encode({ data, shape: image.shape })), expected)).toBe(0);
    });
  });
}

describe('in stripes, on cpu', () => {
  test('a bound holds what a backend takes, and the picture stays', async (context) => {
    const [cpu] = (await testBackends()).filter(({ name }) => name === 'cpu');
    if (cpu!.skipped !== null) return context.skip(cpu!.skipped);
    const backend = await cpu!.create();
    const model = await Taef2.load(weights, { backend });
    using z = randomNormal([1, 24, 20, 128], { seed: 1, backend });
    const whole = await take(await model.decode(z));
    backend.emptyCaches();
    backend.resetPeak();
    const start = backend.memory().bytes;
    const bound = 24 * 2 ** 20 + 20 * 2 ** 20;
    const striped = await take(await model.decode(z, { maxMemory: bound }));
    // Of the bound 24 MiB are for what isn't the backend's.
    expect(backend.memory().peakBytes - start).toBeLessThanOrEqual(bound);
    expect(difference(striped, whole)).toBeLessThanOrEqual(2e-5);
    const error = await model.decode(z, { maxMemory: '1MiB' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Taef2Error);
    expect(error).toMatchObject({ code: 'memory' });
    const { smallestBytes } = (error as Taef2Error).details as { smallestBytes: number };
    const least = await take(await model.decode(z, { maxMemory: smallestBytes }));
    expect(difference(least, whole)).toBeLessThanOrEqual(2e-5);
    await backend.close();
  });
});

describe('what can never work is refused at the call', () => {
  let backend: Backend;
  let model: Taef2;
  beforeAll(async () => {
    backend = await createBackend('reference');
    model = await Taef2.load(weights, { backend });
  });
  afterAll(() => backend.close());
  const zeros = (...shape: number[]) => ({ data: new Float32Array(shape.reduce((a, b) => a * b)), shape });

  test.each([
    [zeros(1, 2, 2, 64), {}, '[decode] packed-nhwc latents must be [B, h, w, 128]; got [1, 2, 2, 64]'],
    [
      zeros(1, 32, 3, 2),
      { layout: 'raw-nchw' },
      '[decode] height and width of raw latents must be even; got 3 and 2',
    ],
    [zeros(1, 2, 128), { layout: 'tokens' }, '[decode] tokens must come with height and width in pixels'],
    [zeros(1, 1, 1, 128), { maxMemory: 'much' }, '[decode] maxMemory must be bytes or a size as 200MiB'],
    [zeros(1, 1, 1, 128), { precision: 'low' }, '[decode] precision must be one of highest, high, medium'],
    [
      { data: new Float32Array(128).fill(Number.NaN), shape: [1, 1, 1, 128] },
      {},
      '[decode] latents must be finite numbers',
    ],
    [null, {}, '[decode] latents must be a Tensor or { data: Float32Array, shape }'],
  ])('decode %#', async (latents, options, message) => {
    await expect(model.decode(latents as never, options as never)).rejects.toThrow(message);
  });

  test.each([
    [
      zeros(1, 3, 8, 16),
      {},
      "[encode] the image's height must be a multiple of 16; got 8, the nearest are 16 and 32",
    ],
    [zeros(1, 4, 16, 16), {}, '[encode] an image in nchw must be [B, 3, H, W]; got [1, 4, 16, 16]'],
    [zeros(1, 3, 16, 16), { layout: 'nchw' }, '[encode] layout must be one of'],
    [zeros(1, 3, 16, 16), { imageLayout: 'hwc' }, '[encode] imageLayout must be one of nchw, nhwc; got hwc'],
    [
      { data: new Float32Array(768).fill(255), shape: [1, 3, 16, 16] },
      {},
      "[encode] an image's values must lie in [0,1]; got 255 to 255",
    ],
  ])('encode %#', async (image, options, message) => {
    await expect(model.encode(image as never, options as never)).rejects.toThrow(message);
  });

  test('a model that was let go', async () => {
    const gone = await Taef2.load(weights, { backend });
    gone.dispose();
    await expect(gone.decode(zeros(1, 1, 1, 128))).rejects.toMatchObject({ code: 'disposed' });
    expect(() => gone.dtype).toThrow('[Taef2] weights must be loaded to have a dtype');
  });
});
