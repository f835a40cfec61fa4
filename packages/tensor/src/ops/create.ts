import type { ArraySpec, BackendDriver, Handle } from '../backend.js';
import { type Backend, driverOf } from '../backends/backend.js';
import { resolveBackend } from '../backends/registry.js';
import { type DType, isFloat } from '../dtype.js';
import {
  checkDType,
  checkNumber,
  checkOptions,
  checkShape,
  describe,
  fail,
  shapeText,
  sizeOf,
} from '../shape/check.js';
import { checkTensor, fromHandle, refOf, type Tensor } from '../tensor.js';
import { checkBytes, encode, flatten, type TensorData } from './encode.js';
import { type Scalar, scalarAs } from './scalar.js';

export interface CreateOptions {
  /** Default float32. */
  readonly dtype?: DType | undefined;
  /** Default `defaultBackend()`. */
  readonly backend?: Backend | undefined;
}

/** Asks the driver of the backend for a new array. */
export function create(
  op: string,
  backend: Backend | undefined,
  out: ArraySpec,
  call: (driver: BackendDriver, out: ArraySpec) => Handle,
): Tensor {
  const home = resolveBackend(op, backend);
  const spec = { shape: checkShape(op, out.shape, out.dtype), dtype: out.dtype };
  return fromHandle(home, call(driverOf(home, op), spec), spec);
}

/**
 * A tensor of these values: a typed array, or numbers, booleans or bigints, alone or nested. `shape` is theirs
 * (a typed array is one-dimensional) unless given; `dtype` too: numbers and Float64Array are float32, bigints
 * int64, booleans bool, 8- and 16-bit typed arrays int32 but for Uint8Array. With `dtype`, values are
 * converted: floats round, integers must be values of it, bool is `≠ 0`.
 */
export function tensor(
  data: TensorData,
  options?: CreateOptions & { readonly shape?: readonly number[] | undefined },
): Tensor {
  const { shape, dtype, backend } = checkOptions('tensor', options);
  const flat = flatten('tensor', data);
  const type = dtype === undefined ? flat.dtype : checkDType('tensor', dtype);
  const to = checkShape('tensor', shape ?? flat.shape, type);
  if (sizeOf(to) !== flat.values.length) {
    fail(
      'shape',
      'tensor',
      `shape ${shapeText(to)} must have as many elements as data; got ${flat.values.length}`,
      {
        shape: to,
        length: flat.values.length,
      },
    );
  }
  const bytes = encode('tensor', flat.values, type);
  return create('tensor', backend, { shape: to, dtype: type }, (driver, out) => driver.fromBytes(bytes, out));
}

/** A tensor of raw bytes: little-endian, C order. */
export function fromBytes(
  bytes: Uint8Array,
  options: {
    readonly shape: readonly number[];
    readonly dtype: DType;
    readonly backend?: Backend | undefined;
  },
): Tensor {
  const { shape, dtype, backend } = checkOptions('fromBytes', options);
  const type = checkDType('fromBytes', dtype);
  const to = checkShape('fromBytes', shape, type);
  const checked = checkBytes('fromBytes', bytes, to, type);
  return create('fromBytes', backend, { shape: to, dtype: type }, (driver, out) =>
    driver.fromBytes(checked, out),
  );
}

/** Every element `value`; without `dtype`, float32 for a number, int64 for a bigint, bool for a boolean. */
export function full(shape: readonly number[], value: Scalar, options?: CreateOptions): Tensor {
  return filled('full', shape, value, options);
}

function filled(
  op: string,
  shape: readonly number[],
  value: Scalar,
  options: CreateOptions | undefined,
): Tensor {
  const { dtype, backend } = checkOptions(op, options);
  const own = typeof value === 'bigint' ? 'int64' : typeof value === 'boolean' ? 'bool' : 'float32';
  const type = dtype === undefined ? own : checkDType(op, dtype);
  const element = scalarAs(op, value, type);
  return create(op, backend, { shape, dtype: type }, (driver, out) => driver.fill(element, out));
}

export function zeros(shape: readonly number[], options?: CreateOptions): Tensor {
  return filled('zeros', shape, 0, { dtype: 'float32', ...checkOptions('zeros', options) });
}

export function ones(shape: readonly number[], options?: CreateOptions): Tensor {
  return filled('ones', shape, 1, { dtype: 'float32', ...checkOptions('ones', options) });
}

/** With the shape, dtype and backend of `x`. */
export function fullLike(x: Tensor, value: Scalar): Tensor {
  return like('fullLike', x, value);
}

export function zerosLike(x: Tensor): Tensor {
  return like('zerosLike', x, 0);
}

export function onesLike(x: Tensor): Tensor {
  return like('onesLike', x, 1);
}

function like(op: string, x: Tensor, value: Scalar): Tensor {
  checkTensor(op, 'x', x);
  refOf(op, x);
  return filled(op, x.shape, value, { dtype: x.dtype, backend: x.backend });
}

/** `start`, `start + step`, … up to and without `stop`. Any number dtype; integers only of integers. */
export function arange(
  stop: number,
  options?: CreateOptions & { readonly start?: number | undefined; readonly step?: number | undefined },
): Tensor {
  const { start = 0, step = 1, dtype = 'float32', backend } = checkOptions('arange', options);
  const type = checkDType('arange', dtype);
  const given = {
    start: checkNumber('arange', 'start', start),
    stop: checkNumber('arange', 'stop', stop),
    step: checkNumber('arange', 'step', step),
  };
  if (type === 'bool') fail('dtype', 'arange', 'dtype must be a number; got bool');
  const right = isFloat(type) ? Number.isFinite : Number.isSafeInteger;
  for (const [name, value] of Object.entries(given)) {
    if (!right(value) || (name === 'step' && value === 0)) {
      fail(
        'argument',
        'arange',
        `${name} must be ${isFloat(type) ? 'finite' : 'an integer'}${name === 'step' ? ', not 0' : ''}; got ${describe(value)}`,
        given,
      );
    }
  }
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (length > 0) for (const end of [start, start + step * (length - 1)]) scalarAs('arange', end, type);
  return create('arange', backend, { shape: [length], dtype: type }, (driver, out) =>
    driver.arange({ start, step }, out),
  );
}
