/** JavaScript values to the bytes of a dtype. */
import type { DType } from '../dtype.js';
import { itemSize } from '../dtype.js';
import { narrowBfloat16, narrowFloat16 } from '../half.js';
import { describe, fail, maxRank, shapeText, typedArrayKind } from '../shape/check.js';
import { isScalar, type Scalar, scalarAs } from './scalar.js';

export type NestedArray = Scalar | readonly NestedArray[];

export type TypedArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

export type TensorData = NestedArray | TypedArray;

export interface FlatData {
  readonly values: ArrayLike<Scalar>;
  readonly shape: readonly number[];
  /** The dtype that these values have by themselves. */
  readonly dtype: DType;
}

const typedDTypes: Readonly<Record<string, DType>> = {
  Float32Array: 'float32',
  Float64Array: 'float32',
  Int8Array: 'int32',
  Int16Array: 'int32',
  Int32Array: 'int32',
  Uint8Array: 'uint8',
  Uint8ClampedArray: 'uint8',
  Uint16Array: 'int32',
  Uint32Array: 'uint32',
  BigInt64Array: 'int64',
  BigUint64Array: 'int64',
};

/** Values in C order, with the shape and dtype they imply. */
export function flatten(op: string, data: unknown): FlatData {
  const kind = typedArrayKind(data);
  if (kind !== undefined) {
    const dtype = typedDTypes[kind];
    if (dtype === undefined) fail('argument', op, `data must be numbers; got a ${kind}`);
    const values = data as Exclude<TypedArray, BigUint64Array>;
    return { values, shape: [values.length], dtype };
  }
  const values: Scalar[] = [];
  const shape: number[] = [];
  const visit = (item: unknown, depth: number): void => {
    if (isScalar(item)) {
      if (depth < shape.length) refuseRagged(op, shape);
      values.push(item);
      return;
    }
    if (!Array.isArray(item)) {
      fail('argument', op, `data must be a typed array, or numbers, also nested; got ${describe(item)}`);
    }
    if (depth === maxRank) fail('shape', op, `data must be nested at most ${maxRank} deep; got more`);
    if (depth === shape.length) {
      if (values.length > 0) refuseRagged(op, shape);
      shape.push(item.length);
    } else if (item.length !== shape[depth]) {
      refuseRagged(op, shape);
    }
    for (const inner of item) visit(inner, depth + 1);
  };
  visit(data, 0);
  return { values, shape, dtype: commonKind(op, values) };
}

function refuseRagged(op: string, shape: readonly number[]): never {
  return fail(
    'shape',
    op,
    `nested data must be rectangular; got lengths that differ from ${shapeText(shape)}`,
  );
}

function commonKind(op: string, values: readonly Scalar[]): DType {
  const kind = values.length === 0 ? 'number' : typeof values[0];
  for (const value of values) {
    if (typeof value !== kind) {
      fail(
        'argument',
        op,
        `data must be all numbers, all bigints or all booleans; got ${kind} and ${typeof value}`,
      );
    }
  }
  return kind === 'bigint' ? 'int64' : kind === 'boolean' ? 'bool' : 'float32';
}

const storage = {
  float32: Float32Array,
  int32: Int32Array,
  uint32: Uint32Array,
  uint8: Uint8Array,
} as const;

function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/** The values in `dtype`, little-endian. A value that `dtype` doesn't have is an error; floats round. */
export function encode(op: string, values: ArrayLike<Scalar>, dtype: DType): Uint8Array {
  const kind = typedArrayKind(values);
  if (dtype in storage && kind === storage[dtype as keyof typeof storage].name) {
    return bytesOf(values as unknown as ArrayBufferView);
  }
  if (dtype === 'int64' && kind === 'BigInt64Array') return bytesOf(values as unknown as ArrayBufferView);
  const count = values.length;
  switch (dtype) {
    case 'float32': {
      const out = new Float32Array(count);
      for (let i = 0; i < count; i++) out[i] = toNumber(op, values[i]!, dtype);
      return bytesOf(out);
    }
    case 'float16':
    case 'bfloat16': {
      const narrow = dtype === 'float16' ? narrowFloat16 : narrowBfloat16;
      const out = new Uint16Array(count);
      for (let i = 0; i < count; i++) out[i] = narrow(toNumber(op, values[i]!, dtype));
      return bytesOf(out);
    }
    case 'bool': {
      const out = new Uint8Array(count);
      for (let i = 0; i < count; i++) out[i] = Number(Boolean(values[i]) || Number.isNaN(values[i]));
      return out;
    }
    case 'int64': {
      const out = new BigInt64Array(count);
      for (let i = 0; i < count; i++) out[i] = scalarAs(op, toInteger(values[i]!), dtype) as bigint;
      return bytesOf(out);
    }
    default: {
      const out = new storage[dtype](count);
      for (let i = 0; i < count; i++) out[i] = scalarAs(op, toInteger(values[i]!), dtype) as number;
      return bytesOf(out);
    }
  }
}

const toInteger = (value: Scalar): number | bigint => (typeof value === 'boolean' ? Number(value) : value);

function toNumber(op: string, value: Scalar, dtype: DType): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  return fail('argument', op, `bigints must go into an integer dtype; got ${dtype}`, { dtype });
}

/** Whether raw bytes are as many as the elements need, and 0 or 1 for bool. */
export function checkBytes(op: string, bytes: unknown, shape: readonly number[], dtype: DType): Uint8Array {
  const kind = typedArrayKind(bytes);
  if (kind !== 'Uint8Array') fail('argument', op, `bytes must be a Uint8Array; got ${describe(bytes)}`);
  const given = bytes as Uint8Array;
  const needed = shape.reduce((size, side) => size * side, itemSize[dtype] as number);
  if (given.byteLength !== needed) {
    fail('shape', op, `${dtype} ${shapeText(shape)} must have ${needed} bytes; got ${given.byteLength}`, {
      shape,
      dtype,
      bytes: given.byteLength,
    });
  }
  if (dtype === 'bool' && given.some((byte) => byte > 1)) {
    fail('argument', op, `bytes of bool must be 0 or 1; got others`, { dtype });
  }
  return given;
}
