/** Element types by safetensors' names; data is little-endian, in C order. */
export type StoredDType =
  | 'BOOL'
  | 'U8'
  | 'I8'
  | 'U16'
  | 'I16'
  | 'U32'
  | 'I32'
  | 'U64'
  | 'I64'
  | 'F16'
  | 'BF16'
  | 'F32'
  | 'F64';

/** Bytes one element takes. */
export const storedItemSize: Readonly<Record<StoredDType, number>> = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  U16: 2,
  I16: 2,
  U32: 4,
  I32: 4,
  U64: 8,
  I64: 8,
  F16: 2,
  BF16: 2,
  F32: 4,
  F64: 8,
};

export const storedDTypes = Object.keys(storedItemSize) as readonly StoredDType[];

export const isStoredDType = (name: unknown): name is StoredDType =>
  typeof name === 'string' && Object.hasOwn(storedItemSize, name);

/**
 * Bytes of a tensor, or null where the element or byte count would overflow 64 bits, or exceeds what any file
 * can hold (2^53 - 1). The product is taken in order, so `[0, huge]` is empty and `[huge, huge, 0]` overflows,
 * as in the Rust crate.
 */
export function tensorBytes(shape: readonly number[], dtype: StoredDType): number | null {
  let elements = 1;
  for (let axis = 0; axis < shape.length; axis++) {
    elements *= shape[axis] as number;
    if (elements > Number.MAX_SAFE_INTEGER) return exactBytes(shape, dtype);
  }
  const bytes = elements * storedItemSize[dtype];
  return bytes <= Number.MAX_SAFE_INTEGER ? bytes : null;
}

function exactBytes(shape: readonly number[], dtype: StoredDType): number | null {
  let elements = 1n;
  for (const side of shape) {
    elements *= BigInt(side);
    if (elements >= 1n << 64n) return null;
  }
  const bytes = elements * BigInt(storedItemSize[dtype]);
  return bytes <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(bytes) : null;
}
