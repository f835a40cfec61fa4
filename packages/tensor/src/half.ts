/** Half types to float32 (exact) and back (to nearest even), on their bits. */

const f32 = new Float32Array(1);
const u32 = new Uint32Array(f32.buffer);

let float16Table: Float32Array | undefined;

/** The 65536 values of float16, made when first asked for. */
function float16Values(): Float32Array {
  if (float16Table) return float16Table;
  const table = new Float32Array(1 << 16);
  for (let bits = 0; bits < table.length; bits++) {
    const exponent = (bits >> 10) & 31;
    const fraction = bits & 1023;
    const magnitude =
      exponent === 0
        ? fraction * 2 ** -24
        : exponent === 31
          ? fraction === 0
            ? Infinity
            : NaN
          : (1024 + fraction) * 2 ** (exponent - 25);
    table[bits] = bits & 0x8000 ? -magnitude : magnitude;
  }
  float16Table = table;
  return table;
}

export function widenFloat16(bits: Uint16Array): Float32Array {
  const values = float16Values();
  const out = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i++) out[i] = values[bits[i]!]!;
  return out;
}

export function widenBfloat16(bits: Uint16Array): Float32Array {
  const out = new Uint32Array(bits.length);
  for (let i = 0; i < bits.length; i++) out[i] = bits[i]! << 16;
  return new Float32Array(out.buffer);
}

/** float32 bits of a double, rounded to odd, so that rounding these once more is rounding the double once. */
function oddFloat32Bits(value: number): number {
  f32[0] = value;
  const rounded = f32[0]!;
  const bits = u32[0]!;
  if (rounded === value || Number.isNaN(value) || bits & 1) return bits;
  return Math.abs(rounded) > Math.abs(value) ? bits - 1 : bits + 1;
}

/** float16 bits of a number. */
export function narrowFloat16(value: number): number {
  const bits = oddFloat32Bits(value);
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x47800000) return sign | 0x7c00; // 65536 and above
  if (magnitude >= 0x38800000) return sign | roundedShift(magnitude - 0x38000000, 13); // carries into 65520 → ∞
  if (magnitude < 0x33000000) return sign; // below half the smallest, 2^-25
  const shift = 126 - (magnitude >>> 23);
  return sign | roundedShift((magnitude & 0x7fffff) | 0x800000, shift);
}

/** bfloat16 bits of a number. */
export function narrowBfloat16(value: number): number {
  const bits = oddFloat32Bits(value);
  if ((bits & 0x7fffffff) > 0x7f800000) return ((bits >>> 16) & 0x8000) | 0x7fc0;
  return roundedShift(bits, 16);
}

/** `bits / 2^shift`, halves to even. */
function roundedShift(bits: number, shift: number): number {
  const floor = bits >>> shift;
  const rest = bits - floor * 2 ** shift;
  const half = 2 ** (shift - 1);
  return rest > half || (rest === half && floor & 1) ? floor + 1 : floor;
}
