import { describe, expect, test } from 'vitest';
import type { BinaryOp, CompareOp, UnaryOp } from '../../src/backend.js';
import type { DType } from '../../src/dtype.js';
import { array, makeDriver, result, type Stored } from './harness.js';

const unary = (op: UnaryOp, dtype: DType, x: Stored, to: DType = dtype) => {
  const driver = makeDriver();
  const given = array(driver, dtype, [x.length], x);
  return result(driver, to, [x.length], (out) => driver.unary(op, given, out));
};

const binary = (op: BinaryOp, dtype: DType, a: Stored, b: Stored) => {
  const driver = makeDriver();
  const left = array(driver, dtype, [a.length], a);
  const right = array(driver, dtype, [b.length], b);
  return result(driver, dtype, [a.length], (out) => driver.binary(op, left, right, out));
};

describe('unary ops of floats', () => {
  const cases: [UnaryOp, number[], number[]][] = [
    ['negative', [0, -0, 1, NaN, -Infinity], [-0, 0, -1, NaN, Infinity]],
    ['abs', [-0, -1.5, -Infinity, NaN], [0, 1.5, Infinity, NaN]],
    ['sign', [3, -0.5, 0, -0, NaN, -Infinity], [1, -1, 0, 0, NaN, -1]],
    ['sqrt', [4, 0, -0, -1, Infinity], [2, 0, -0, NaN, Infinity]],
    ['rsqrt', [4, 0, -0, -1, Infinity], [0.5, Infinity, -Infinity, NaN, 0]],
    ['exp', [0, -Infinity, Infinity, 89, -104], [1, 0, Infinity, Infinity, 0]],
    ['log', [1, 0, -0, -1, Infinity], [0, -Infinity, -Infinity, NaN, Infinity]],
    ['tanh', [0, -0, Infinity, -Infinity, NaN], [0, -0, 1, -1, NaN]],
    ['erf', [0, -0, Infinity, -Infinity, NaN, 4], [0, -0, 1, -1, NaN, 1]],
    ['sigmoid', [0, Infinity, -Infinity, NaN, 200, -200], [0.5, 1, 0, NaN, 1, 0]],
    ['floor', [1.5, -1.5, -0, -Infinity, 0.5], [1, -2, -0, -Infinity, 0]],
    ['ceil', [1.5, -1.5, -0.5, Infinity], [2, -1, -0, Infinity]],
    [
      'round',
      [0.5, 1.5, 2.5, -0.5, -1.5, -0, 3e38, NaN, 2.4],
      [0, 2, 2, -0, -2, -0, Math.fround(3e38), NaN, 2],
    ],
  ];
  test.each(cases)('%s', async (op, x, expected) => {
    expect(await unary(op, 'float32', x)).toEqual(expected);
  });

  test('isnan and isfinite give bool', async () => {
    expect(await unary('isnan', 'float32', [NaN, 1, Infinity], 'bool')).toEqual([1, 0, 0]);
    expect(await unary('isfinite', 'float32', [NaN, 1, -Infinity], 'bool')).toEqual([0, 1, 0]);
    expect(await unary('isnan', 'float16', [0x7e00, 0x7c00, 0x3c00], 'bool')).toEqual([1, 0, 0]);
    expect(await unary('isfinite', 'bfloat16', [0x7fc0, 0x7f80, 0x3f80], 'bool')).toEqual([0, 0, 1]);
  });

  // Abramowitz and Stegun, table 7.1 (ten places).
  test.each([
    [0.1, 0.112462916],
    [0.5, 0.5204998778],
    [1, 0.8427007929],
    [1.5, 0.9661051465],
    [2, 0.995322265],
  ])('erf(%f)', async (x, expected) => {
    const [got, negated] = (await unary('erf', 'float32', [x, -x])) as [number, number];
    expect(Math.abs(got - expected)).toBeLessThan(6e-8); // half a unit in float32's last place is 3e-8 near 1
    expect(negated).toBe(-got);
  });

  test('half types are computed in float32 and rounded once', async () => {
    // In float16: 1/3 is 0x3555; sqrt(2) 0x3da8. In bfloat16: 1/3 is 0x3eab; sqrt(2) 0x3fb5.
    expect(await unary('sqrt', 'float16', [0x4000, 0xbc00])).toEqual([0x3da8, expect.toSatisfy(isNaN16)]);
    expect(await unary('sqrt', 'bfloat16', [0x4000])).toEqual([0x3fb5]);
    expect(await binary('divide', 'float16', [0x3c00], [0x4200])).toEqual([0x3555]);
    expect(await binary('divide', 'bfloat16', [0x3f80], [0x4040])).toEqual([0x3eab]);
    // 65504 + 16 is halfway to 65536, which float16 does not have; 2^-24 / 2 is halfway to zero.
    expect(await binary('add', 'float16', [0x7bff], [0x4c00])).toEqual([0x7c00]);
    expect(await binary('multiply', 'float16', [0x0001, 0x0003], [0x3800, 0x3800])).toEqual([0, 2]);
  });

  const isNaN16 = (bits: unknown) => ((bits as number) & 0x7fff) > 0x7c00;
});

