/** Assertions for any test runner: they throw. */
import { TensorError, type TensorErrorCode } from '@x/tensor';
import { elements } from './hostArray.js';
import type { HostArray } from './opCase.js';

export class ConformanceFailure extends Error {
  override readonly name = 'ConformanceFailure';
}

export function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new ConformanceFailure(message);
}

export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
  /** Whether 0 and -0 are the same. */
  readonly anyZero: boolean;
}

export const exact: Tolerance = { relative: 0, absolute: 0, anyZero: false };

function matches(actual: number | bigint, expected: number | bigint, tolerance: Tolerance): boolean {
  if (Object.is(actual, expected)) return true;
  if (typeof actual === 'bigint' || typeof expected === 'bigint') return false;
  if (actual === expected) return tolerance.anyZero || actual !== 0;
  return Math.abs(actual - expected) <= tolerance.absolute + tolerance.relative * Math.abs(expected);
}

/** Shape, dtype and every element; a NaN matches any NaN. */
export function expectArray(
  actual: HostArray,
  expected: HostArray,
  tolerance: Tolerance,
  what = 'result',
): void {
  const spec = (x: HostArray) => `${x.dtype} [${x.shape.join(',')}]`;
  check(spec(actual) === spec(expected), `${what} must be ${spec(expected)}; got ${spec(actual)}`);
  const got = elements(actual);
  const wrong: string[] = [];
  elements(expected).forEach((value, i) => {
    if (!matches(got[i]!, value, tolerance))
      wrong.push(`[${i}] must be ${show(value)}; got ${show(got[i]!)}`);
  });
  check(
    wrong.length === 0,
    `${what}: ${wrong.length} of ${got.length} elements differ: ${wrong.slice(0, 5).join(', ')}`,
  );
}

const show = (value: number | bigint): string => (Object.is(value, -0) ? '-0' : String(value));

function expectError(error: unknown, code: TensorErrorCode, what: string): TensorError {
  check(error instanceof TensorError, `${what} must fail with a TensorError; got ${String(error)}`);
  check(error.code === code, `${what} must fail with code '${code}'; got '${error.code}': ${error.message}`);
  return error;
}

export function expectThrows(code: TensorErrorCode, what: string, call: () => unknown): TensorError {
  let result: unknown;
  try {
    result = call();
  } catch (error) {
    return expectError(error, code, what);
  }
  throw new ConformanceFailure(`${what} must throw with code '${code}'; got ${String(result)}`);
}

export async function expectRejects(
  code: TensorErrorCode,
  what: string,
  call: () => Promise<unknown>,
): Promise<void> {
  let result: unknown;
  try {
    result = await call();
  } catch (error) {
    expectError(error, code, what);
    return;
  }
  throw new ConformanceFailure(`${what} must reject with code '${code}'; got ${String(result)}`);
}
