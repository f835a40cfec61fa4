import { describe, expect, test } from 'vitest';
import type { ReduceOp } from '../../src/backend.js';
import type { DType } from '../../src/dtype.js';
import { array, float32, makeDriver, result, type Stored } from './harness.js';

const reduce = (op: ReduceOp, dtype: DType, x: Stored, to: DType = dtype) => {
  const driver = makeDriver();
  const given = array(driver, dtype, [x.length], x);
  return result(driver, to, [], (out) => driver.reduce(op, given, [0], out));
};

describe('reduce', () => {
  test.each([
    [[0], [12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34]],
    [[1], [12, 15, 18, 21, 48, 51, 54, 57]],
    [[2], [6, 22, 38, 54, 70, 86]],
    [
      [0, 2],
      [60, 92, 124],
    ],
    [
      [1, 2],
      [66, 210],
    ],
    [[0, 1, 2], [276]],
    [[], Array.from({ length: 24 }, (_, i) => i)],
  ])('sums 0…23 as [2,3,4] over axes %j', async (axes, expected) => {
    const driver = makeDriver();
    const x = float32(
      driver,
      [2, 3, 4],
      Array.from({ length: 24 }, (_, i) => i),
    );
    const got = await result(driver, 'float32', [expected.length], (out) =>
      driver.reduce('sum', x, axes, out),
    );
    expect(got).toEqual(expected);
  });

  const cases: [ReduceOp, DType, Stored, number | bigint, DType?][] = [
    ['sum', 'float32', [2 ** 24, 1, 1, 1, 1], 2 ** 24 + 4],
    ['sum', 'float32', [], 0],
    ['sum', 'float32', [Infinity, -Infinity], NaN],
    ['prod', 'float32', [2, 3, -4], -24],
    ['prod', 'float32', [], 1],
    ['max', 'float32', [1, NaN, 3], NaN],
    ['max', 'float32', [], -Infinity],
    ['min', 'float32', [1, -3, 2], -3],
    ['min', 'float32', [], Infinity],
    ['sum', 'int32', [2 ** 31 - 1, 1], -(2 ** 31)],
    ['sum', 'uint8', [200, 100], 44],
    ['prod', 'uint32', [65536, 65537], 65536],
    ['prod', 'int32', [65537, 65537], 131073],
    ['prod', 'uint8', [16, 17], 16],
    ['max', 'int32', [], -(2 ** 31)],
    ['min', 'uint8', [], 255],
    ['max', 'uint32', [5, 2 ** 32 - 1], 2 ** 32 - 1],
    ['sum', 'int64', [2n ** 63n - 1n, 1n], -(2n ** 63n)],
    ['prod', 'int64', [2n ** 40n, 2n ** 30n], 0n],
    ['max', 'int64', [], -(2n ** 63n)],
    ['min', 'int64', [4n, -7n], -7n],
    ['any', 'bool', [0, 0, 1], 1],
    ['any', 'bool', [], 0],
    ['all', 'bool', [1, 1, 0], 0],
    ['all', 'bool', [], 1],
    ['argmax', 'float32', [1, 5, 5, 2], 1, 'int32'],
    ['argmax', 'float32', [1, NaN, 5, NaN], 1, 'int32'],
    ['argmin', 'float32', [3, -Infinity, NaN], 2, 'int32'],
    ['argmax', 'float32', [-5, -3, -4], 1, 'int32'],
    ['argmin', 'uint32', [3, 2, 5], 1, 'int32'],
    ['argmin', 'int64', [3n, -2n, -2n], 1, 'int32'],
    ['argmax', 'uint8', [3, 255, 4], 1, 'int32'],
    // float16: 2048 + 1 + 1 is 2050 in float32, but 2048 with every sum rounded.
    ['sum', 'float16', [0x6800, 0x3c00, 0x3c00], 0x6801],
    ['max', 'bfloat16', [0x3f80, 0x4000], 0x4000],
  ];
  test.each(cases)('%s of %s %s is %s', async (op, dtype, x, expected, to) => {
    expect(await reduce(op, dtype, x, to)).toEqual([expected]);
  });

  test('over an empty axis gives identities, of an empty array nothing', async () => {
    const driver = makeDriver();
    const x = float32(driver, [2, 0, 3], []);
    expect(await result(driver, 'float32', [2, 3], (out) => driver.reduce('sum', x, [1], out))).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
    expect(await result(driver, 'float32', [0, 3], (out) => driver.reduce('sum', x, [0], out))).toEqual([]);
  });

  test('argmax along a middle axis', async () => {
    const driver = makeDriver();
    const x = float32(driver, [2, 3, 2], [1, 9, 5, 2, 3, 9, 0, 0, 0, 1, 7, 1]);
    const got = await result(driver, 'int32', [2, 2], (out) => driver.reduce('argmax', x, [1], out));
    expect(got).toEqual([1, 0, 2, 1]);
  });

  test('rows longer than a block', async () => {
    const driver = makeDriver();
    const x = array(
      driver,
      'uint32',
      [2, 20000],
      Array.from({ length: 40000 }, (_, i) => (i < 20000 ? 1 : 3)),
    );
    expect(await result(driver, 'uint32', [2], (out) => driver.reduce('sum', x, [1], out))).toEqual([
      20000, 60000,
    ]);
    const columns = await result(driver, 'uint32', [20000], (out) => driver.reduce('sum', x, [0], out));
    expect(columns).toEqual(new Array(20000).fill(4));
  });
});

