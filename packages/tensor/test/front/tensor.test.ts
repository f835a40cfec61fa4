import { inspect } from 'node:util';
import {
  arange,
  type Backend,
  createBackend,
  type DType,
  fromBytes,
  full,
  ones,
  onesLike,
  randomBits,
  randomNormal,
  randomUniform,
  tensor,
  zeros,
} from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let backend: Backend;
beforeAll(async () => {
  backend = await createBackend('reference');
});
afterAll(() => backend.close());

describe('tensor', () => {
  test.each<[unknown, number[], DType, unknown]>([
    [3, [], 'float32', Float32Array.of(3)],
    [true, [], 'bool', Uint8Array.of(1)],
    [7n, [], 'int64', BigInt64Array.of(7n)],
    [[1, 2, 3], [3], 'float32', Float32Array.of(1, 2, 3)],
    [[[1], [2]], [2, 1], 'float32', Float32Array.of(1, 2)],
    [[], [0], 'float32', new Float32Array()],
    [[[], []], [2, 0], 'float32', new Float32Array()],
    [[true, false], [2], 'bool', Uint8Array.of(1, 0)],
    [[1n, -1n], [2], 'int64', BigInt64Array.of(1n, -1n)],
    [Float64Array.of(0.1), [1], 'float32', Float32Array.of(0.1)],
    [Int32Array.of(-5), [1], 'int32', Int32Array.of(-5)],
    [Int16Array.of(-5), [1], 'int32', Int32Array.of(-5)],
    [Uint32Array.of(2 ** 32 - 1), [1], 'uint32', Uint32Array.of(2 ** 32 - 1)],
    [Uint8Array.of(255), [1], 'uint8', Uint8Array.of(255)],
    [BigInt64Array.of(-(2n ** 63n)), [1], 'int64', BigInt64Array.of(-(2n ** 63n))],
  ])('%o is %j %s', async (data, shape, dtype, expected) => {
    const t = tensor(data as number, { backend });
    expect([t.shape, t.dtype, t.size]).toEqual([shape, dtype, shape.reduce((a, b) => a * b, 1)]);
    expect(await t.data()).toEqual(expected);
  });

  test.each<[unknown, DType, unknown]>([
    [Uint8Array.of(1, 200), 'float32', Float32Array.of(1, 200)],
    [[0, 2, -0, NaN], 'bool', Uint8Array.of(0, 1, 0, 1)],
    [[1, 2], 'int64', BigInt64Array.of(1n, 2n)],
    [[true, false], 'int32', Int32Array.of(1, 0)],
    [Float32Array.of(1, -2), 'int32', Int32Array.of(1, -2)],
    [[65504, 1e6, 2 ** -24, 0.1], 'float16', Float32Array.of(65504, Infinity, 2 ** -24, 0.0999755859375)],
    [[1, 1 + 2 ** -8, 1 + 2 ** -8 + 2 ** -40], 'bfloat16', Float32Array.of(1, 1, 1 + 2 ** -7)],
  ])('%o as %s', async (data, dtype, expected) => {
    expect(await tensor(data as number, { dtype, backend }).data()).toEqual(expected);
  });

  test('takes a shape', async () => {
    const t = tensor(Float32Array.of(1, 2, 3, 4, 5, 6), { shape: [1, 2, 3], backend });
    expect(t.shape).toEqual([1, 2, 3]);
    expect(Object.isFrozen(t.shape)).toBe(true);
  });

  test('copies during the call', async () => {
    const data = Float32Array.of(1, 2);
    const t = tensor(data, { backend });
    data.fill(9);
    expect(await t.data()).toEqual(Float32Array.of(1, 2));
  });

  test('of a view into a larger buffer takes the view alone', async () => {
    const whole = Float32Array.of(1, 2, 3, 4);
    expect(await tensor(whole.subarray(1, 3), { backend }).data()).toEqual(Float32Array.of(2, 3));
  });
});

test('fromBytes and bytes are little-endian', async () => {
  const bytes = Uint8Array.of(0x00, 0x3c, 0x00, 0xc0);
  const t = fromBytes(bytes, { shape: [2], dtype: 'float16', backend });
  expect(await t.data()).toEqual(Float32Array.of(1, -2));
  expect(new Uint8Array(await t.bytes())).toEqual(bytes);
});

