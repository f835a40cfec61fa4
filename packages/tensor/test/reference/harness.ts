import type { ArrayRef, BackendDriver, Handle } from '../../src/backend.js';
import { createReferenceDriver } from '../../src/backends/reference/index.js';
import type { DType } from '../../src/dtype.js';

export const makeDriver = () => createReferenceDriver({}) as BackendDriver;

const kinds = {
  float32: Float32Array,
  float16: Uint16Array,
  bfloat16: Uint16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint32: Uint32Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const;

/** Elements as stored: half types as their bits. */
export type Stored = readonly (number | bigint)[];

export function array(
  driver: BackendDriver,
  dtype: DType,
  shape: readonly number[],
  elements: Stored,
): ArrayRef {
  const typed = (kinds[dtype] as { from(source: Stored): ArrayBufferView }).from(elements);
  const bytes = new Uint8Array(typed.buffer as ArrayBuffer);
  return { handle: driver.fromBytes(bytes, { shape, dtype }), shape, dtype };
}

export const float32 = (driver: BackendDriver, shape: readonly number[], elements: readonly number[]) =>
  array(driver, 'float32', shape, elements);

export const ref = (handle: Handle, dtype: DType, shape: readonly number[]): ArrayRef => ({
  handle,
  dtype,
  shape,
});

export async function stored(driver: BackendDriver, x: ArrayRef): Promise<(number | bigint)[]> {
  const bytes = await driver.read(x);
  return Array.from(new kinds[x.dtype](bytes.buffer as ArrayBuffer) as unknown as number[]);
}

/** Runs one op whose result has this dtype and shape, and reads it. */
export async function result(
  driver: BackendDriver,
  dtype: DType,
  shape: readonly number[],
  issue: (out: { dtype: DType; shape: readonly number[] }) => Handle,
): Promise<(number | bigint)[]> {
  return stored(driver, ref(issue({ dtype, shape }), dtype, shape));
}