describe('moving', () => {
  /** Every dtype size, with elements that tell their place. */
  const dtypes: DType[] = ['float32', 'bfloat16', 'int64', 'uint8'];
  const place = (dtype: DType, i: number) => (dtype === 'int64' ? BigInt(i) : i);
  const places = (dtype: DType, list: number[]) => list.map((i) => place(dtype, i));
  const make = (driver: ReturnType<typeof makeDriver>, dtype: DType, shape: number[]) =>
    array(
      driver,
      dtype,
      shape,
      places(
        dtype,
        Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i),
      ),
    );

  describe.each(dtypes)('%s', (dtype) => {
    test('transpose', async () => {
      const driver = makeDriver();
      const x = make(driver, dtype, [2, 3, 2]);
      const got = await result(driver, dtype, [2, 2, 3], (out) => driver.transpose(x, [2, 0, 1], out));
      expect(got).toEqual(places(dtype, [0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11]));
    });

    test('broadcast', async () => {
      const driver = makeDriver();
      const x = make(driver, dtype, [2, 1]);
      const got = await result(driver, dtype, [2, 2, 3], (out) => driver.broadcast(x, out));
      expect(got).toEqual(places(dtype, [0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1]));
    });

    test('slice, forwards and backwards', async () => {
      const driver = makeDriver();
      const x = make(driver, dtype, [4, 5]);
      const got = await result(driver, dtype, [2, 3], (out) =>
        driver.slice(x, { start: [3, 0], step: [-2, 2] }, out),
      );
      expect(got).toEqual(places(dtype, [15, 17, 19, 5, 7, 9]));
    });

    test('pad', async () => {
      const driver = makeDriver();
      const x = make(driver, dtype, [2, 2]);
      const got = await result(driver, dtype, [3, 4], (out) =>
        driver.pad(x, { before: [1, 0], after: [0, 2], value: 0 }, out),
      );
      expect(got).toEqual(places(dtype, [0, 0, 0, 0, 0, 1, 0, 0, 2, 3, 0, 0]));
    });

    test('concat', async () => {
      const driver = makeDriver();
      const a = make(driver, dtype, [2, 2]);
      const b = make(driver, dtype, [2, 1]);
      const none = make(driver, dtype, [2, 0]);
      const got = await result(driver, dtype, [2, 3], (out) => driver.concat([a, none, b], 1, out));
      expect(got).toEqual(places(dtype, [0, 1, 0, 2, 3, 1]));
    });

    test('take', async () => {
      const driver = makeDriver();
      const x = make(driver, dtype, [2, 3, 2]);
      const at = array(driver, 'int32', [2], [-1, 0]);
      const got = await result(driver, dtype, [2, 2, 2], (out) => driver.take(x, at, 1, out));
      expect(got).toEqual(places(dtype, [4, 5, 0, 1, 10, 11, 6, 7]));
    });
  });

  test('copies pieces longer and shorter than what is copied at once', async () => {
    const driver = makeDriver();
    const long = array(
      driver,
      'uint32',
      [150000],
      Array.from({ length: 150000 }, (_, i) => i),
    );
    const short = array(driver, 'uint32', [1], [7]);
    const joined = await result(driver, 'uint32', [150002], (out) =>
      driver.concat([short, long, short], 0, out),
    );
    expect(joined).toEqual([7, ...Array.from({ length: 150000 }, (_, i) => i), 7]);
    const back = array(
      driver,
      'int32',
      [150000],
      Array.from({ length: 150000 }, (_, i) => -1 - i),
    );
    const reversed = await result(driver, 'uint32', [150000], (out) => driver.take(long, back, 0, out));
    expect(reversed).toEqual(Array.from({ length: 150000 }, (_, i) => 149999 - i));
  });

  test('rank 0 and empty arrays', async () => {
    const driver = makeDriver();
    const one = float32(driver, [], [7]);
    expect(await result(driver, 'float32', [], (out) => driver.transpose(one, [], out))).toEqual([7]);
    expect(await result(driver, 'float32', [2], (out) => driver.broadcast(one, out))).toEqual([7, 7]);
    expect(
      await result(driver, 'float32', [], (out) => driver.pad(one, { before: [], after: [], value: 1 }, out)),
    ).toEqual([7]);
    const none = float32(driver, [0, 2], []);
    expect(await result(driver, 'float32', [2, 0], (out) => driver.transpose(none, [1, 0], out))).toEqual([]);
    const padded = await result(driver, 'float32', [1, 2], (out) =>
      driver.pad(none, { before: [1, 0], after: [0, 0], value: NaN }, out),
    );
    expect(padded).toEqual([NaN, NaN]);
  });

  test.each([
    ['int32', [3]],
    ['int32', [-4]],
    ['int64', [2n ** 40n]],
    ['uint32', [2 ** 32 - 1]],
    ['uint8', [3]],
  ] as [DType, Stored][])('take of an index outside fails: %s %s', async (dtype, at) => {
    const driver = makeDriver();
    const x = float32(driver, [3], [1, 2, 3]);
    const indices = array(driver, dtype, [1], at);
    const taken = result(driver, 'float32', [1], (out) => driver.take(x, indices, 0, out));
    await expect(taken).rejects.toMatchObject({ name: 'TensorError', code: 'argument', op: 'take' });
  });
});
