import { describe, expect, test } from 'vitest';
import { float32, makeDriver, result } from './harness.js';

/** Small whole numbers, so that sums are exact in any order. */
const numbers = (count: number, seed: number) =>
  Array.from({ length: count }, (_, i) => ((Math.imul(i + seed, 2654435761) >>> 24) % 17) - 8);

describe('matmul', () => {
  test.each([
    [1, 1, 1],
    [3, 5, 7],
    [4, 4, 4],
    [65, 97, 33],
    [2, 3, 2100],
    [130, 1, 5],
  ])('is the sum of products, %i×%i, k = %i', async (m, n, k) => {
    const driver = makeDriver();
    const a = numbers(m * k, 1);
    const b = numbers(k * n, 2);
    const expected: number[] = [];
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let l = 0; l < k; l++) sum += a[i * k + l]! * b[l * n + j]!;
        expected.push(sum);
      }
    }
    const x = float32(driver, [m, k], a);
    const y = float32(driver, [k, n], b);
    expect(await result(driver, 'float32', [m, n], (out) => driver.matmul(x, y, out))).toEqual(expected);
  });

  test('broadcasts leading axes', async () => {
    const driver = makeDriver();
    const a = float32(driver, [2, 1, 1, 2], [1, 2, 3, 4]);
    const b = float32(driver, [3, 2, 1], [1, 0, 0, 1, 1, 1]);
    const got = await result(driver, 'float32', [2, 3, 1, 1], (out) => driver.matmul(a, b, out));
    expect(got).toEqual([1, 2, 3, 3, 4, 7]);
  });

  test('over an empty inner axis is zeros, and of nothing is nothing', async () => {
    const driver = makeDriver();
    const a = float32(driver, [2, 0], []);
    const b = float32(driver, [0, 3], []);
    expect(await result(driver, 'float32', [2, 3], (out) => driver.matmul(a, b, out))).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
    const none = float32(driver, [0, 2], []);
    const some = float32(driver, [2, 3], numbers(6, 1));
    expect(await result(driver, 'float32', [0, 3], (out) => driver.matmul(none, some, out))).toEqual([]);
  });

  test('carries NaN and infinities, and does not skip zeros times infinity', async () => {
    const driver = makeDriver();
    const a = float32(driver, [2, 2], [0, 1, 1, 1]);
    const b = float32(driver, [2, 2], [Infinity, 1, 2, NaN]);
    const got = await result(driver, 'float32', [2, 2], (out) => driver.matmul(a, b, out));
    expect(got).toEqual([NaN, NaN, Infinity, NaN]);
  });
});

interface ConvCase {
  readonly image: [number, number, number, number];
  readonly weight: [number, number, number, number];
  readonly stride?: [number, number];
  readonly dilation?: [number, number];
  readonly padding?: { top: number; bottom: number; left: number; right: number };
  readonly groups?: number;
}

/** The definition, one output element at a time. */
function plainConv2d(image: number[], weight: number[], args: Required<ConvCase>): [number[], number[]] {
  const [batch, height, width, channels] = args.image;
  const [outputs, kernelHeight, kernelWidth, inputs] = args.weight;
  const { stride, dilation, padding, groups } = args;
  const span = (size: number, kernel: number, before: number, after: number, step: number, spread: number) =>
    Math.floor((size + before + after - spread * (kernel - 1) - 1) / step) + 1;
  const outHeight = span(height, kernelHeight, padding.top, padding.bottom, stride[0], dilation[0]);
  const outWidth = span(width, kernelWidth, padding.left, padding.right, stride[1], dilation[1]);
  const out: number[] = [];
  for (let b = 0; b < batch; b++)
    for (let y = 0; y < outHeight; y++)
      for (let x = 0; x < outWidth; x++)
        for (let o = 0; o < outputs; o++) {
          let sum = 0;
          const firstChannel = Math.floor(o / (outputs / groups)) * inputs;
          for (let ky = 0; ky < kernelHeight; ky++)
            for (let kx = 0; kx < kernelWidth; kx++) {
              const iy = y * stride[0] + ky * dilation[0] - padding.top;
              const ix = x * stride[1] + kx * dilation[1] - padding.left;
              if (iy < 0 || iy >= height || ix < 0 || ix >= width) continue;
              for (let c = 0; c < inputs; c++) {
                const at = ((b * height + iy) * width + ix) * channels + firstChannel + c;
                sum += image[at]! * weight[((o * kernelHeight + ky) * kernelWidth + kx) * inputs + c]!;
              }
            }
          out.push(sum);
        }
  return [out, [batch, outHeight, outWidth, outputs]];
}

describe('conv2d', () => {
  const around = (by: number) => ({ top: by, bottom: by, left: by, right: by });
  const cases: [string, ConvCase][] = [
    ['1×1', { image: [1, 3, 4, 5], weight: [2, 1, 1, 5] }],
    ['3×3 with padding', { image: [2, 5, 6, 3], weight: [7, 3, 3, 3], padding: around(1) }],
    [
      'stride, one-sided padding',
      {
        image: [1, 7, 8, 4],
        weight: [5, 3, 3, 4],
        stride: [2, 2],
        padding: { top: 0, bottom: 1, left: 0, right: 1 },
      },
    ],
    [
      'dilation, other steps each way',
      { image: [1, 9, 8, 2], weight: [3, 3, 2, 2], stride: [1, 2], dilation: [2, 3], padding: around(2) },
    ],
    ['groups', { image: [1, 4, 4, 6], weight: [9, 3, 3, 2], padding: around(1), groups: 3 }],
    ['one channel a group', { image: [1, 4, 5, 4], weight: [4, 3, 3, 1], padding: around(1), groups: 4 }],
    ['kernel larger than the image', { image: [1, 2, 2, 3], weight: [2, 5, 5, 3], padding: around(2) }],
    [
      'more inputs and outputs than a block',
      { image: [1, 3, 3, 130], weight: [101, 3, 3, 130], padding: around(1) },
    ],
    ['an empty batch', { image: [0, 4, 4, 3], weight: [2, 3, 3, 3], padding: around(1) }],
  ];

  test.each(cases)('%s', async (_, given) => {
    const args = {
      stride: [1, 1] as [number, number],
      dilation: [1, 1] as [number, number],
      padding: around(0),
      groups: 1,
      ...given,
    };
    const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);
    const image = numbers(size(args.image), 3);
    const weight = numbers(size(args.weight), 4);
    const [expected, shape] = plainConv2d(image, weight, args);
    const driver = makeDriver();
    const x = float32(driver, args.image, image);
    const w = float32(driver, args.weight, weight);
    expect(await result(driver, 'float32', shape, (out) => driver.conv2d(x, w, args, out))).toEqual(expected);
  });
});
