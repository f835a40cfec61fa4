import type { DType } from '@x/tensor';

/** An array as the tables have it: its bytes, little-endian in C order, as base64. */
export type Encoded = readonly [dtype: DType, shape: readonly number[], base64: string];

/** Arguments, options and expected results of one call, made by NumPy or PyTorch. */
export interface OpCase {
  readonly name: string;
  readonly op: string;
  readonly arguments: readonly Encoded[];
  readonly expected: Readonly<Record<string, Encoded>>;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface HostArray {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export function decodeArray([dtype, shape, base64]: Encoded): HostArray {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return { dtype, shape, bytes };
}
