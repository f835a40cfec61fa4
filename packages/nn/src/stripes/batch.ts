import { type CacheLimits, concat, itemSize, slice, type Tensor } from '@x/tensor';
import { NnError } from '../errors.js';
import type { RunOptions } from '../run-options.js';
import type { StripeGraph } from './graph.js';
import { type JoinOptions, joinStripes } from './join.js';
import { type PlanOptions, planStripes, type StripePlan } from './plan.js';
import { runStripes } from './run.js';

/** Of JavaScript's heap and allocators, while stripes come and go. */
const processBytes = 24 * 2 ** 20;

export interface BatchOptions extends PlanOptions {
  /** Images, one after the other. */
  readonly batch: number;
}

/** A plan for each image of a batch. */
export interface BatchPlan extends StripePlan {
  /** Beside the plan's own, while it runs: inputs, results, the process's own. */
  readonly reservedBytes: number;
  /** What the backend may keep for speed while results are finished and joined. */
  readonly cachesAtEnd: CacheLimits;
}

/** As `PlanResult`. */
export type BatchPlanResult =
  | { readonly plan: BatchPlan; readonly smallestBytes: null }
  | { readonly plan: null; readonly smallestBytes: number };

/**
 * As `planStripes`, for a batch of images of one size; the bound holds the inputs in float32 and in `dtype`, the
 * results in float32, and what the process needs beside. `graph` is for one image.
 */
export function planBatch(graph: StripeGraph, options: BatchOptions): BatchPlanResult {
  if (graph.batch !== 1) {
    throw new NnError('argument', 'planBatch', `the graph must be for one image; got ${graph.batch}`);
  }
  const { boundBytes = Number.POSITIVE_INFINITY } = options;
  const { during, atEnd } = reservedBytes(graph, options);
  const fits = atEnd <= boundBytes;
  const { plan, smallestBytes } = planStripes(graph, {
    ...options,
    boundBytes: fits ? Math.max(0, boundBytes - during) : 0,
  });
  if (plan === null) return { plan: null, smallestBytes: Math.ceil(Math.max(smallestBytes + during, atEnd)) };
  const half = (boundBytes - atEnd) / 2;
  const cachesAtEnd = { buffers: half, weights: half };
  return {
    plan: { ...plan, reservedBytes: Math.max(during, atEnd - plan.peakBytes), cachesAtEnd },
    smallestBytes: null,
  };
}

/** Bytes beside the plan's own. */
function reservedBytes(
  { input, output }: StripeGraph,
  { batch, dtype }: BatchOptions,
): { during: number; atEnd: number } {
  const inputs = batch * input.height * input.width * input.channels * (itemSize.float32 + itemSize[dtype]);
  const size = output.height * output.width * output.channels;
  const result = size * itemSize.float32;
  return {
    during: inputs + (batch - 1) * result + processBytes,
    // The last result in stripes, turned, and joined; then all results joined.
    atEnd:
      inputs +
      processBytes +
      Math.max((batch + 1) * result + size * itemSize[dtype], (batch > 1 ? 2 : 1) * batch * result),
  };
}

/**
 * Runs a plan over each image of `x [B,H,W,C]`, which stays the caller's, and joins the results, each of which
 * `finish` has made from the stripes `[1,rows,W,C]`.
 *
 * @throws NnError `shape`; the signal's reason; TensorError where the work fails
 */
export async function runBatch(
  plan: BatchPlan,
  x: Tensor,
  { finish, rowAxis, signal, onProgress }: JoinOptions & RunOptions = {},
): Promise<Tensor> {
  const batch = x.shape[0]!;
  const total = plan.work * batch;
  const ends = { ...(finish && { finish }), ...(rowAxis !== undefined && { rowAxis }) };
  const results: Tensor[] = [];
  const restore = plan.isBounded ? x.backend.limitCaches(plan.cachesAtEnd) : () => {};
  onProgress?.({ done: 0, total, stage: 'start' });
  try {
    for (let i = 0; i < batch; i++) {
      signal?.throwIfAborted();
      const before = i * plan.work;
      const stripes = await runStripes(plan, slice(x, [[i, i + 1]]), {
        signal,
        onProgress: onProgress && (({ done, stage }) => onProgress({ done: before + done, total, stage })),
      });
      results.push(await joinStripes(stripes, ends));
    }
    return batch === 1 ? results.pop()! : concat(results);
  } finally {
    for (const result of results) result.dispose();
    restore();
  }
}
