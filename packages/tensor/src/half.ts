/**
 * float16 (IEEE binary16: 1 sign, 5 exponent, 10 fraction bits) and bfloat16 (the upper half of a float32) as
 * their bits. Widening is exact; narrowing rounds to nearest even, overflows to infinity, keeps subnormals, and
 * keeps NaN a NaN. `into` has the length of the source. Anything but the typed arrays asked for is an error with code
 * `argument`.
 */
import { describe, fail, typedArrayKind } from './shape/check.js';

const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);

/** The float32 bits of each of the 65536 float16 numbers, made when first asked for. */
let float16Table: Uint32Array | null = null;

function makeFloat16Table(): Uint32Array {
  const table = new Uint32Array(65536);
  for (let bits = 0; bits < 65536; bits++) {
    const sign = (bits & 0x8000) << 16;
    const exponent = (bits >> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    if (exponent === 0x1f) {
      table[bits] = sign | 0x7f800000 | (fraction << 13);
    } else if (exponent === 0) {
      float[0] = fraction * 2 ** -24;
      table[bits] = sign | word[0]!;
    } else {
      table[bits] = sign | ((exponent + 112) << 23) | (fraction << 13);
    }
  }
  return table;
}

/** `into`, or a new array of the source's length. */
function resultFor<Out extends Uint16Array | Float32Array>(
  op: string,
  { source, into }: { source: Uint16Array | Float32Array; into: Out | undefined },
  Source: typeof Uint16Array | typeof Float32Array,
  Result: new (length: number) => Out,
): Out {
  if (typedArrayKind(source) !== Source.name) {
    fail('argument', op, `source must be ${Source.name}; got ${describe(source)}`);
  }
  if (into === undefined) return new Result(source.length);
  if (typedArrayKind(into) !== Result.name || into.length !== source.length) {
    fail('argument', op, `into must be ${Result.name} of ${source.length}; got ${describe(into)}`);
  }
  return into;
}

export function widenFloat16(source: Uint16Array, into?: Float32Array): Float32Array {
  const out = resultFor('widenFloat16', { source, into }, Uint16Array, Float32Array);
  float16Table ??= makeFloat16Table();
  const table = float16Table;
  const words = new Uint32Array(out.buffer, out.byteOffset, out.length);
  for (let i = 0; i < source.length; i++) words[i] = table[source[i]!]!;
  return out;
}

export function widenBfloat16(source: Uint16Array, into?: Float32Array): Float32Array {
  const out = resultFor('widenBfloat16', { source, into }, Uint16Array, Float32Array);
  const words = new Uint32Array(out.buffer, out.byteOffset, out.length);
  for (let i = 0; i < source.length; i++) words[i] = source[i]! << 16;
  return out;
}

export function narrowFloat16Array(source: Float32Array, into?: Uint16Array): Uint16Array {
  const out = resultFor('narrowFloat16Array', { source, into }, Float32Array, Uint16Array);
  const words = new Uint32Array(source.buffer, source.byteOffset, source.length);
  for (let i = 0; i < words.length; i++) out[i] = float16Of(words[i]!);
  return out;
}

export function narrowBfloat16Array(source: Float32Array, into?: Uint16Array): Uint16Array {
  const out = resultFor('narrowBfloat16Array', { source, into }, Float32Array, Uint16Array);
  const words = new Uint32Array(source.buffer, source.byteOffset, source.length);
  for (let i = 0; i < words.length; i++) out[i] = bfloat16Of(words[i]!);
  return out;
}

/** float16 bits of a double, rounded once. */
export const narrowFloat16 = (value: number): number => float16Of(oddFloat32Bits(value));

/** bfloat16 bits of a double, rounded once. */
export const narrowBfloat16 = (value: number): number => bfloat16Of(oddFloat32Bits(value));

/** float32 bits of a double, rounded to odd, so that rounding these once more is rounding the double once. */
function oddFloat32Bits(value: number): number {
  float[0] = value;
  const rounded = float[0]!;
  const bits = word[0]!;
  if (rounded === value || Number.isNaN(value) || bits & 1) return bits;
  return Math.abs(rounded) > Math.abs(value) ? bits - 1 : bits + 1;
}

/** The float16 nearest to the float32 with these bits. */
function float16Of(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00 | ((magnitude >> 13) & 0x3ff); // NaN, made quiet
  if (magnitude >= 0x477ff000) return sign | 0x7c00; // 65520, halfway to 2^16, and above: infinity
  if (magnitude >= 0x38800000) {
    // Normal: re-bias the exponent (127 to 15) and round off 13 bits; a carry runs into the exponent rightly.
    const rebiased = magnitude - (112 << 23);
    return sign | ((rebiased + 0xfff + ((rebiased >> 13) & 1)) >> 13);
  }
  if (magnitude <= 0x33000000) return sign; // up to 2^-25, half the least subnormal: the tie goes to zero
  // Subnormal: a multiple of 2^-24; `shift` bits of the full significand are rounded off.
  const shift = 126 - (magnitude >> 23);
  const significand = (magnitude & 0x7fffff) | 0x800000;
  const kept = significand >> shift;
  const lost = significand & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return sign | (lost > half || (lost === half && (kept & 1) === 1) ? kept + 1 : kept);
}

/** The bfloat16 nearest to the float32 with these bits. */
function bfloat16Of(bits: number): number {
  if ((bits & 0x7fffffff) > 0x7f800000) return (bits >>> 16) | 0x40; // NaN, made quiet
  return (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
}
