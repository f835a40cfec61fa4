import { describe, expect, test } from 'vitest';
import { narrowBfloat16Array, narrowFloat16Array, widenBfloat16, widenFloat16 } from '../../src/half.js';

const allBits = Uint16Array.from({ length: 65536 }, (_, bits) => bits);

const types = [
  { name: 'float16', widen: widenFloat16, narrow: narrowFloat16Array, exponentBits: 5 },
  { name: 'bfloat16', widen: widenBfloat16, narrow: narrowBfloat16Array, exponentBits: 8 },
];

describe.each(types)('$name', ({ widen, narrow, exponentBits }) => {
  const fractionBits = 15 - exponentBits;
  const infinity = ((1 << exponentBits) - 1) << fractionBits;

  /** The value of non-negative finite bits, from the definition of the format. */
  const finiteValue = (bits: number) => {
    const bias = 2 ** (exponentBits - 1) - 1;
    const exponent = bits >> fractionBits;
    const fraction = (bits & ((1 << fractionBits) - 1)) / 2 ** fractionBits;
    return exponent === 0 ? fraction * 2 ** (1 - bias) : (1 + fraction) * 2 ** (exponent - bias);
  };

  test('widens every number exactly', () => {
    const wide = widen(allBits);
    for (let bits = 0; bits < 32768; bits++) {
      const expected = bits < infinity ? finiteValue(bits) : bits === infinity ? Infinity : NaN;
      if (!Object.is(wide[bits], expected) || !Object.is(wide[bits + 32768], -expected)) {
        expect({ bits, value: wide[bits], negated: wide[bits + 32768] }).toEqual({
          bits,
          value: expected,
          negated: -expected,
        });
      }
    }
  });

  test('comes back from float32 unchanged, NaN as a NaN', () => {
    const wide = widen(allBits);
    const back = narrow(wide);
    for (let bits = 0; bits < 65536; bits++) {
      if (Number.isNaN(wide[bits])) expect(back[bits]! & 0x7fff).toBeGreaterThan(infinity);
      else if (back[bits] !== bits) expect(back[bits]).toBe(bits);
    }
  });

  test('rounds what lies between two neighbours to the nearest, halves to even', () => {
    // Of infinity's neighbour the next number would be 2^(bias + 1): what is nearer to it overflows.
    for (let bits = 0; bits < infinity; bits++) {
      const low = finiteValue(bits);
      const high = finiteValue(bits + 1);
      const middle = (low + high) / 2;
      const above = Math.fround(middle + (high - low) / 256);
      const below = Math.fround(middle - (high - low) / 256);
      // bfloat16's middles above the largest number are float32's too; its subnormals' are all float32 numbers.
      const even = bits & 1 ? bits + 1 : bits;
      const got = narrow(Float32Array.of(middle, above, below, -middle, -above));
      const expected = [even, bits + 1, bits, even | 0x8000, (bits + 1) | 0x8000];
      if (expected.some((value, i) => value !== got[i])) expect([bits, ...got]).toEqual([bits, ...expected]);
    }
  });
});