describe('unary ops of integers', () => {
  test('wrap', async () => {
    expect(await unary('negative', 'int32', [-(2 ** 31), 5])).toEqual([-(2 ** 31), -5]);
    expect(await unary('abs', 'int32', [-(2 ** 31), -5])).toEqual([-(2 ** 31), 5]);
    expect(await unary('negative', 'uint8', [1, 0])).toEqual([255, 0]);
    expect(await unary('negative', 'uint32', [1])).toEqual([2 ** 32 - 1]);
    expect(await unary('negative', 'int64', [-(2n ** 63n), 7n])).toEqual([-(2n ** 63n), -7n]);
    expect(await unary('abs', 'int64', [-(2n ** 63n), -7n])).toEqual([-(2n ** 63n), 7n]);
  });

  test('sign and bitwiseNot', async () => {
    expect(await unary('sign', 'int64', [-3n, 0n, 9n])).toEqual([-1n, 0n, 1n]);
    expect(await unary('sign', 'uint32', [0, 2 ** 32 - 1])).toEqual([0, 1]);
    expect(await unary('bitwiseNot', 'uint8', [0, 0b1010])).toEqual([255, 0b11110101]);
    expect(await unary('bitwiseNot', 'uint32', [0])).toEqual([2 ** 32 - 1]);
    expect(await unary('bitwiseNot', 'int64', [0n])).toEqual([-1n]);
    expect(await unary('logicalNot', 'bool', [0, 1])).toEqual([1, 0]);
  });
});

describe('binary ops of floats', () => {
  const cases: [BinaryOp, number[], number[], number[]][] = [
    ['add', [1, -0, Infinity, 3e38], [2, -0, -Infinity, 3e38], [3, -0, NaN, Infinity]],
    ['subtract', [1, 0, -0], [1, 0, 0], [0, 0, -0]],
    ['multiply', [0, -0, 1e-30, 3], [Infinity, 5, 1e-30, -2], [NaN, -0, 0, -6]],
    ['divide', [1, -1, 0, 1], [0, 0, 0, -Infinity], [Infinity, -Infinity, NaN, -0]],
    ['maximum', [NaN, 1, -0, -Infinity], [1, NaN, 0, 3], [NaN, NaN, 0, 3]],
    ['minimum', [NaN, 1, -0, -Infinity], [1, NaN, 0, 3], [NaN, NaN, -0, -Infinity]],
    [
      'pow',
      [2, 1, -1, -8, 0, 2, NaN],
      [10, NaN, Infinity, 1 / 3, -1, -1, 0],
      [1024, 1, 1, NaN, Infinity, 0.5, 1],
    ],
    [
      'floorDivide',
      [7, -7, 7, -7, 1, -1, Infinity],
      [2, 2, -2, -2, 0, Infinity, 1],
      [3, -4, -4, 3, Infinity, -1, NaN],
    ],
    [
      'remainder',
      [7, -7, 7, -7, 1, -1, 5],
      [2, 2, -2, -2, 0, Infinity, -5],
      [1, 1, -1, -1, NaN, Infinity, -0],
    ],
  ];
  test.each(cases)('%s', async (op, a, b, expected) => {
    expect(await binary(op, 'float32', a, b)).toEqual(expected);
  });

  test('floorDivide takes the floor of the exact quotient', async () => {
    // float32's 0.1 is a little more than a tenth, so 1 holds it nine times.
    expect(await binary('floorDivide', 'float32', [1], [Math.fround(0.1)])).toEqual([9]);
  });
});

