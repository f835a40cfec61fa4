/** Element types. Half types and everything below are stored little-endian, in C order. */
export type DType = 'float32' | 'float16' | 'bfloat16' | 'int32' | 'int64' | 'uint32' | 'uint8' | 'bool';

/** What `data()` returns: float16 and bfloat16 are widened to float32; bool is 0 or 1. */
export type DTypeArray = {
  float32: Float32Array;
  float16: Float32Array;
  bfloat16: Float32Array;
  int32: Int32Array;
  int64: BigInt64Array;
  uint32: Uint32Array;
  uint8: Uint8Array;
  bool: Uint8Array;
};

export type DataArray = DTypeArray[DType];

/** Bytes one element takes. */
export const itemSize: Readonly<Record<DType, number>> = {
  float32: 4,
  float16: 2,
  bfloat16: 2,
  int32: 4,
  int64: 8,
  uint32: 4,
  uint8: 1,
  bool: 1,
};

export const dtypes = Object.keys(itemSize) as readonly DType[];

export const isFloat = (dtype: DType): boolean =>
  dtype === 'float32' || dtype === 'float16' || dtype === 'bfloat16';
