import { type Backend, isFloat, isTensor, type Tensor, tensor } from '@x/tensor';

/** A float array in memory, in C order. */
export interface FloatData {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

/** Why `array` is no array of floats, as many as its shape says, for a message that begins with `what`; null: it is one. */
export function wrongFloats(what: string, array: Tensor | FloatData): string | null {
  if (isTensor(array)) return isFloat(array.dtype) ? null : `${what} must be floats; got ${array.dtype}`;
  const { data, shape } = (array ?? {}) as Partial<FloatData>;
  if (!(data instanceof Float32Array) || !Array.isArray(shape)) {
    return `${what} must be a Tensor or { data: Float32Array, shape }; got something else`;
  }
  const natural = shape.every((side) => Number.isSafeInteger(side) && side >= 0);
  const size = shape.reduce((product: number, side: number) => product * side, 1);
  if (natural && size === data.length) return null;
  return `${what} must have as many elements as its shape says; got ${data.length} for [${shape.join(', ')}]`;
}

type Some = Tensor | FloatData | (() => Tensor);

/** Two arrays as tensors of the caller's own on a backend, taken at once; null for null. On failure neither stays. */
export async function takeOn(
  backend: Backend,
  first: Some,
  second: Some | null = null,
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