describe('binary ops of integers', () => {
  const cases: [BinaryOp, DType, Stored, Stored, Stored][] = [
    ['add', 'int32', [2 ** 31 - 1], [1], [-(2 ** 31)]],
    ['add', 'uint8', [250], [10], [4]],
    ['subtract', 'uint32', [0], [1], [2 ** 32 - 1]],
    ['multiply', 'int32', [123456789], [987654321], [Number(BigInt.asIntN(32, 123456789n * 987654321n))]],
    ['multiply', 'uint32', [4294967295], [4294967295], [1]],
    ['multiply', 'uint8', [200], [200], [40000 % 256]],
    ['multiply', 'int64', [2n ** 62n], [4n], [0n]],
    ['add', 'int64', [2n ** 63n - 1n], [1n], [-(2n ** 63n)]],
    [
      'floorDivide',
      'int32',
      [7, -7, 7, -7, 5, -(2 ** 31)],
      [2, 2, -2, -2, 0, -1],
      [3, -4, -4, 3, 0, -(2 ** 31)],
    ],
    ['remainder', 'int32', [7, -7, 7, -7, 5, -(2 ** 31)], [2, 2, -2, -2, 0, -1], [1, 1, -1, -1, 0, 0]],
    ['floorDivide', 'uint32', [4294967295, 9], [2, 0], [2147483647, 0]],
    [
      'floorDivide',
      'int64',
      [7n, -7n, 7n, -7n, 5n, -6n],
      [2n, 2n, -2n, -2n, 0n, 3n],
      [3n, -4n, -4n, 3n, 0n, -2n],
    ],
    ['remainder', 'int64', [7n, -7n, 7n, -7n, 5n], [2n, 2n, -2n, -2n, 0n], [1n, 1n, -1n, -1n, 0n]],
    ['leftShift', 'int32', [1, 1, 1, -1], [31, 32, 0, 1], [-(2 ** 31), 0, 1, -2]],
    ['leftShift', 'uint8', [1, 255, 1], [7, 4, 8], [128, 240, 0]],
    ['leftShift', 'uint32', [1, 1], [31, 33], [2 ** 31, 0]],
    ['leftShift', 'int64', [1n, 1n], [63n, 64n], [-(2n ** 63n), 0n]],
    ['rightShift', 'int32', [-8, -8, 8], [1, 32, 40], [-4, -1, 0]],
    ['rightShift', 'uint32', [2 ** 31, 2 ** 31], [31, 32], [1, 0]],
    ['rightShift', 'uint8', [255, 255], [4, 8], [15, 0]],
    ['rightShift', 'int64', [-8n, -8n, 8n], [1n, 64n, 64n], [-4n, -1n, 0n]],
    ['bitwiseXor', 'uint32', [0xffffffff], [1], [0xfffffffe]],
    ['bitwiseAnd', 'int64', [-1n], [2n ** 40n], [2n ** 40n]],
    ['bitwiseOr', 'uint8', [0b1100], [0b0011], [0b1111]],
    ['maximum', 'int64', [-(2n ** 60n)], [3n], [3n]],
    ['minimum', 'uint32', [2 ** 31], [5], [5]],
    ['logicalAnd', 'bool', [0, 0, 1, 1], [0, 1, 0, 1], [0, 0, 0, 1]],
    ['logicalOr', 'bool', [0, 0, 1, 1], [0, 1, 0, 1], [0, 1, 1, 1]],
  ];
  test.each(cases)('%s of %s', async (op, dtype, a, b, expected) => {
    expect(await binary(op, dtype, a, b)).toEqual(expected);
  });
});

describe('broadcasting', () => {
  test('stretches both sides, also over several blocks', async () => {
    const driver = makeDriver();
    const rows = Array.from({ length: 3000 }, (_, i) => i);
    const a = array(driver, 'int64', [3000, 1], rows.map(BigInt));
    const b = array(driver, 'int64', [1, 4], [0n, 1n, 2n, 3n]);
    const got = await result(driver, 'int64', [3000, 4], (out) => driver.binary('add', a, b, out));
    expect(got).toEqual(rows.flatMap((i) => [0, 1, 2, 3].map((j) => BigInt(i + j))));
  });

  test('rank 0 and empty arrays', async () => {
    const driver = makeDriver();
    const one = array(driver, 'float32', [], [1]);
    const none = array(driver, 'float32', [0, 3], []);
    expect(await result(driver, 'float32', [], (out) => driver.binary('add', one, one, out))).toEqual([2]);
    expect(await result(driver, 'float32', [0, 3], (out) => driver.binary('add', one, none, out))).toEqual(
      [],
    );
  });

  test('where picks bits, from three shapes', async () => {
    const driver = makeDriver();
    const condition = array(driver, 'bool', [2, 1], [1, 0]);
    const a = array(driver, 'float16', [3], [0x7e01, 1, 2]);
    const b = array(driver, 'float16', [], [0xfe02]);
    const got = await result(driver, 'float16', [2, 3], (out) => driver.where(condition, a, b, out));
    expect(got).toEqual([0x7e01, 1, 2, 0xfe02, 0xfe02, 0xfe02]);
  });
});

