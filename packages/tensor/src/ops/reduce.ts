import type { ReduceOp } from '../backend.js';
import { type DType, isFloat } from '../dtype.js';
import { tidy } from '../scope.js';
import {
  checkAxes,
  checkAxis,
  checkDTypeIn,
  checkOptions,
  describe,
  fail,
  shapeText,
} from '../shape/check.js';
import { reduceShape } from '../shape/reduce.js';
import { checkTensor, type Tensor } from '../tensor.js';
import { divide, subtract } from './binary.js';
import { astype } from './cast.js';
import { dispatch } from './dispatch.js';
import { isNumeric } from './kinds.js';
import { reshape } from './movement.js';
import { square } from './unary.js';

export interface ReduceOptions {
  /** One axis or several, negative from the end; default all. */
  readonly axis?: number | readonly number[] | undefined;
  /** Keep reduced dimensions as 1. Default false. */
  readonly keepDims?: boolean | undefined;
}

function checkReduce(op: string, x: unknown, options: ReduceOptions | undefined) {
  const source = checkTensor(op, 'x', x);
  const { axis, keepDims = false } = checkOptions(op, options);
  if (typeof keepDims !== 'boolean')
    fail('argument', op, `keepDims must be a boolean; got ${describe(keepDims)}`);
  const axes = checkAxes(op, axis, source.shape.length);
  return { axes, keepDims, shape: reduceShape(source.shape, axes, keepDims) };
}

function reduction(op: ReduceOp, allowed: (dtype: DType) => boolean, what: string, result?: DType) {
  return (x: Tensor, options?: ReduceOptions): Tensor => {
    const { axes, shape } = checkReduce(op, x, options);
    checkDTypeIn(op, x.dtype, allowed, what);
    if (axes.length === 0) return astype(x, result ?? x.dtype);
    return dispatch(op, [x], { shape, dtype: result ?? x.dtype }, (driver, [ref], out) =>
      driver.reduce(op, ref, axes, out),
    );
  };
}

/** Any number, in its own dtype; half types are summed in float32. Of nothing: 0. */
export const sum = /* @__PURE__ */ reduction('sum', isNumeric, 'a number');
/** Any number, in its own dtype. Of nothing: 1. */
export const prod = /* @__PURE__ */ reduction('prod', isNumeric, 'a number');
/** Any number; NaN is passed on. Of nothing: the least there is. */
export const max = /* @__PURE__ */ reduction('max', isNumeric, 'a number');
/** Any number; NaN is passed on. Of nothing: the most there is. */
export const min = /* @__PURE__ */ reduction('min', isNumeric, 'a number');
/** Any dtype, to bool. Of nothing: false. */
export const any = /* @__PURE__ */ reduction('any', () => true, 'any', 'bool');
/** Any dtype, to bool. Of nothing: true. */
export const all = /* @__PURE__ */ reduction('all', () => true, 'any', 'bool');

function position(op: 'argmax' | 'argmin') {
  return (
    x: Tensor,
    options?: { readonly axis?: number | undefined; readonly keepDims?: boolean | undefined },
  ): Tensor => {
    checkTensor(op, 'x', x);
    const { axis, keepDims = false } = checkOptions(op, options);
    checkDTypeIn(op, x.dtype, isNumeric, 'a number');
    if (typeof keepDims !== 'boolean')
      fail('argument', op, `keepDims must be a boolean; got ${describe(keepDims)}`);
    if (axis === undefined) {
      const kept = keepDims ? x.shape.map(() => 1) : [];
      return tidy(() => reshape(along(op, reshape(x, [x.size]), 0, false), kept));
    }
    return along(op, x, checkAxis(op, axis, x.shape.length), keepDims);
  };
}

function along(op: 'argmax' | 'argmin', x: Tensor, axis: number, keepDims: boolean): Tensor {
  if (x.shape[axis] === 0)
    fail('shape', op, `the axis must not be empty; got ${shapeText(x.shape)}, axis ${axis}`);
  const shape = reduceShape(x.shape, [axis], keepDims);
  return dispatch(op, [x], { shape, dtype: 'int32' }, (driver, [ref], out) =>
    driver.reduce(op, ref, [axis], out),
  );
}

/** Where the greatest is along an axis (default: in C order over all), the first of equals, a NaN before all; int32. */
export const argmax = /* @__PURE__ */ position('argmax');
/** Where the least is, as `argmax`. */
export const argmin = /* @__PURE__ */ position('argmin');

const countOf = (x: Tensor, axes: readonly number[]) =>
  axes.reduce((count, axis) => count * x.shape[axis]!, 1);

/** Floats; half types are reckoned in float32 and rounded once. Of nothing: NaN. */
export function mean(x: Tensor, options?: ReduceOptions): Tensor {
  const { axes, keepDims } = checkReduce('mean', x, options);
  checkDTypeIn('mean', x.dtype, isFloat, 'a float');
  return tidy(() => {
    const total = sum(astype(x, 'float32'), { axis: axes, keepDims });
    return astype(divide(total, countOf(x, axes)), x.dtype);
  });
}

/**
 * The mean of squared deviations from the mean, divided by `n - correction` (default 0: biased) instead of `n`.
 * Floats; half types are reckoned in float32 and rounded once.
 */
export function variance(
  x: Tensor,
  options?: ReduceOptions & { readonly correction?: number | undefined },
): Tensor {
  const { axes, keepDims } = checkReduce('variance', x, options);
  checkDTypeIn('variance', x.dtype, isFloat, 'a float');
  const { correction = 0 } = checkOptions('variance', options);
  if (typeof correction !== 'number') {
    fail('argument', 'variance', `correction must be a number; got ${describe(correction)}`);
  }
  return tidy(() => {
    const wide = astype(x, 'float32');
    const deviation = subtract(wide, mean(wide, { axis: axes, keepDims: true }));
    const total = sum(square(deviation), { axis: axes, keepDims });
    return astype(divide(total, Math.max(0, countOf(x, axes) - correction)), x.dtype);
  });
}
