import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  fnv1a64,
  fullDecoderShapes,
  seededLatents,
  seededTensor,
  type WeightKind,
} from '../../../tools/testing/seeded-weights.js';

interface Values {
  name: string;
  shape: number[];
  first: string[];
  checksum: string;
}

const expected: {
  baseSeed: number;
  fnv1a64: Record<string, string>;
  latents: Values;
  tensors: (Values & { kind: WeightKind })[];
  decoderShapes: Record<string, number[]>;
} = JSON.parse(
  readFileSync(new URL('../../../test-fixtures/full-width/seeded-weights.json', import.meta.url), 'utf8'),
);

const hex = (value: number): string => value.toString(16).padStart(8, '0');

function describeBits(values: Float32Array): { first: string[]; checksum: string } {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  let sum = 0;
  bits.forEach((word, i) => {
    sum = (sum + Math.imul(word, (i % 65521) + 1)) >>> 0;
  });
  return { first: Array.from(bits.subarray(0, 4), hex), checksum: hex(sum) };
}

describe('the seeded generator gives the bits of its twin in Python', () => {
  const baseSeed = BigInt(expected.baseSeed);

  it.each(Object.entries(expected.fnv1a64))('FNV-1a of "%s"', (text, value) => {
    expect(fnv1a64(text).toString(16).padStart(16, '0')).toBe(value);
  });

  it.each(expected.tensors)('$kind $name', ({ name, shape, kind, first, checksum }) => {
    expect(describeBits(seededTensor(name, shape, { kind, baseSeed }))).toEqual({ first, checksum });
  });

  it('latents', () => {
    const { name, shape, first, checksum } = expected.latents;
    expect(describeBits(seededLatents(name, shape, baseSeed))).toEqual({ first, checksum });
  });

  it("lists the full decoder's tensors as diffusers has them", () => {
    expect(Object.fromEntries(fullDecoderShapes())).toEqual(expected.decoderShapes);
  });
});
