import type { Activation } from '../backend.js';
import { add, divide, maximum, multiply } from '../ops/binary.js';
import { astype } from '../ops/cast.js';
import { erf, exp, negative, square, tanh } from '../ops/unary.js';
import { tidy } from '../scope.js';
import { checkOptions, describe, fail } from '../shape/check.js';
import { checkTensor, refOf, type Tensor } from '../tensor.js';
import { checkFloats } from './arguments.js';
import { fusedOr } from './fused.js';

/** The activation of a float32 tensor. */
export function activate(x: Tensor, activation: Activation): Tensor {
  return tidy(() => {
    switch (activation) {
      case 'silu':
        return divide(x, add(exp(negative(x)), 1));
      case 'relu':
        return maximum(x, 0);
      case 'gelu':
        return multiply(multiply(x, 0.5), add(erf(multiply(x, Math.SQRT1_2)), 1));
      case 'gelu-tanh': {
        const inner = add(multiply(square(x), 0.044715), 1);
        return multiply(multiply(x, 0.5), add(tanh(multiply(multiply(x, inner), Math.sqrt(2 / Math.PI))), 1));
      }
    }
  });
}

export function activationComposition(x: Tensor, activation: Activation): Tensor {
  return tidy(() => astype(activate(astype(x, 'float32'), activation), x.dtype));
}

/** By name, fused where the driver can. */
export function applyActivation(op: string, x: Tensor, activation: Activation): Tensor {
  checkTensor(op, 'x', x);
  checkFloats(op, [x]);
  const out = { shape: x.shape, dtype: x.dtype };
  const args = { x: refOf(op, x), activation, out };
  return fusedOr(
    op,
    [x],
    (driver) => driver.fast?.activation,
    args,
    () => activationComposition(x, activation),
  );
}

/** `x / (1 + exp(-x))`; floats. */
export const silu = (x: Tensor): Tensor => applyActivation('silu', x, 'silu');

/** `max(x, 0)`; floats; NaN is passed on. */
export const relu = (x: Tensor): Tensor => applyActivation('relu', x, 'relu');

/**
 * `x/2 · (1 + erf(x/√2))`, or with `approximate: 'tanh'`
 * `x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³)))`; floats. Hendrycks and Gimpel 2016.
 */
export function gelu(x: Tensor, options?: { readonly approximate?: 'none' | 'tanh' | undefined }): Tensor {
  const { approximate = 'none' } = checkOptions('gelu', options);
  if (approximate !== 'none' && approximate !== 'tanh') {
    fail('argument', 'gelu', `approximate must be 'none' or 'tanh'; got ${describe(approximate)}`, {
      approximate,
    });
  }
  return applyActivation('gelu', x, approximate === 'tanh' ? 'gelu-tanh' : 'gelu');
}
