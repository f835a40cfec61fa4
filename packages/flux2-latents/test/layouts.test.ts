import {
  convertLatents,
  denormalize,
  flux2Statistics,
  fromChannelsLast,
  inferLayout,
  type LatentLayout,
  latentForm,
  latentLayouts,
  normalize,
  patchify,
  toChannelsLast,
  toPacked,
  toRaw,
  unpatchify,
} from '@x/flux2-latents';
import { createBackend, fromBytes, tensor, tidy } from '@x/tensor';
import { openWeights } from '@x/weights';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectRefusal, fixtures, ramp, referenceBackend, values } from './support.js';

const backend = await referenceBackend();

describe('inferLayout', () => {
  test.each<[readonly number[], LatentLayout]>([
    [[1, 128, 64, 64], 'packed-nchw'],
    [[2, 64, 64, 128], 'packed-nhwc'],
    [[1, 32, 96, 64], 'raw-nchw'],
    [[1, 96, 64, 32], 'raw-nhwc'],
    [[1, 4096, 128], 'tokens'],
    [[1, 1, 1, 128], 'packed-nhwc'],
    [[7, 32, 1, 1], 'raw-nchw'],
    [[1, 32, 128], 'tokens'],
  ])('%j is %s', (shape, layout) => {
    expect(inferLayout(shape)).toBe(layout);
  });

  test.each<[readonly number[], readonly LatentLayout[]]>([
    [
      [1, 128, 16, 128],
      ['packed-nhwc', 'packed-nchw'],
    ],
    [
      [1, 128, 128, 32],
      ['packed-nchw', 'raw-nhwc'],
    ],
    [
      [1, 32, 64, 128],
      ['packed-nhwc', 'raw-nchw'],
    ],
    [
      [1, 32, 64, 32],
      ['raw-nchw', 'raw-nhwc'],
    ],
  ])('%j has two readings', (shape, layouts) => {
    expect(inferLayout(shape)).toEqual(layouts);
  });

  test('with the model’s own channels', () => {
    expect(inferLayout([1, 64, 8, 8], { latentChannels: 16 })).toBe('packed-nchw');
    expect(inferLayout([1, 32, 8, 8], { patchSize: [1, 1] })).toEqual(['packed-nchw', 'raw-nchw']);
    expect(inferLayout([1, 8, 64], { patchSize: [1, 2] })).toBe('tokens');
  });

  test.each([
    [[]],
    [[128]],
    [[4, 128]],
    [[1, 64, 64, 64]],
    [[1, 64, 64]],
    [[1, 1, 128, 8, 8]],
    [[0, 128, 8, 8]],
    [[1, 128, 0, 8]],
    [[1, 128, 8, -1]],
    [[1, 128, 1.5, 8]],
  ])('%j is none', async (shape) => {
    await expectRefusal(() => inferLayout(shape), 'layout', 'packed-nchw', 'tokens');
  });

  test('refuses a geometry that is none', async () => {
    for (const geometry of [
      { latentChannels: 0 },
      { latentChannels: 1.5 },
      { patchSize: [2] },
      { patchSize: [2, 0] },
    ]) {
      await expectRefusal(() => inferLayout([1, 128, 8, 8], geometry as never), 'argument');
    }
  });
});

describe('latentForm', () => {
  test('gives channels-last sizes', () => {
    expect(latentForm('t', [2, 128, 3, 5], 'packed-nchw')).toEqual({
      packed: true,
      batch: 2,
      height: 3,
      width: 5,
      channels: 128,
    });
    expect(latentForm('t', [2, 6, 10, 32], 'raw-nhwc')).toEqual({
      packed: false,
      batch: 2,
      height: 6,
      width: 10,
      channels: 32,
    });
    expect(latentForm('t', [1, 15, 128], 'tokens', { height: 48, width: 80 })).toMatchObject({
      height: 3,
      width: 5,
    });
    expect(latentForm('t', [1, 15, 128], 'tokens', { height: 24, width: 40, scaleFactor: 4 })).toMatchObject({
      height: 3,
      width: 5,
    });
  });

  test('refuses what does not fit', async () => {
    await expectRefusal(
      () => latentForm('t', [1, 128, 3, 5], 'raw-nchw'),
      'shape',
      '[B, 32, h, w]',
      '[1, 128, 3, 5]',
    );
    await expectRefusal(
      () => latentForm('t', [1, 128, 3, 5], 'nchw' as never),
      'layout',
      'packed-nhwc',
      '"nchw"',
    );
    await expectRefusal(() => latentForm('t', [1, 15, 128], 'tokens'), 'layout', 'height and width');
    for (const [height, width] of [
      [48, 81],
      [80, 80],
      [-48, -80],
      [0, 80],
      [Number.NaN, 80],
      [240, 16.5],
    ] as const) {
      await expectRefusal(
        () => latentForm('t', [1, 15, 128], 'tokens', { height, width }),
        'shape',
        '15 tokens',
      );
    }
  });
});

