/** From checked tensors to the driver and back. Every op ends here. */
import type { ArrayRef, ArraySpec, BackendDriver, Handle } from '../backend.js';
import { type Backend, driverOf } from '../backends/backend.js';
import type { DType } from '../dtype.js';
import { checkShape, fail } from '../shape/check.js';
import { fromHandle, refOf, type Tensor } from '../tensor.js';

export type Refs<T extends readonly Tensor[]> = { readonly [K in keyof T]: ArrayRef };

/** The one backend of these tensors, which are alive and whose backend is open. */
export function commonBackend(op: string, tensors: readonly Tensor[]): Backend {
  const { backend } = tensors[0]!;
  for (const tensor of tensors) {
    refOf(op, tensor);
    if (tensor.backend === backend) continue;
    const [a, b] = [backend.name, tensor.backend.name];
    const got = a === b ? `two backends named '${a}'` : `'${a}' and '${b}'`;
    fail('backend-mismatch', op, `tensors must be on one backend; got ${got} (use await t.to(backend))`, {
      backends: [a, b],
    });
  }
  driverOf(backend, op);
  return backend;
}

export function commonDType(op: string, tensors: readonly Tensor[]): DType {
  const { dtype } = tensors[0]!;
  for (const tensor of tensors) {
    if (tensor.dtype !== dtype) {
      fail('dtype', op, `tensors must have one dtype; got ${dtype} and ${tensor.dtype} (use astype)`, {
        dtypes: [dtype, tensor.dtype],
      });
    }
  }
  return dtype;
}

/** Calls the driver with the tensors' handles and wraps its result. */
export function dispatch<const T extends readonly Tensor[]>(
  op: string,
  tensors: T,
  out: ArraySpec,
  call: (driver: BackendDriver, refs: Refs<T>, out: ArraySpec) => Handle,
): Tensor {
  const backend = commonBackend(op, tensors);
  const spec = { shape: checkShape(op, out.shape, out.dtype), dtype: out.dtype };
  const refs = tensors.map((tensor) => refOf(op, tensor)) as unknown as Refs<T>;
  return fromHandle(backend, call(driverOf(backend, op), refs, spec), spec);
}
