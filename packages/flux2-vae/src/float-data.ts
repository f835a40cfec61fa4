import { type Backend, isFloat, isTensor, type Tensor, tensor } from '@x/tensor';
import { VaeError, type VaeErrorCode } from './errors.js';

/** A float array in memory, in C order. */
export interface FloatData {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

/** @throws VaeError `code` unless floats, as many as the shape says */
export function checkFloats(code: VaeErrorCode, op: string, what: string, array: Tensor | FloatData): void {
  const refusal = (message: string) => new VaeError(code, op, `${what} must ${message}`);
  if (isTensor(array)) {
    if (!isFloat(array.dtype)) throw refusal(`be floats; got ${array.dtype}`);
    return;
  }
  const { data, shape } = (array ?? {}) as Partial<FloatData>;
  if (!(data instanceof Float32Array) || !Array.isArray(shape)) {
    throw refusal('be a Tensor or { data: Float32Array, shape }; got something else');
  }
  const natural = shape.every((side) => Number.isSafeInteger(side) && side >= 0);
  const size = shape.reduce((product: number, side: number) => product * side, 1);
  if (!natural || size !== data.length) {
    throw refusal(`have as many elements as its shape says; got ${data.length} for [${shape.join(', ')}]`);
  }
}

type Some = Tensor | FloatData | (() => Tensor);

/** Two arrays as tensors of the caller's own on a backend, taken at once; null for null. On failure neither stays. */
export async function takeOn(
  backend: Backend,
  first: Some,
  second: Some | null,
): Promise<[Tensor, Tensor | null]> {
  const take = async (array: Some): Promise<Tensor> => {
    if (typeof array === 'function') return array();
    return isTensor(array) ? array.to(backend) : tensor(array.data, { shape: array.shape, backend });
  };
  const [one, other] = await Promise.allSettled([take(first), second === null ? null : take(second)]);
  if (one.status === 'fulfilled' && other.status === 'fulfilled') return [one.value, other.value];
  for (const taken of [one, other]) if (taken.status === 'fulfilled') taken.value?.dispose();
  throw (one.status === 'rejected' ? one : (other as PromiseRejectedResult)).reason;
}
