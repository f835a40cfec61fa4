import type { UnaryOp } from '../backend.js';
import { type DType, isFloat } from '../dtype.js';
import { checkDTypeIn } from '../shape/check.js';
import { checkTensor, type Tensor } from '../tensor.js';
import { multiply } from './binary.js';
import { dispatch } from './dispatch.js';
import { isBool, isInteger, isNumeric } from './kinds.js';

function unary(op: UnaryOp, allowed: (dtype: DType) => boolean, what: string, result?: DType) {
  return (x: Tensor): Tensor => {
    checkTensor(op, 'x', x);
    checkDTypeIn(op, x.dtype, allowed, what);
    return dispatch(op, [x], { shape: x.shape, dtype: result ?? x.dtype }, (driver, [ref], out) =>
      driver.unary(op, ref, out),
    );
  };
}

/** Any number; unsigned ones wrap. */
export const negative = /* @__PURE__ */ unary('negative', isNumeric, 'a number');
/** Any number. */
export const abs = /* @__PURE__ */ unary('abs', isNumeric, 'a number');
/** Any number: -1, 0 or 1; NaN stays. */
export const sign = /* @__PURE__ */ unary('sign', isNumeric, 'a number');
/** Floats, as all up to `round`. */
export const sqrt = /* @__PURE__ */ unary('sqrt', isFloat, 'a float');
/** `1 / sqrt(x)`. */
export const rsqrt = /* @__PURE__ */ unary('rsqrt', isFloat, 'a float');
export const exp = /* @__PURE__ */ unary('exp', isFloat, 'a float');
export const log = /* @__PURE__ */ unary('log', isFloat, 'a float');
export const sin = /* @__PURE__ */ unary('sin', isFloat, 'a float');
export const cos = /* @__PURE__ */ unary('cos', isFloat, 'a float');
export const tanh = /* @__PURE__ */ unary('tanh', isFloat, 'a float');
export const erf = /* @__PURE__ */ unary('erf', isFloat, 'a float');
/** `1 / (1 + exp(-x))`. */
export const sigmoid = /* @__PURE__ */ unary('sigmoid', isFloat, 'a float');
export const floor = /* @__PURE__ */ unary('floor', isFloat, 'a float');
export const ceil = /* @__PURE__ */ unary('ceil', isFloat, 'a float');
/** Halves to even. */
export const round = /* @__PURE__ */ unary('round', isFloat, 'a float');
/** Bool. */
export const logicalNot = /* @__PURE__ */ unary('logicalNot', isBool, 'bool');
/** Integers. */
export const bitwiseNot = /* @__PURE__ */ unary('bitwiseNot', isInteger, 'an integer');
/** Floats, to bool. */
export const isnan = /* @__PURE__ */ unary('isnan', isFloat, 'a float', 'bool');
/** Floats, to bool. */
export const isfinite = /* @__PURE__ */ unary('isfinite', isFloat, 'a float', 'bool');

/** Any number times itself. */
export function square(x: Tensor): Tensor {
  checkTensor('square', 'x', x);
  checkDTypeIn('square', x.dtype, isNumeric, 'a number');
  return multiply(x, x);
}
