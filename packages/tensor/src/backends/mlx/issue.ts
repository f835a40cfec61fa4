/** Handing ops to the addon: what the driver's files share. */
import type { ArrayRef, ArraySpec, Handle } from '../../backend.js';
import { dtypes } from '../../dtype.js';
import { TensorError, type TensorErrorCode } from '../../errors.js';
import { type Addon, kernelNumber, type NativeBackend, type NativeFailure } from './addon.js';

export interface Session {
  readonly addon: Addon;
  readonly backend: NativeBackend;
}

export interface Issued {
  readonly op: string;
  readonly inputs: readonly (ArrayRef | null)[];
  /** In the order the kernel in native/mlx/ops says. */
  readonly numbers?: readonly number[];
  readonly out: ArraySpec;
  /** Multiply-adds, roughly; default one an element of the result. */
  readonly work?: number;
}

export const elements = (shape: readonly number[]): number => shape.reduce((count, side) => count * side, 1);

export const dtypeNumber = (spec: ArraySpec): number => dtypes.indexOf(spec.dtype);

export function issue({ addon, backend }: Session, { op, inputs, numbers = [], out, work }: Issued): Handle {
  return addon.run(
    backend,
    kernelNumber(op),
    inputs.map((input) => input?.handle ?? null),
    numbers,
    out.shape,
    dtypeNumber(out),
    Math.min(work ?? elements(out.shape), Number.MAX_SAFE_INTEGER),
  );
}

const toTensorError = ({ code, op, message }: NativeFailure): TensorError =>
  new TensorError(code as TensorErrorCode, op, message);

/** A promise settled by one of the addon's callbacks. */
export function settled<T>(start: (settle: (failure: NativeFailure | null) => void) => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const value = start((failure) => (failure ? reject(toTensorError(failure)) : resolve(value)));
  });
}
