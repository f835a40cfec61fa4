import type { ArrayRef, ArraySpec, BackendDriver, BinaryOp, CompareOp, Handle } from '../backend.js';
import { driverOf } from '../backends/backend.js';
import { type DType, isFloat } from '../dtype.js';
import { broadcastShapes } from '../shape/broadcast.js';
import { checkDTypeIn, checkShape, describe, fail } from '../shape/check.js';
import { fromHandle, isTensor, refOf, type Tensor } from '../tensor.js';
import { commonBackend, commonDType } from './dispatch.js';
import { isBool, isInteger, isNumeric } from './kinds.js';
import { isScalar, type Scalar, scalarAs } from './scalar.js';

/** A tensor, or a JavaScript value that takes the dtype of the tensor beside it. */
export type Operand = Tensor | Scalar;

/** The op over operands of which at least one is a tensor; scalars become arrays for the call's length. */
export function withOperands(
  op: string,
  operands: readonly unknown[],
  resultDType: (dtype: DType) => DType,
  call: (driver: BackendDriver, refs: readonly ArrayRef[], out: ArraySpec) => Handle,
  others: readonly Tensor[] = [],
): Tensor {
  const tensors: Tensor[] = [];
  for (const operand of operands) {
    if (isTensor(operand)) tensors.push(operand);
    else if (!isScalar(operand)) {
      fail('argument', op, `operands must be tensors or numbers; got ${describe(operand)}`);
    }
  }
  if (tensors.length === 0)
    fail('argument', op, `one operand must be a Tensor; got ${describe([...operands])}`);
  const backend = commonBackend(op, [...tensors, ...others]);
  const dtype = commonDType(op, tensors);
  const outDType = resultDType(dtype);
  const all = [...others, ...tensors];
  const shape = checkShape(op, broadcastShapes(op, ...all.map((tensor) => tensor.shape)), outDType);
  const values = operands.map((operand) => (isTensor(operand) ? operand : scalarAs(op, operand, dtype)));

  const driver = driverOf(backend, op);
  const made: Handle[] = [];
  try {
    const refs = values.map((value): ArrayRef => {
      if (isTensor(value)) return refOf(op, value);
      const scalar = { shape: [], dtype };
      const handle = driver.fill(value, scalar);
      made.push(handle);
      return { handle, ...scalar };
    });
    const out = { shape, dtype: outDType };
    return fromHandle(backend, call(driver, refs, out), out);
  } finally {
    for (const handle of made) driver.dispose(handle);
  }
}

function binary(op: BinaryOp, allowed: (dtype: DType) => boolean, what: string) {
  return (a: Operand, b: Operand): Tensor =>
    withOperands(
      op,
      [a, b],
      (dtype) => {
        checkDTypeIn(op, dtype, allowed, what);
        return dtype;
      },
      (driver, refs, out) => driver.binary(op, refs[0]!, refs[1]!, out),
    );
}

function compare(op: CompareOp) {
  return (a: Operand, b: Operand): Tensor =>
    withOperands(
      op,
      [a, b],
      () => 'bool',
      (driver, refs, out) => driver.compare(op, refs[0]!, refs[1]!, out),
    );
}

/** Any numbers; shapes broadcast as in NumPy; integers wrap. */
export const add = /* @__PURE__ */ binary('add', isNumeric, 'a number');
/** Any numbers. */
export const subtract = /* @__PURE__ */ binary('subtract', isNumeric, 'a number');
/** Any numbers. */
export const multiply = /* @__PURE__ */ binary('multiply', isNumeric, 'a number');
/** Floats. */
export const divide = /* @__PURE__ */ binary('divide', isFloat, 'a float');
/** Any numbers, rounded towards minus infinity; integers by zero give 0. */
export const floorDivide = /* @__PURE__ */ binary('floorDivide', isNumeric, 'a number');
/** Any numbers, with the divisor's sign; integers by zero give 0. */
export const remainder = /* @__PURE__ */ binary('remainder', isNumeric, 'a number');
/** Floats. */
export const pow = /* @__PURE__ */ binary('pow', isFloat, 'a float');
/** Any numbers; NaN is passed on. */
export const maximum = /* @__PURE__ */ binary('maximum', isNumeric, 'a number');
/** Any numbers; NaN is passed on. */
export const minimum = /* @__PURE__ */ binary('minimum', isNumeric, 'a number');
/** Bool. */
export const logicalAnd = /* @__PURE__ */ binary('logicalAnd', isBool, 'bool');
/** Bool. */
export const logicalOr = /* @__PURE__ */ binary('logicalOr', isBool, 'bool');
/** Integers. */
export const bitwiseAnd = /* @__PURE__ */ binary('bitwiseAnd', isInteger, 'an integer');
/** Integers. */
export const bitwiseOr = /* @__PURE__ */ binary('bitwiseOr', isInteger, 'an integer');
/** Integers. */
export const bitwiseXor = /* @__PURE__ */ binary('bitwiseXor', isInteger, 'an integer');
/** Integers; by the width or more gives 0. */
export const leftShift = /* @__PURE__ */ binary('leftShift', isInteger, 'an integer');
/** Integers; arithmetic for signed ones; by the width or more gives 0, or -1 for negative ones. */
export const rightShift = /* @__PURE__ */ binary('rightShift', isInteger, 'an integer');

/** Any dtype; to bool; NaN as in IEEE 754. So the five next. */
export const equal = /* @__PURE__ */ compare('equal');
export const notEqual = /* @__PURE__ */ compare('notEqual');
export const less = /* @__PURE__ */ compare('less');
export const lessEqual = /* @__PURE__ */ compare('lessEqual');
export const greater = /* @__PURE__ */ compare('greater');
export const greaterEqual = /* @__PURE__ */ compare('greaterEqual');
