import { tidy } from '../scope.js';
import { checkOptions, describe, fail } from '../shape/check.js';
import { checkTensor, refOf, type Tensor } from '../tensor.js';
import { maximum, minimum, type Operand, withOperands } from './binary.js';
import { astype } from './cast.js';

/** `condition ? a : b`, all three broadcast; `condition` is bool, `a` and `b` of one dtype (one may be a number). */
export function where(condition: Tensor, a: Operand, b: Operand): Tensor {
  checkTensor('where', 'condition', condition);
  if (condition.dtype !== 'bool') {
    fail('dtype', 'where', `condition must be bool; got ${condition.dtype}`, { dtype: condition.dtype });
  }
  return withOperands(
    'where',
    [a, b],
    (dtype) => dtype,
    (driver, refs, out) => driver.where(refOf('where', condition), refs[0]!, refs[1]!, out),
    [condition],
  );
}

/** `x` held between `min` and `max`, numbers or tensors of its dtype; either may be left out. NaN stays. */
export function clip(x: Tensor, options?: { min?: Operand | undefined; max?: Operand | undefined }): Tensor {
  checkTensor('clip', 'x', x);
  const { min, max } = checkOptions('clip', options);
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    fail('argument', 'clip', `min must be at most max; got ${describe(min)} and ${describe(max)}`, {
      min,
      max,
    });
  }
  return tidy(() => {
    const raised = min === undefined ? x : maximum(x, min);
    const held = max === undefined ? raised : minimum(raised, max);
    return held === x ? astype(x, x.dtype) : held;
  });
}
