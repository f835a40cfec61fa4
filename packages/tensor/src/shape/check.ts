/** Checks of single arguments. Every function takes the op's name for the message and throws `TensorError`. */
import { type DType, dtypes, itemSize } from '../dtype.js';
import { TensorError, type TensorErrorCode } from '../errors.js';

/** More axes than any op here needs; drivers may count on it. */
export const maxRank = 8;

export function fail(
  code: TensorErrorCode,
  op: string,
  message: string,
  details: Record<string, unknown> = {},
): never {
  throw new TensorError(code, op, message, { details });
}

/** The kind of a typed array ('Float32Array'), whichever realm or subclass it is of; undefined for anything else. */
export const typedArrayKind = (value: unknown): string | undefined => typedKindGetter.call(value);
const typedKindGetter = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype) as object,
  Symbol.toStringTag,
)!.get as (this: unknown) => string | undefined;

/** Any value in a few characters, for messages. */
export function describe(value: unknown, depth = 0): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return `'${value.length > 60 ? `${value.slice(0, 60)}…` : value}'`;
    case 'bigint':
      return `${value}n`;
    case 'symbol':
      return 'a symbol';
    case 'function':
      return 'a function';
    case 'object':
      if (Array.isArray(value)) {
        if (depth > 1) return '[…]';
        const shown = value.slice(0, 10).map((item) => describe(item, depth + 1));
        return `[${shown.join(',')}${value.length > 10 ? ',…' : ''}]`;
      }
      return ArrayBuffer.isView(value) ? 'a typed array' : 'an object';
    default:
      return String(value);
  }
}

/** `[1,64,64,32]`, as messages print it. */
export const shapeText = (shape: readonly number[]): string => `[${shape.join(',')}]`;

export function checkDType(op: string, dtype: unknown): DType {
  if (typeof dtype !== 'string' || !(dtypes as readonly string[]).includes(dtype)) {
    fail('dtype', op, `dtype must be one of ${dtypes.join(', ')}; got ${describe(dtype)}`, { dtype });
  }
  return dtype as DType;
}

/** A dtype out of `allowed`, named in the message as `what` ("a float"). */
export function checkDTypeIn(
  op: string,
  dtype: DType,
  allowed: (dtype: DType) => boolean,
  what: string,
): void {
  if (!allowed(dtype)) fail('dtype', op, `dtype must be ${what}; got ${dtype}`, { dtype });
}

export function checkInteger(op: string, name: string, value: unknown, least = -Infinity): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least) {
    const what = least === -Infinity ? 'an integer' : `an integer of at least ${least}`;
    fail('argument', op, `${name} must be ${what}; got ${describe(value)}`, { [name]: value });
  }
  return value + 0; // -0 becomes 0
}

export function checkNumber(op: string, name: string, value: unknown): number {
  if (typeof value !== 'number') {
    fail('argument', op, `${name} must be a number; got ${describe(value)}`, { [name]: value });
  }
  return value;
}

export function checkIntegers(op: string, name: string, value: unknown, least = -Infinity): number[] {
  if (!Array.isArray(value)) {
    fail('argument', op, `${name} must be an array of integers; got ${describe(value)}`, { [name]: value });
  }
  return Array.from(value, (item, i) => checkInteger(op, `${name}[${i}]`, item, least));
}

/** What a synchronous callback returned: no Promise. */
export function checkSynchronous(op: string, result: unknown): void {
  const thenable =
    (typeof result === 'object' || typeof result === 'function') &&
    result !== null &&
    typeof (result as { then?: unknown }).then === 'function';
  if (!thenable) return;
  // Its own failure would come unhandled, after ours.
  Promise.resolve(result).catch(() => {});
  fail('argument', op, 'fn must be synchronous; got a function that returns a Promise');
}

/** An options object, or nothing; a primitive there is an error rather than ignored. */
export function checkOptions<T extends object>(op: string, options: T | undefined): T {
  if (options === undefined) return {} as T;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    fail('argument', op, `options must be an object; got ${describe(options)}`);
  }
  return options;
}

/** Elements of a shape that `checkShape` let through. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, side) => size * side, 1);

/** A shape whose bytes can be counted exactly. Returns a frozen copy. */
export function checkShape(op: string, shape: unknown, dtype: DType): readonly number[] {
  if (!Array.isArray(shape)) {
    fail('shape', op, `shape must be an array of integers; got ${describe(shape)}`, { shape });
  }
  // Before the copy: a sparse array may claim any length.
  if (shape.length > maxRank) {
    fail('shape', op, `shape must have at most ${maxRank} dimensions; got ${shape.length}`, {
      rank: shape.length,
    });
  }
  const sides: readonly unknown[] = Array.from(shape);
  // Empty dimensions are left out, so that strides can't overflow either.
  let bytes: number = itemSize[dtype];
  for (const side of sides) {
    if (typeof side !== 'number' || !Number.isSafeInteger(side) || side < 0) {
      fail('shape', op, `dimensions must be integers of at least 0; got ${describe(sides)}`, {
        shape: sides,
      });
    }
    if (side > 0) bytes *= side;
  }
  if (bytes > Number.MAX_SAFE_INTEGER) {
    fail('shape', op, `an array must have at most 2^53 bytes; got ${dtype} ${describe(sides)}`, {
      shape: sides,
      dtype,
    });
  }
  return Object.freeze(sides.map((side) => (side as number) + 0));
}

/** An axis, negative from the end, as one from 0. */
export function checkAxis(op: string, axis: unknown, rank: number): number {
  if (typeof axis !== 'number' || !Number.isSafeInteger(axis)) {
    fail('argument', op, `axis must be an integer; got ${describe(axis)}`, { axis });
  }
  if (axis < -rank || axis >= rank) {
    fail('shape', op, `axis must be within the ${rank} dimensions; got ${axis}`, { axis, rank });
  }
  return axis < 0 ? axis + rank : axis + 0;
}

/** One axis, several, or all (undefined), ascending and each once. */
export function checkAxes(op: string, axis: unknown, rank: number): number[] {
  if (axis === undefined) return Array.from({ length: rank }, (_, i) => i);
  const axes = Array.from(Array.isArray(axis) ? axis : [axis], (item) => checkAxis(op, item, rank));
  if (new Set(axes).size !== axes.length) {
    fail('argument', op, `axes must not repeat; got ${describe(axis)}`, { axis });
  }
  return axes.sort((a, b) => a - b);
}

export function checkRank(
  op: string,
  name: string,
  shape: readonly number[],
  rank: number,
  form: string,
): void {
  if (shape.length !== rank) {
    fail('shape', op, `${name} must be ${rank}-dimensional ${form}; got ${shapeText(shape)}`, { shape });
  }
}
