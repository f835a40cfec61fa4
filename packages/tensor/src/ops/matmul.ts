import { precisionOf } from '../backends/backend.js';
import { isFloat } from '../dtype.js';
import { tidy } from '../scope.js';
import { checkDTypeIn, fail, shapeText } from '../shape/check.js';
import { matmulShape } from '../shape/matmul.js';
import { checkTensor, type Tensor } from '../tensor.js';
import { commonBackend, commonDType, dispatch } from './dispatch.js';
import { reshape } from './movement.js';

/**
 * `[…, M, K] · […, K, N]` → `[…, M, N]`, leading dimensions broadcast; floats. A vector is a row on the left, a
 * column on the right, and its dimension of 1 goes from the result.
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  checkTensor('matmul', 'a', a);
  checkTensor('matmul', 'b', b);
  const precision = precisionOf(commonBackend('matmul', [a, b]));
  const dtype = commonDType('matmul', [a, b]);
  checkDTypeIn('matmul', dtype, isFloat, 'a float');
  if (a.shape.length === 0 || b.shape.length === 0) {
    fail('shape', 'matmul', `both must have dimensions; got ${shapeText(a.shape)} · ${shapeText(b.shape)}`);
  }
  const left = a.shape.length === 1 ? [1, ...a.shape] : a.shape;
  const right = b.shape.length === 1 ? [...b.shape, 1] : b.shape;
  const shape = matmulShape('matmul', left, right);
  const product = (x: Tensor, y: Tensor) =>
    dispatch('matmul', [x, y], { shape, dtype }, (driver, [p, q], out) =>
      driver.matmul(p, q, out, precision),
    );
  if (left === a.shape && right === b.shape) return product(a, b);
  const result = shape.filter(
    (_, i) => !(i === shape.length - 2 && left !== a.shape) && !(i === shape.length - 1 && right !== b.shape),
  );
  return tidy(() => reshape(product(reshape(a, left), reshape(b, right)), result));
}