describe('compare', () => {
  const a = [1, 2, NaN, -0, Infinity];
  const b = [1, 1, NaN, 0, -Infinity];
  const cases: [CompareOp, number[]][] = [
    ['equal', [1, 0, 0, 1, 0]],
    ['notEqual', [0, 1, 1, 0, 1]],
    ['less', [0, 0, 0, 0, 0]],
    ['lessEqual', [1, 0, 0, 1, 0]],
    ['greater', [0, 1, 0, 0, 1]],
    ['greaterEqual', [1, 1, 0, 1, 1]],
  ];
  test.each(cases)('%s', async (op, expected) => {
    const driver = makeDriver();
    const left = array(driver, 'float32', [5], a);
    const right = array(driver, 'float32', [5], b);
    expect(await result(driver, 'bool', [5], (out) => driver.compare(op, left, right, out))).toEqual(
      expected,
    );
  });

  test('integers beyond 2^53 exactly', async () => {
    const driver = makeDriver();
    const left = array(driver, 'int64', [1], [2n ** 62n]);
    const right = array(driver, 'int64', [1], [2n ** 62n + 1n]);
    expect(await result(driver, 'bool', [1], (out) => driver.compare('less', left, right, out))).toEqual([1]);
  });
});

describe('cast', () => {
  const inf = Infinity;
  const cases: [DType, DType, Stored, Stored][] = [
    ['float32', 'int32', [1.9, -1.9, NaN, inf, -inf, 3e9], [1, -1, 0, 2 ** 31 - 1, -(2 ** 31), 2 ** 31 - 1]],
    ['float32', 'uint8', [255.9, 256, -1, NaN], [255, 255, 0, 0]],
    ['float32', 'uint32', [4294967040, 5e9, -0.5], [4294967040, 4294967295, 0]],
    ['float32', 'int64', [1.5, NaN, inf, -inf, 2 ** 40], [1n, 0n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 40n]],
    ['float32', 'bool', [0, -0, NaN, 0.1], [0, 0, 1, 1]],
    [
      'float32',
      'float16',
      [1, 65519, 65520, 2 ** -25, -0, -inf],
      [0x3c00, 0x7bff, 0x7c00, 0, 0x8000, 0xfc00],
    ],
    ['float32', 'bfloat16', [1, 1 + 2 ** -8, 1 + 3 * 2 ** -8, 3.4e38], [0x3f80, 0x3f80, 0x3f82, 0x7f80]],
    ['float16', 'float32', [0x0001, 0xc000], [2 ** -24, -2]],
    ['float16', 'bfloat16', [0x3c00, 0x3c01], [0x3f80, 0x3f80]],
    ['bfloat16', 'float16', [0x3f80, 0x7f00], [0x3c00, 0x7c00]],
    ['float16', 'int32', [0xc500, 0x7c00], [-5, 2 ** 31 - 1]],
    ['int32', 'uint8', [-1, 256, 511], [255, 0, 255]],
    ['int32', 'uint32', [-1], [2 ** 32 - 1]],
    ['uint32', 'int32', [2 ** 32 - 1], [-1]],
    ['int32', 'int64', [-5], [-5n]],
    ['uint32', 'int64', [2 ** 32 - 1], [2n ** 32n - 1n]],
    ['int64', 'int32', [2n ** 32n + 5n, -1n], [5, -1]],
    ['int64', 'uint8', [-1n, 256n], [255, 0]],
    ['int64', 'uint32', [-1n], [2 ** 32 - 1]],
    ['int64', 'bool', [0n, 2n ** 40n], [0, 1]],
    ['int32', 'float32', [16777217, 16777219], [16777216, 16777220]],
    ['int64', 'float16', [2048n, 2049n, 2051n, 10n ** 6n], [0x6800, 0x6800, 0x6802, 0x7c00]],
    ['uint8', 'bool', [0, 7], [0, 1]],
    ['bool', 'float32', [0, 1], [0, 1]],
    ['bool', 'int64', [0, 1], [0n, 1n]],
  ];
  test.each(cases)('%s to %s', async (from, to, x, expected) => {
    const driver = makeDriver();
    const given = array(driver, from, [x.length], x);
    expect(await result(driver, to, [x.length], (out) => driver.cast(given, out))).toEqual(expected);
  });

  test('int64 to float32 rounds once', async () => {
    // Just above halfway between two float32: rounding to double first would make it the half, and then even.
    const driver = makeDriver();
    const half = 2n ** 62n + 2n ** 38n;
    const given = array(driver, 'int64', [4], [half, half + 1n, -half - 1n, -(2n ** 63n)]);
    const above = 2 ** 62 + 2 ** 39;
    expect(await result(driver, 'float32', [4], (out) => driver.cast(given, out))).toEqual([
      2 ** 62,
      above,
      -above,
      -(2 ** 63),
    ]);
  });
});
