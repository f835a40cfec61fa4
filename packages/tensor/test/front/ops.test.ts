/** Ops that the front composes, and shapes, against values reckoned by hand. The primitives have the conformance suite. */
import {
  add,
  all,
  any,
  argmax,
  argmin,
  type Backend,
  broadcastTo,
  clip,
  concat,
  conv2d,
  createBackend,
  type DataArray,
  equal,
  expandDims,
  flip,
  less,
  matmul,
  matrixTranspose,
  max,
  mean,
  pad,
  permuteDims,
  prod,
  repeat,
  reshape,
  slice,
  split,
  square,
  squeeze,
  stack,
  subtract,
  sum,
  type Tensor,
  take,
  tensor,
  variance,
  where,
  zeros,
} from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let backend: Backend;
beforeAll(async () => {
  backend = await createBackend('reference');
});
afterAll(() => backend.close());

const make = (data: Parameters<typeof tensor>[0], options = {}) => tensor(data, { backend, ...options });

async function valuesOf(t: Tensor): Promise<unknown> {
  const data: DataArray = await t.data();
  const nest = (shape: readonly number[], flat: unknown[]): unknown =>
    shape.length === 0
      ? flat[0]
      : Array.from({ length: shape[0]! }, (_, i) => {
          const part = flat.length / shape[0]!;
          return nest(shape.slice(1), flat.slice(i * part, (i + 1) * part));
        });
  return nest(t.shape, Array.from(data as Float32Array));
}

/** The result's values, once it is sure that the op made one tensor and left none behind. */
async function only(op: () => Tensor): Promise<unknown> {
  const before = backend.memory().tensors;
  const result = op();
  expect(backend.memory().tensors).toBe(before + 1);
  return valuesOf(result);
}

describe('element by element', () => {
  test('numbers take the dtype of the tensor beside them', async () => {
    const bytes = make([250, 5], { dtype: 'uint8' });
    expect(add(bytes, 10).dtype).toBe('uint8');
    expect(await only(() => add(10, bytes))).toEqual([4, 15]);
    expect(await valuesOf(subtract(5n, make([2n], {})))).toEqual([3n]);
    expect(await valuesOf(equal(make([true, false]), true))).toEqual([1, 0]);
    expect(await valuesOf(less(make([1, 2]), make([[2], [1]])))).toEqual([
      [1, 0],
      [0, 0],
    ]);
    expect(await valuesOf(square(make([-3, 2], { dtype: 'int32' })))).toEqual([9, 4]);
  });

  test('where', async () => {
    const condition = make([true, false]);
    expect(await valuesOf(where(condition, make([[1], [2]]), -1))).toEqual([
      [1, -1],
      [2, -1],
    ]);
    expect(await valuesOf(where(condition, 0, make([5, 6])))).toEqual([0, 6]);
  });

  test('clip', async () => {
    const x = make([-2, NaN, 0.5, 9]);
    expect(await only(() => clip(x, { min: -1, max: 1 }))).toEqual([-1, NaN, 0.5, 1]);
    expect(await valuesOf(clip(x, { max: make([0, 0, 0, 0]) }))).toEqual([-2, NaN, 0, 0]);
    expect(await only(() => clip(x))).toEqual([-2, NaN, 0.5, 9]);
  });
});

