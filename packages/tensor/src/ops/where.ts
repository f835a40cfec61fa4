import { fail } from '../shape/check.js';
import { checkTensor, refOf, type Tensor } from '../tensor.js';
import { type Operand, withOperands } from './binary.js';

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
