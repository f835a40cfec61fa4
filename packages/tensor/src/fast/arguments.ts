/** Checks that the fused ops share. */
import type { Activation } from '../backend.js';
import { isFloat } from '../dtype.js';
import { commonBackend, commonDType } from '../ops/dispatch.js';
import { checkDTypeIn, describe, fail } from '../shape/check.js';
import { checkTensor, type Tensor } from '../tensor.js';

const activations: readonly Activation[] = ['silu', 'relu', 'gelu', 'gelu-tanh'];

export function checkActivation(op: string, name: string, value: unknown): Activation | null {
  if (value === undefined || value === null) return null;
  if (!(activations as readonly unknown[]).includes(value)) {
    fail('argument', op, `${name} must be one of ${activations.join(', ')}; got ${describe(value)}`, {
      [name]: value,
    });
  }
  return value as Activation;
}

export function checkOptionalTensor(op: string, name: string, value: unknown): Tensor | null {
  return value === undefined || value === null ? null : checkTensor(op, name, value);
}

/** Tensors of one backend and of one float dtype. */
export function checkFloats(op: string, tensors: readonly (Tensor | null)[]): void {
  const given = tensors.filter((tensor) => tensor !== null);
  commonBackend(op, given);
  checkDTypeIn(op, commonDType(op, given), isFloat, 'a float');
}

export function checkEps(op: string, eps: unknown): number {
  if (typeof eps !== 'number' || !(eps >= 0) || eps === Infinity) {
    fail('argument', op, `eps must be a number of at least 0; got ${describe(eps)}`, { eps });
  }
  return eps;
}