describe('moving', () => {
  const grid = () =>
    make([
      [1, 2, 3],
      [4, 5, 6],
    ]);

  test('reshape, expandDims, squeeze', () => {
    expect(reshape(grid(), [3, -1]).shape).toEqual([3, 2]);
    expect(reshape(grid(), [-1]).shape).toEqual([6]);
    expect(reshape(make([1]), []).shape).toEqual([]);
    expect(reshape(zeros([0, 3], { backend }), [3, 0]).shape).toEqual([3, 0]);
    expect(expandDims(grid(), -1).shape).toEqual([2, 3, 1]);
    expect(expandDims(grid(), 0).shape).toEqual([1, 2, 3]);
    const ones = zeros([1, 2, 1], { backend });
    expect([squeeze(ones).shape, squeeze(ones, -1).shape, squeeze(ones, [0, 2]).shape]).toEqual([
      [2],
      [1, 2],
      [2],
    ]);
  });

  test('permuteDims, matrixTranspose, broadcastTo, repeat, flip', async () => {
    expect(permuteDims(zeros([2, 3, 4], { backend }), [2, 0, -2]).shape).toEqual([4, 2, 3]);
    const columns = [
      [1, 4],
      [2, 5],
      [3, 6],
    ];
    expect(await valuesOf(permuteDims(grid(), [1, 0]))).toEqual(columns);
    expect(matrixTranspose(zeros([5, 2, 3], { backend }).add(0)).shape).toEqual([5, 3, 2]);
    expect(await valuesOf(matrixTranspose(grid()))).toEqual(columns);
    expect(await valuesOf(broadcastTo(make([[1], [2]]), [2, 2, 2]))).toEqual([
      [
        [1, 1],
        [2, 2],
      ],
      [
        [1, 1],
        [2, 2],
      ],
    ]);
    const pairs = make([
      [1, 2],
      [3, 4],
    ]);
    expect(await only(() => repeat(pairs, 2, 1))).toEqual([
      [1, 1, 2, 2],
      [3, 3, 4, 4],
    ]);
    expect(await only(() => repeat(pairs, 2, 0))).toEqual([
      [1, 2],
      [1, 2],
      [3, 4],
      [3, 4],
    ]);
    expect(repeat(zeros([2, 1, 1, 1, 1, 1, 1, 3], { backend }), 2, -1).shape).toEqual([
      2, 1, 1, 1, 1, 1, 1, 6,
    ]);
    expect(await only(() => flip(pairs))).toEqual([
      [4, 3],
      [2, 1],
    ]);
    expect(await only(() => flip(pairs, 1))).toEqual([
      [2, 1],
      [4, 3],
    ]);
  });

  test('slice goes by the rules of Python', async () => {
    const data = Array.from({ length: 7 }, (_, i) => i);
    const line = make(data);
    // Expected by Python's range(7)[start:stop:step].
    const cases: [start: number | null, stop: number | null, step: number, expected: number[]][] = [
      [null, null, 1, data],
      [1, 3, 1, [1, 2]],
      [-3, -1, 1, [4, 5]],
      [5, 2, 1, []],
      [-100, 2, 1, [0, 1]],
      [3, 100, 2, [3, 5]],
      [null, null, -1, [6, 5, 4, 3, 2, 1, 0]],
      [null, 2, -2, [6, 4]],
      [100, -100, -3, [6, 3, 0]],
      [2, null, -1, [2, 1, 0]],
      [2, 4, -1, []],
    ];
    for (const [start, stop, step, expected] of cases) {
      expect(await only(() => slice(line, [[start, stop, step]]))).toEqual(expected);
    }
    expect(await valuesOf(slice(grid(), [null, [1]]))).toEqual([
      [2, 3],
      [5, 6],
    ]);
    expect(slice(zeros([2, 3], { backend }), [[0, 1]]).shape).toEqual([1, 3]);
    expect(slice(zeros([], { backend }), []).shape).toEqual([]);
  });

  test('pad, concat, stack, split', async () => {
    expect(await valuesOf(pad(make([[1, 2]]), [[1, 0], 1], { value: 9 }))).toEqual([
      [9, 9, 9, 9],
      [9, 1, 2, 9],
    ]);
    const [a, b] = [make([1, 2]), make([3, 4])];
    expect(await only(() => concat([a, b, a]))).toEqual([1, 2, 3, 4, 1, 2]);
    expect(await only(() => stack([a, b]))).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(await only(() => stack([a, b], -1))).toEqual([
      [1, 3],
      [2, 4],
    ]);
    const parts = split(make([[1, 2, 3, 4]]), 2, 1);
    expect(await Promise.all(parts.map(valuesOf))).toEqual([[[1, 2]], [[3, 4]]]);
    const uneven = split(make([1, 2, 3]), [2, 0, 1]);
    expect(await Promise.all(uneven.map(valuesOf))).toEqual([[1, 2], [], [3]]);
  });

  test('take', async () => {
    const x = make([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(await only(() => take(x, [2, -3], 1))).toEqual([
      [3, 1],
      [6, 4],
    ]);
    const indices = make([[1, 0]], { dtype: 'int64' });
    expect(await only(() => take(x, indices))).toEqual([
      [
        [4, 5, 6],
        [1, 2, 3],
      ],
    ]);
    expect(take(x, []).shape).toEqual([0, 3]);
    await expect(take(x, [2]).data()).rejects.toMatchObject({ code: 'argument' });
  });
});

describe('along axes', () => {
  const x = () =>
    make([
      [1, 2, 6],
      [4, 4, 4],
    ]);

  test('sum, prod, max over one axis, several, all, none', async () => {
    const a = x();
    expect(await only(() => sum(a, { axis: 1 }))).toEqual([9, 12]);
    expect(await only(() => sum(a, { axis: -2, keepDims: true }))).toEqual([[5, 6, 10]]);
    expect(await only(() => max(a, { axis: [1, 0] }))).toBe(6);
    expect(await only(() => prod(a, { axis: [] }))).toEqual(await valuesOf(a));
    expect(await only(() => any(a, { axis: [] }))).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
    expect(await valuesOf(all(make([true, false])))).toBe(0);
    expect(await valuesOf(sum(make(5)))).toBe(5);
  });

  test('mean and variance', async () => {
    const a = x();
    expect(await only(() => mean(a))).toBe(3.5);
    expect(await only(() => mean(a, { axis: 0 }))).toEqual([2.5, 3, 5]);
    expect(await only(() => variance(a, { axis: 1 }))).toEqual([Math.fround(14 / 3), 0]);
    expect(await only(() => variance(a, { axis: 1, correction: 1, keepDims: true }))).toEqual([[7], [0]]);
    expect(await valuesOf(mean(zeros([2, 0], { backend }), { axis: 1 }))).toEqual([NaN, NaN]);
  });

  test('half types are summed in float32 and rounded once', async () => {
    // 4096 of 1 and 4096 of 1 + 2^-7: a sum kept in bfloat16 would stop at 256.
    const half = concat([broadcastTo(make([1]), [4096]), broadcastTo(make([1 + 2 ** -7]), [4096])]);
    const narrow = half.astype('bfloat16');
    expect(await valuesOf(mean(narrow))).toBe(1); // 1 + 2^-8 lies halfway, 1 is even
    const far = broadcastTo(make([60000], { dtype: 'float16' }), [8]);
    expect(await valuesOf(mean(far))).toBe(60000); // the sum, 480000, is beyond float16
    expect(await valuesOf(variance(far))).toBe(0);
  });

  test('argmax and argmin: the first of equals, a NaN before all', async () => {
    const a = make([
      [1, 5, 5],
      [3, NaN, 2],
    ]);
    expect(await only(() => argmax(a, { axis: 1 }))).toEqual([1, 1]);
    expect(await only(() => argmin(a, { axis: 1, keepDims: true }))).toEqual([[0], [1]]);
    expect(await only(() => argmax(a))).toBe(4);
    expect(await only(() => argmax(a, { keepDims: true }))).toEqual([[4]]);
    expect(await valuesOf(argmax(make(3)))).toBe(0);
  });
});

describe('products', () => {
  test('matmul of matrices, stacks and vectors', async () => {
    const a = make([
      [1, 2],
      [3, 4],
    ]);
    const v = make([1, 10]);
    expect(await only(() => matmul(a, a))).toEqual([
      [7, 10],
      [15, 22],
    ]);
    expect(await only(() => matmul(a, v))).toEqual([21, 43]);
    expect(await only(() => matmul(v, a))).toEqual([31, 42]);
    expect(await only(() => matmul(v, v))).toBe(101);
    expect(matmul(zeros([5, 1, 2, 3], { backend }), zeros([4, 3, 7], { backend })).shape).toEqual([
      5, 4, 2, 7,
    ]);
  });

  test('conv2d shapes by the formula of PyTorch', async () => {
    const x = zeros([2, 9, 8, 4], { backend });
    const shapes: [Parameters<typeof conv2d>[2], number[], number[]][] = [
      [{}, [6, 3, 3, 4], [2, 7, 6, 6]],
      [{ padding: 1 }, [6, 3, 3, 4], [2, 9, 8, 6]],
      [{ stride: 2, padding: [0, 1] }, [6, 3, 3, 4], [2, 4, 4, 6]],
      [{ stride: [3, 1], dilation: [2, 3] }, [6, 3, 2, 4], [2, 2, 5, 6]],
      [{ stride: 2, padding: { top: 0, bottom: 1, left: 0, right: 1 } }, [6, 3, 3, 4], [2, 4, 4, 6]],
      [{ groups: 2 }, [6, 1, 1, 2], [2, 9, 8, 6]],
    ];
    for (const [options, weight, expected] of shapes) {
      expect(conv2d(x, zeros(weight, { backend }), options).shape).toEqual(expected);
    }
    expect(conv2d(zeros([0, 3, 3, 1], { backend }), zeros([2, 3, 3, 1], { backend })).shape).toEqual([
      0, 1, 1, 2,
    ]);
  });

  test('conv2d correlates, and pads each side by itself', async () => {
    const x = make([1, 2, 3, 4], { shape: [1, 2, 2, 1] });
    const weight = make([1, 10, 100, 1000], { shape: [1, 2, 2, 1] });
    expect(await only(() => conv2d(x, weight))).toEqual([[[[4321]]]]);
    const right = { top: 0, bottom: 0, left: 0, right: 1 };
    expect(await only(() => conv2d(x, weight, { padding: right }))).toEqual([[[[4321], [402]]]]);
  });
});
