/** How every op of this folder chooses between the driver's own kernel and the composition beside it. */
import type { ArraySpec, BackendDriver, FastOp } from '../backend.js';
import { type Backend, driverOf } from '../backends/backend.js';
import { commonBackend } from '../ops/dispatch.js';
import { fromHandle, refOf, type Tensor } from '../tensor.js';

/** What was chosen, and why the composition was. */
export interface FastDecision {
  readonly op: string;
  readonly backend: Backend;
  readonly fused: boolean;
  readonly reason: string | null;
}

const watchers = new Set<(decision: FastDecision) => void>();

/** Tells `watch` of every choice until the returned function is called. For tests and for finding slow paths. */
export function watchFastDecisions(watch: (decision: FastDecision) => void): () => void {
  watchers.add(watch);
  return () => watchers.delete(watch);
}

/** The driver's result, or undefined when the composition must run. */
export function tryFused<Args, Result>(
  op: string,
  backend: Backend,
  fast: FastOp<Args, Result> | undefined,
  args: Args,
): Result | undefined {
  const answer = fast ? fast.accepts(args) : `the driver has no ${op}`;
  const fused = answer === true;
  for (const watch of watchers) watch({ op, backend, fused, reason: fused ? null : answer });
  return fused ? fast!.run(args) : undefined;
}

/** For an op with one result. */
export function fusedOr<Args extends { readonly out: ArraySpec }>(
  op: string,
  tensors: readonly Tensor[],
  pick: (driver: BackendDriver) => FastOp<Args> | undefined,
  args: Args,
  composition: () => Tensor,
): Tensor {
  const backend = commonBackend(op, tensors);
  const handle = tryFused(op, backend, pick(driverOf(backend, op)), args);
  return handle === undefined ? composition() : fromHandle(backend, handle, args.out);
}

export const refOrNull = (op: string, tensor: Tensor | null | undefined) =>
  tensor ? refOf(op, tensor) : null;
