import { tidy } from '../scope.js';
import { checkOptions, describe, fail } from '../shape/check.js';
import { checkTensor, type Tensor } from '../tensor.js';
import { maximum, minimum, type Operand } from './binary.js';
import { astype } from './cast.js';

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
