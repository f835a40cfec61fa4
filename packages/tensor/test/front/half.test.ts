import { describe, expect, test } from 'vitest';
import { narrowBfloat16, narrowFloat16, widenBfloat16, widenFloat16 } from '../../src/half.js';

const word = new DataView(new ArrayBuffer(8));

/** The next double away from zero, or towards it. */
function nudge(value: number, up: boolean): number {
  word.setFloat64(0, value);
  word.setBigUint64(0, word.getBigUint64(0) + (up ? 1n : -1n));
  return word.getFloat64(0);
}

describe.each([
  { name: 'float16', widen: widenFloat16, narrow: narrowFloat16, infinity: 0x7c00, beyond: 2 ** 16 },
  { name: 'bfloat16', widen: widenBfloat16, narrow: narrowBfloat16, infinity: 0x7f80, beyond: 2 ** 128 },
])('$name', ({ widen, narrow, infinity, beyond }) => {
  const values = widen(Uint16Array.from({ length: infinity + 1 }, (_, bits) => bits));

  test('known values', () => {
    const half = narrow(1);
    expect(widen(Uint16Array.of(half, half | 0x8000))).toEqual(Float32Array.of(1, -1));
    expect(values[infinity]).toBe(Infinity);
    expect(widen(Uint16Array.of(infinity + 1))[0]).toBeNaN();
    expect(Object.is(widen(Uint16Array.of(0x8000))[0], -0)).toBe(true);
  });

  test('every value comes back, and both signs', () => {
    for (let bits = 0; bits <= infinity; bits++) {
      if (narrow(values[bits]!) !== bits) expect(narrow(values[bits]!)).toBe(bits);
      if (narrow(-values[bits]!) !== (bits | 0x8000)) expect(narrow(-values[bits]!)).toBe(bits | 0x8000);
    }
    expect(narrow(NaN) & 0x7fff).toBeGreaterThan(infinity);
  });

  test('between neighbours the nearest, halves to even, doubles rounded once', () => {
    for (let bits = 0; bits < infinity; bits++) {
      const next = bits + 1 === infinity ? beyond : values[bits + 1]!;
      const middle = (values[bits]! + next) / 2;
      const even = bits % 2 === 0 ? bits : bits + 1;
      const got = [narrow(nudge(middle, false)), narrow(middle), narrow(nudge(middle, true))];
      if (got[0] !== bits || got[1] !== even || got[2] !== bits + 1)
        expect(got).toEqual([bits, even, bits + 1]);
    }
  });
});
