/**
 * Sizes beyond one block (1024), tile (64 × 64), reduction chunk (1024 rows, 16384 elements) and task (32768), where
 * cpu takes other paths than for the conformance suite's small arrays. Held against `reference`.
 */
import {
  add,
  argmax,
  astype,
  type Backend,
  broadcastTo,
  concat,
  createBackend,
  type DType,
  less,
  max,
  multiply,
  pad,
  permuteDims,
  prod,
  randomBits,
  slice,
  sum,
  type Tensor,
  take,
  tensor,
  where,
} from '@x/tensor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cpuIsThere } from './child.js';

if (await cpuIsThere()) {
  let cpu: Backend;
  let reference: Backend;
  beforeAll(async () => {
    cpu = await createBackend('cpu', { threads: 3 });
    reference = await createBackend('reference');
  });
  afterAll(() => Promise.all([cpu.close(), reference.close()]));

  /** The same values on either backend: integers small enough for every type, so that all sums are exact. */
  const array = (backend: Backend, shape: number[], dtype: DType = 'float32', seed = 1n) =>
    astype(multiply(astype(randomBits(shape, { seed, backend }), 'uint8'), 1), dtype);

  async function agree(build: (backend: Backend) => Tensor): Promise<void> {
    const [got, wanted] = [build(cpu), build(reference)];
    expect(got.shape).toEqual(wanted.shape);
    expect(got.dtype).toBe(wanted.dtype);
    const [a, b] = await Promise.all([got.bytes(), wanted.bytes()]);
    expect(Buffer.compare(a, b)).toBe(0);
  }

  describe('permuteDims', () => {
    const permutations = [
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const shapes = [
      [3, 131, 70],
      [131, 3, 66],
      [70, 131, 3],
      [2, 5, 2100],
      [2100, 3, 5],
      [65, 64, 63],
    ];
    const cases = shapes.flatMap((shape) => permutations.map((permutation) => [shape, permutation] as const));
    it.each(cases)('%j by %j', async (shape, permutation) => {
      for (const dtype of ['uint8', 'bfloat16', 'float32', 'int64'] as const) {
        await agree((backend) => permuteDims(array(backend, [...shape], dtype), permutation));
      }
    });

    it('convolution weights', () =>
      agree((backend) => permuteDims(array(backend, [33, 65, 3, 3]), [0, 2, 3, 1])));
  });

  describe('reductions', () => {
    const cases: readonly (readonly [number[], number[]])[] = [
      [[50_001], [0]],
      [[3, 40_000], [1]],
      [[40_000, 3], [0]],
      [[1100, 520], [0]],
      [[2, 1100, 40], [1]],
      [
        [2, 300, 4, 70],
        [1, 3],
      ],
      [
        [5, 33, 6, 35, 7],
        [0, 2, 4],
      ],
    ];
    it.each(cases)('of %j over %j', async (shape, axis) => {
      for (const dtype of ['float32', 'bfloat16', 'int32', 'uint8', 'int64'] as const) {
        await agree((backend) => sum(array(backend, shape, dtype), { axis }));
        await agree((backend) => max(array(backend, shape, dtype), { axis }));
      }
      await agree((backend) => prod(array(backend, shape, 'int32'), { axis }));
    });

    it('argmax', () => agree((backend) => argmax(array(backend, [90, 700, 3]), { axis: 1 })));

    it('a long sum of float32 loses next to nothing', async () => {
      const values = Float32Array.from({ length: 3_000_000 }, (_, i) => Math.fround(0.1 + (i % 7) * 1e-3));
      const exact = values.reduce((total, value) => total + value, 0);
      const got = await sum(tensor(values, { shape: [values.length], backend: cpu })).item();
      expect(Math.abs(Number(got) - exact) / exact).toBeLessThan(3e-7); // a running float32 sum misses by 1e-4
    });
  });

  describe('broadcasting', () => {
    const cases: readonly (readonly [number[], number[]])[] = [
      [[300, 500], [500]],
      [
        [300, 500],
        [300, 1],
      ],
      [[5000, 3, 7], [7]],
      [
        [5000, 3, 7],
        [3, 1],
      ],
      [
        [40, 1, 60, 1],
        [50, 1, 3],
      ],
      [[100_003], []],
    ];
    it.each(cases)('%j with %j', async (a, b) => {
      for (const dtype of ['float32', 'float16', 'int32', 'uint8'] as const) {
        await agree((backend) => add(array(backend, a, dtype), array(backend, b, dtype, 2n)));
        await agree((backend) => less(array(backend, a, dtype), array(backend, b, dtype, 2n)));
        await agree((backend) => {
          const [x, y] = [array(backend, a, dtype), array(backend, b, dtype, 2n)];
          return where(less(x, y), x, y);
        });
      }
    });

    it('stored enlarged', () =>
      agree((backend) => broadcastTo(array(backend, [90, 1, 70, 1]), [2, 90, 5, 70, 3])));
  });

  describe('moving', () => {
    it('slices with steps', () =>
      agree((backend) =>
        slice(array(backend, [200, 300, 5]), [
          [199, 2, -3],
          [1, 300, 2],
          [0, 5, 2],
        ]),
      ));
    it('slices of leading axes, and of those', () =>
      agree((backend) => add(slice(slice(array(backend, [9, 200, 30]), [[3, 5]]), [[1, 2]]), 1)));
    it('pads', () =>
      agree((backend) =>
        pad(
          array(backend, [150, 170, 3]),
          [
            [1, 2],
            [3, 0],
            [0, 2],
          ],
          { value: 7 },
        ),
      ));
    it('concatenates', async () => {
      for (const axis of [0, 1, 2]) {
        await agree((backend) =>
          concat([array(backend, [40, 50, 60]), array(backend, [40, 50, 60], 'float32', 3n)], axis),
        );
      }
    });
    it('takes', () =>
      agree((backend) => {
        const indices = astype(array(backend, [500], 'uint8'), 'int32');
        return take(array(backend, [70, 256, 3]), indices, 1);
      }));
  });

  describe('casts', () => {
    const types: DType[] = ['float32', 'float16', 'bfloat16', 'int32', 'int64', 'uint32', 'uint8', 'bool'];
    it.each(types)('from %s', async (from) => {
      for (const to of types) {
        await agree((backend) => {
          // Over all magnitudes, with fractions: 2^32 raised and lowered by powers of two.
          const bits = astype(randomBits([33_001], { seed: 5n, backend }), 'float32');
          const scale = astype(randomBits([33_001], { seed: 6n, backend }), 'uint8');
          const table = tensor(
            Float32Array.from({ length: 256 }, (_, i) => (i % 2 ? -1 : 1) * 2 ** ((i % 90) - 70)),
            { shape: [256], backend },
          );
          return astype(astype(multiply(bits, take(table, scale)), from), to);
        });
      }
    });
  });
}
