import { divide, subtract } from '../ops/binary.js';
import { astype } from '../ops/cast.js';
import { max, sum } from '../ops/reduce.js';
import { exp } from '../ops/unary.js';
import { tidy } from '../scope.js';
import { checkAxis } from '../shape/check.js';
import { checkTensor, refOf, type Tensor } from '../tensor.js';
import { checkFloats } from './arguments.js';
import { fusedOr } from './fused.js';

export function softmaxComposition(x: Tensor, axis: number): Tensor {
  return tidy(() => {
    const wide = astype(x, 'float32');
    const powers = exp(subtract(wide, max(wide, { axis, keepDims: true })));
    return astype(divide(powers, sum(powers, { axis, keepDims: true })), x.dtype);
  });
}

/** `exp(x - max) / Σ exp(x - max)` along `axis` (default the last); floats, reckoned in float32. */
export function softmax(x: Tensor, axis = -1): Tensor {
  checkTensor('softmax', 'x', x);
  checkFloats('softmax', [x]);
  const at = checkAxis('softmax', axis, x.shape.length);
  const args = { x: refOf('softmax', x), axis: at, out: { shape: x.shape, dtype: x.dtype } };
  return fusedOr(
    'softmax',
    [x],
    (driver) => driver.fast?.softmax,
    args,
    () => softmaxComposition(x, at),
  );
}