describe('patchify', () => {
  test('has channels in the order (c, dy, dx)', async () => {
    // Value = 100·c + 10·y + x.
    const data = [];
    for (let y = 0; y < 4; y++)
      for (let x = 0; x < 6; x++) for (let c = 0; c < 2; c++) data.push(100 * c + 10 * y + x);
    const raw = tensor(Float32Array.from(data), { shape: [1, 4, 6, 2], backend });
    const packed = patchify(raw);
    expect(packed.shape).toEqual([1, 2, 3, 8]);
    const all = await values(packed);
    // Position (1, 2): rows 2 and 3, columns 4 and 5.
    expect(all.slice(5 * 8)).toEqual([24, 25, 34, 35, 124, 125, 134, 135]);
    const uneven = patchify(raw, { patchSize: [1, 3] });
    expect(uneven.shape).toEqual([1, 4, 2, 6]);
    expect((await values(uneven)).slice(-6)).toEqual([33, 34, 35, 133, 134, 135]);
  });

  test('and unpatchify undo each other', async () => {
    const side = fc.integer({ min: 1, max: 4 });
    await fc.assert(
      fc.asyncProperty(side, side, side, side, side, side, async (batch, h, w, channels, down, across) => {
        const patchSize = [down, across] as const;
        const shape = [batch, h * down, w * across, channels];
        const size = shape.reduce((a, b) => a * b, 1);
        const raw = ramp(shape, backend);
        const back = unpatchify(patchify(raw, { patchSize }), { patchSize });
        expect(back.shape).toEqual(shape);
        expect(await values(back)).toEqual(Array.from({ length: size }, (_, i) => i));
      }),
      { numRuns: 40 },
    );
  });

  test('refuses odd sizes', async () => {
    const x = tensor(new Float32Array(15 * 3), { shape: [1, 3, 5, 3], backend });
    await expectRefusal(() => patchify(x), 'shape', 'multiples of 2 and 2', '[1, 3, 5, 3]');
    await expectRefusal(() => unpatchify(x), 'shape', 'multiple of 4');
    await expectRefusal(() => unpatchify(x.reshape([45])), 'shape', '[B, h, w, C]');
  });
});

describe('conversions', () => {
  test('between any two layouts and back change nothing', async () => {
    const layout = fc.constantFrom(...latentLayouts);
    const side = fc.integer({ min: 1, max: 3 });
    await fc.assert(
      fc.asyncProperty(layout, layout, side, side, side, async (from, to, batch, h, w) => {
        const options = {
          latentChannels: 3,
          height: h * 16,
          width: w * 16,
          statistics: { mean: Array(12).fill(0.5), std: Array(12).fill(2) },
        };
        const start = fromChannelsLast(
          ramp(from.startsWith('raw') ? [batch, h * 2, w * 2, 3] : [batch, h, w, 12], backend),
          from,
        );
        const there = convertLatents(start, { from, to }, options);
        const back = convertLatents(there, { from: to, to: from }, options);
        expect(back.shape).toEqual(start.shape);
        // Powers of two as statistics: exact.
        expect(await values(back)).toEqual(await values(start));
      }),
      { numRuns: 60 },
    );
  });

  test('to channels-last leave tokens row by row', async () => {
    const tokens = ramp([1, 6, 4], backend);
    const x = toChannelsLast(tokens, 'tokens', { latentChannels: 1, height: 32, width: 48 });
    expect(x.shape).toEqual([1, 2, 3, 4]);
    expect((await values(x)).slice(12, 16)).toEqual([12, 13, 14, 15]);
  });

  test('leave no tensor behind', async () => {
    const own = await createBackend('reference');
    const x = tensor(new Float32Array(128 * 6), { shape: [1, 128, 2, 3], backend: own });
    const before = own.memory().tensors;
    for (const make of [toPacked, toRaw]) make(x, 'packed-nchw').dispose();
    tidy(() => {
      convertLatents(x, { from: 'packed-nchw', to: 'raw-nhwc' });
    });
    expect(own.memory().tensors).toBe(before);
    await own.close();
  });
});

describe('statistics', () => {
  test('are FLUX.2’s, as the sample model has them', async () => {
    await using model = await openWeights(`${fixtures}sample-model`);
    const half = async (name: string) => {
      return values(fromBytes(await model.read(name), { shape: [128], dtype: 'float16', backend }));
    };
    const mean = await half('bn.running_mean');
    const variance = await half('bn.running_var');
    // The facts have four decimals; the sample's variances, near 3, are float16 (steps of 0.002).
    mean.forEach((value, i) => {
      expect(Math.abs(value - (flux2Statistics.mean[i] as number))).toBeLessThan(1e-4);
    });
    variance.forEach((value, i) => {
      expect(Math.abs(Math.sqrt(value + 1e-4) - (flux2Statistics.std[i] as number))).toBeLessThan(5e-4);
    });
  });

  test('normalise and undo it', async () => {
    const x = ramp([2, 1, 1, 4], backend);
    const statistics = { mean: [1, 2, 3, 4], std: [1, 2, 4, 8] };
    expect(await values(normalize(x, statistics))).toEqual([-1, -0.5, -0.25, -0.125, 3, 1.5, 0.75, 0.375]);
    expect(await values(denormalize(normalize(x, statistics), statistics))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('must fit', async () => {
    const x = tensor(new Float32Array(4), { shape: [1, 1, 1, 4], backend });
    await expectRefusal(() => normalize(x), 'shape', '128 and 128');
    await expectRefusal(() => denormalize(x, { mean: [1, 2, 3, 4], std: [1] }), 'shape');
    await expectRefusal(() => normalize(x, { mean: [1, 2, 3, 4], std: [1, 1, 1, 0] }), 'argument');
    await expectRefusal(() => normalize(x, { mean: [1, 2, 3, 4], std: [1, 1, 1, Number.NaN] }), 'argument');
  });
});
