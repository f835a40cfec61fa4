import { tidy } from '../scope.js';
import { checkBroadcastTo } from '../shape/broadcast.js';
import { checkAxes, checkAxis, checkInteger, checkShape, fail, shapeText, sizeOf } from '../shape/check.js';
import { checkPermutation, expandDimsShape, reshapeShape, squeezeShape } from '../shape/movement.js';
import { checkTensor, type Tensor } from '../tensor.js';
import { dispatch } from './dispatch.js';

function reshaped(op: string, x: Tensor, shape: readonly number[]): Tensor {
  return dispatch(op, [x], { shape, dtype: x.dtype }, (driver, [ref], out) => driver.reshape(ref, out));
}

/** The same elements in C order; one dimension may be -1. */
export function reshape(x: Tensor, shape: readonly number[]): Tensor {
  checkTensor('reshape', 'x', x);
  return reshaped('reshape', x, reshapeShape('reshape', x.shape, shape));
}

/** Axis `i` of the result is axis `axes[i]` of `x`. */
export function permuteDims(x: Tensor, axes: readonly number[]): Tensor {
  checkTensor('permuteDims', 'x', x);
  const permutation = checkPermutation('permuteDims', x.shape, axes);
  const shape = permutation.map((axis) => x.shape[axis]!);
  return dispatch('permuteDims', [x], { shape, dtype: x.dtype }, (driver, [ref], out) =>
    driver.transpose(ref, permutation, out),
  );
}

/** `[…, M, N]` → `[…, N, M]`. */
export function matrixTranspose(x: Tensor): Tensor {
  checkTensor('matrixTranspose', 'x', x);
  const rank = x.shape.length;
  if (rank < 2) {
    fail('shape', 'matrixTranspose', `x must have at least 2 dimensions; got ${shapeText(x.shape)}`);
  }
  const axes = x.shape.map((_, i) => (i < rank - 2 ? i : 2 * rank - 3 - i));
  return permuteDims(x, axes);
}

/** A dimension of 1 at `axis` of the result. */
export function expandDims(x: Tensor, axis: number): Tensor {
  checkTensor('expandDims', 'x', x);
  return reshaped('expandDims', x, expandDimsShape('expandDims', x.shape, axis));
}

/** Without the dimensions of 1 at `axis`, one or several; by default all of them. */
export function squeeze(x: Tensor, axis?: number | readonly number[]): Tensor {
  checkTensor('squeeze', 'x', x);
  const axes = axis === undefined ? undefined : checkAxes('squeeze', axis, x.shape.length);
  return reshaped('squeeze', x, squeezeShape('squeeze', x.shape, axes));
}

/** Repeats dimensions of 1 and adds leading ones, as in NumPy. */
export function broadcastTo(x: Tensor, shape: readonly number[]): Tensor {
  checkTensor('broadcastTo', 'x', x);
  const to = checkShape('broadcastTo', shape, x.dtype);
  checkBroadcastTo('broadcastTo', x.shape, to);
  return dispatch('broadcastTo', [x], { shape: to, dtype: x.dtype }, (driver, [ref], out) =>
    driver.broadcast(ref, out),
  );
}

/** Each element along `axis` `repeats` times in a row. */
export function repeat(x: Tensor, repeats: number, axis: number): Tensor {
  checkTensor('repeat', 'x', x);
  const times = checkInteger('repeat', 'repeats', repeats, 0);
  const at = checkAxis('repeat', axis, x.shape.length);
  const shape = x.shape.map((side, i) => (i === at ? side * times : side));
  checkShape('repeat', shape, x.dtype);
  const before = sizeOf(x.shape.slice(0, at + 1));
  const after = sizeOf(x.shape.slice(at + 1));
  return tidy(() => reshape(broadcastTo(reshape(x, [before, 1, after]), [before, times, after]), shape));
}
