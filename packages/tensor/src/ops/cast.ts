import type { DType } from '../dtype.js';
import { checkDType } from '../shape/check.js';
import { checkTensor, type Tensor } from '../tensor.js';
import { dispatch } from './dispatch.js';

/**
 * Any dtype to any. Floats to integers truncate, saturate and map NaN to 0; integers to integers wrap; to bool
 * is `≠ 0`; to a narrower float rounds to nearest even. Same dtype: a new `Tensor` of the same array.
 */
export function astype(x: Tensor, dtype: DType): Tensor {
  checkTensor('astype', 'x', x);
  const out = { shape: x.shape, dtype: checkDType('astype', dtype) };
  return dispatch('astype', [x], out, (driver, [ref], spec) =>
    ref.dtype === spec.dtype ? driver.reshape(ref, spec) : driver.cast(ref, spec),
  );
}
