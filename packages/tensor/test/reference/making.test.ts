import { describe, expect, test } from 'vitest';
import { philox } from '../../src/backends/reference/random.js';
import type { DType } from '../../src/dtype.js';
import { array, makeDriver, result, type Stored, stored } from './harness.js';

describe('fill and arange', () => {
  test.each([
    ['float32', 0.1, Math.fround(0.1)],
    ['float32', NaN, NaN],
    ['float32', -0, -0],
    ['float16', 1 / 3, 0x3555],
    ['bfloat16', -Infinity, 0xff80],
    ['int32', -3, -3],
    ['int64', 2n ** 62n, 2n ** 62n],
    ['int64', -5, -5n],
    ['uint32', 2 ** 32 - 1, 2 ** 32 - 1],
    ['uint8', 255, 255],
    ['bool', 1, 1],
  ] as [DType, number | bigint, number | bigint][])('%s filled with %s', async (dtype, value, expected) => {
    const driver = makeDriver();
    const got = await result(driver, dtype, [2, 2], (out) => driver.fill(value, out));
    expect(got).toEqual([expected, expected, expected, expected]);
  });

  test.each([
    ['float32', 0.5, -0.25, [0.5, 0.25, 0, -0.25]],
    ['int64', 2 ** 40, 3, [2n ** 40n, 2n ** 40n + 3n, 2n ** 40n + 6n, 2n ** 40n + 9n]],
    ['int32', -1, 1, [-1, 0, 1, 2]],
    ['float16', 0, 1, [0, 0x3c00, 0x4000, 0x4200]],
  ] as [DType, number, number, Stored][])(
    'arange of %s from %d by %d',
    async (dtype, start, step, expected) => {
      const driver = makeDriver();
      expect(await result(driver, dtype, [4], (out) => driver.arange({ start, step }, out))).toEqual(
        expected,
      );
    },
  );

  test('arange does not add up steps', async () => {
    const driver = makeDriver();
    const got = await result(driver, 'float32', [100001], (out) =>
      driver.arange({ start: 0, step: 0.1 }, out),
    );
    expect(got[100000]).toBe(10000);
  });
});

describe('fromBytes and read', () => {
  test.each([
    ['float32', [1.5, -0, Infinity]],
    ['float16', [0x3c00, 0x8000, 0x7e01]],
    ['int64', [-1n, 2n ** 62n]],
    ['uint32', [2 ** 32 - 1]],
    ['bool', [0, 1]],
    ['uint8', []],
  ] as [DType, Stored][])('gives %s back as it was', async (dtype, elements) => {
    const driver = makeDriver();
    expect(await stored(driver, array(driver, dtype, [elements.length], elements))).toEqual(elements);
  });

  test('copies, from any offset, and gives memory of the caller’s own', async () => {
    const driver = makeDriver();
    const spec = { shape: [1], dtype: 'float32' as const };
    const bytes = Buffer.from([9, 0, 0, 128, 63]).subarray(1); // 1 as a float32, unaligned
    const x = { handle: driver.fromBytes(bytes, spec), ...spec };
    bytes.fill(0);
    const first = await driver.read(x);
    expect([...first]).toEqual([0, 0, 128, 63]);
    first.fill(7);
    expect([...(await driver.read(x))]).toEqual([0, 0, 128, 63]);
  });
});

describe('randomBits', () => {
  // The known answers of Random123 (kat_vectors, philox4x32 10).
  test.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])('philox of counter %j, key %j', (counter, key, expected) => {
    const words = Uint32Array.from(counter);
    philox(words, key as [number, number]);
    expect([...words]).toEqual(expected);
  });

  test('lays out counter words in order, for sizes that 4 does not divide, over blocks', async () => {
    const driver = makeDriver();
    const seed = 0x0123456789abcdefn;
    const got = await result(driver, 'uint32', [10001], (out) => driver.randomBits(seed, out));
    for (const i of [0, 1, 5, 8191, 8192, 8195, 10000]) {
      const words = Uint32Array.of(Math.floor(i / 4), 0, 0, 0);
      philox(words, [0x89abcdef, 0x01234567]);
      expect(got[i]).toBe(words[i % 4]);
    }
  });
});
