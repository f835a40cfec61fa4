import type { DType } from '../dtype.js';
import { isFloat } from '../dtype.js';
import { describe, fail } from '../shape/check.js';

export type Scalar = number | bigint | boolean;

const integerRange: Readonly<Partial<Record<DType, readonly [bigint, bigint]>>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  uint8: [0n, 255n],
};

export const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';

/** A JavaScript value as an element of `dtype`: nothing is rounded to an integer or wrapped in silence. */
export function scalarAs(op: string, value: unknown, dtype: DType): number | bigint {
  if (isFloat(dtype)) {
    if (typeof value === 'number') return value;
  } else if (dtype === 'bool') {
    if (value === true || value === 1) return 1;
    if (value === false || value === 0) return 0;
  } else if (typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value))) {
    const [least, most] = integerRange[dtype]!;
    if (value >= least && value <= most) return dtype === 'int64' ? BigInt(value) : Number(value);
  }
  return fail('argument', op, `a value beside ${dtype} must be one of its values; got ${describe(value)}`, {
    value,
    dtype,
  });
}