test('item is a number, a bigint or a boolean', async () => {
  expect(await tensor([[1.5]], { backend }).item()).toBe(1.5);
  expect(await tensor(5n, { backend }).item()).toBe(5n);
  expect(await tensor(true, { backend }).item()).toBe(true);
  expect(await tensor(0.5, { dtype: 'bfloat16', backend }).item()).toBe(0.5);
  await expect(tensor([1, 2], { backend }).item()).rejects.toMatchObject({ code: 'shape', op: 'item' });
});

test('zeros, ones, full and arange', async () => {
  expect(await zeros([2], { backend }).data()).toEqual(Float32Array.of(0, 0));
  expect(await ones([2], { dtype: 'int64', backend }).data()).toEqual(BigInt64Array.of(1n, 1n));
  expect(await full([2], -Infinity, { backend }).data()).toEqual(Float32Array.of(-Infinity, -Infinity));
  expect(full([], true, { backend }).dtype).toBe('bool');
  const like = onesLike(zeros([1, 2], { dtype: 'uint8', backend }));
  expect([like.shape, like.dtype, like.backend]).toEqual([[1, 2], 'uint8', backend]);
  expect(await arange(3, { backend }).data()).toEqual(Float32Array.of(0, 1, 2));
  expect(await arange(1, { start: 5, step: -2, dtype: 'int32', backend }).data()).toEqual(
    Int32Array.of(5, 3),
  );
  expect(arange(0, { start: 1, backend }).shape).toEqual([0]);
});

describe('random', () => {
  test('bits are Philox4x32-10: the zero vector of Random123', async () => {
    const bits = randomBits([4], { seed: 0, backend });
    expect(await bits.data()).toEqual(Uint32Array.of(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8));
  });

  test('uniform floats are the upper 24 bits', async () => {
    const options = { seed: 5n, backend };
    const bits = (await randomBits([3, 5], options).data()) as Uint32Array;
    const expected = Float32Array.from(bits, (word) => 2 + (word >>> 8) * 2 ** -24 * 4);
    const got = (await randomUniform([3, 5], { ...options, low: 2, high: 6 }).data()) as Float32Array;
    got.forEach((value, i) => void expect(value).toBeCloseTo(expected[i]!, 5));
  });

  test('normal floats are those of Box and Muller, whatever the count', async () => {
    const options = { seed: 77, backend };
    const bits = (await randomBits([8], options).data()) as Uint32Array;
    const expected: number[] = [];
    for (let i = 0; i < 8; i += 2) {
      const radius = Math.sqrt(-2 * Math.log((bits[i]! + 1) * 2 ** -32));
      const angle = 2 * Math.PI * (bits[i + 1]! >>> 8) * 2 ** -24;
      expected.push(3 + 2 * radius * Math.cos(angle), 3 + 2 * radius * Math.sin(angle));
    }
    const normal = randomNormal([7], { ...options, mean: 3, standardDeviation: 2 });
    const got = (await normal.data()) as Float32Array;
    expect(got).toHaveLength(7);
    got.forEach((value, i) => void expect(value).toBeCloseTo(expected[i]!, 4));
  });

  test('normal floats have the moments', async () => {
    const got = (await randomNormal([10000], { seed: 1, backend }).data()) as Float32Array;
    const mean = got.reduce((sum, value) => sum + value, 0) / got.length;
    const variance = got.reduce((sum, value) => sum + (value - mean) ** 2, 0) / got.length;
    // Five standard errors: 5/√n and 5·√(2/n).
    expect(Math.abs(mean)).toBeLessThan(0.05);
    expect(Math.abs(variance - 1)).toBeLessThan(0.071);
  });

  test('of nothing is nothing', async () => {
    expect(await randomNormal([0, 3], { seed: 1, backend }).data()).toHaveLength(0);
  });
});

test('to another backend copies, to its own shares', async () => {
  const other = await createBackend('reference');
  const t = tensor([1, 2], { dtype: 'bfloat16', backend });
  const moved = await t.to(other);
  expect([moved.backend, moved.dtype, await moved.data()]).toEqual([
    other,
    'bfloat16',
    Float32Array.of(1, 2),
  ]);
  const own = await t.to(backend);
  t.dispose();
  expect(await own.data()).toEqual(Float32Array.of(1, 2));
  await other.close();
  await expect(own.to(other)).rejects.toMatchObject({ code: 'closed' });
});

test('shows what it is', () => {
  expect(inspect(zeros([2, 3], { backend }))).toBe('Tensor(float32 [2,3] on reference)');
});
