import { type Precision, type Tensor, TensorError } from '@x/tensor';
import type { StripePlan } from './plan.js';
import type { Piece } from './rows.js';
import { type Held, runStep } from './step.js';
import { TensorMachine } from './tensors.js';

export interface RunStripesOptions {
  /** Stops the work, within ops where the backend can; the run rejects with its `reason`. */
  readonly signal?: AbortSignal | undefined;
  /** Of convolutions, projections and attention. Default `highest`. */
  readonly precision?: Precision | undefined;
  /** After each op: multiply-adds that it did, of the plan's `work`, and the image that it worked on. */
  readonly onWork?: ((work: number, image: string) => void) | undefined;
}

/**
 * Computes a plan's graph from `input`, which it disposes as soon as it has been read. The result's rows come as the
 * stripes that they were computed in, top to bottom, and are the caller's own.
 */
export async function runStripes(
  plan: StripePlan,
  input: Tensor,
  options: RunStripesOptions = {},
): Promise<Piece<Tensor>[]> {
  const { signal, precision, onWork } = options;
  const { backend } = input;
  const machine = new TensorMachine();
  const [batch, height] = input.shape as [number, number];
  const groups = plan.steps[0]!.entry.statisticsGroups;
  let held: Held<Tensor> = { pieces: [{ from: 0, to: height, array: machine.own(input) }], statistics: null };
  let restore = () => {};
  const job = backend.job({ precision });
  const abort = () => job.cancel(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    signal?.throwIfAborted();
    if (groups !== null) held = { ...held, statistics: machine.groupStatistics(input, groups) };
    for (const step of plan.steps) {
      backend.emptyCaches(); // the weights of the step before
      const limits = { weights: step.weightCacheBytes, buffers: step.bufferCacheBytes };
      const next = backend.limitCaches(limits);
      restore();
      restore = next;
      const run = runStep(step, held, machine);
      const issue = () => job.run(() => run.next());
      let at = issue();
      for (; !at.done; at = issue()) {
        const { array, work, image } = at.value;
        // What is issued ahead would hold its arguments.
        await array.ready();
        signal?.throwIfAborted();
        onWork?.(work * batch, image);
      }
      held = at.value;
    }
    const pieces = held.pieces.map(({ array, ...rows }) => ({ ...rows, array: machine.release(array) }));
    return pieces;
  } catch (error) {
    if (error instanceof TensorError && error.code === 'aborted') signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
    job.dispose();
    machine.dispose();
    restore();
  }
}
