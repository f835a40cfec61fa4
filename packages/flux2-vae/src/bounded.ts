import { backendWorkspaces, planStripes, runStripes, type StripeGraph, type StripePlan } from '@x/nn';
import { type Backend, concat, type DType, itemSize, type Precision, slice, type Tensor } from '@x/tensor';
import { VaeError } from './errors.js';
import { freeBytes } from './free-memory.js';
import { formatBytes } from './memory.js';
import type { RunOptions } from './run.js';
import type { Tiling } from './tiling.js';

/** Of JavaScript's heap and allocators, while stripes come and go. */
const processBytes = 24 * 2 ** 20;
/** Of what is free, kept back where no bound was given. */
const keptBack = 1 / 5;
/** What a backend may keep beside a run that nothing bounds. */
const undividedCacheBytes = 2 ** 30;

/** A batch of images of one size through a network, one after the other. */
export interface Work {
  /** For one image. */
  readonly graph: StripeGraph;
  readonly batch: number;
  readonly backend: Backend;
  readonly dtype: DType;
  /** Default `highest`. */
  readonly precision?: Precision | undefined;
}

/** Bytes beside the plan's own: of the whole batch at both ends, of the process. */
function reservedBytes({ graph, batch, dtype }: Work): { during: number; atEnd: number } {
  const { input, images } = graph;
  const output = images.at(-1)!;
  const latents = batch * input.height * input.width * input.channels * (itemSize.float32 + itemSize[dtype]);
  const size = output.height * output.width * output.channels;
  const result = size * itemSize.float32;
  return {
    during: latents + (batch - 1) * result + processBytes,
    // The last result in stripes, turned, and joined; then all results joined.
    atEnd:
      latents +
      processBytes +
      Math.max((batch + 1) * result + size * itemSize[dtype], (batch > 1 ? 2 : 1) * batch * result),
  };
}

const planWithin = (work: Work, boundBytes: number) =>
  planStripes(work.graph, {
    boundBytes: boundBytes - reservedBytes(work).during,
    itemBytes: itemSize[work.dtype],
    workspaces: backendWorkspaces(work.backend, work.dtype, work.precision),
  });

/**
 * The cheapest plan within a bound.
 *
 * @throws VaeError `memory`, naming the smallest bound that would do
 */
export function boundedPlan(op: string, work: Work, boundBytes: number): StripePlan {
  const { during, atEnd } = reservedBytes(work);
  const { height, width } = work.graph.images.at(-1)!;
  const { plan, smallestBytes } = planWithin(work, atEnd > boundBytes ? 0 : boundBytes);
  if (plan !== null) return plan;
  const smallest = Math.ceil(Math.max((smallestBytes ?? 0) + during, atEnd));
  throw new VaeError(
    'memory',
    op,
    `the memory for ${work.batch} × ${width}×${height} must be ${formatBytes(smallest)} or more; ` +
      `got ${formatBytes(boundBytes)}`,
    { details: { boundBytes, smallestBytes: smallest } },
  );
}

/** The plain way, as a plan. */
export const wholePlan = (work: Work): StripePlan => planWithin(work, Number.MAX_SAFE_INTEGER).plan!;

/** Null: undivided, which fits in what is free or has to; else a plan within what is free, or within the bound. */
export function choosePlan(
  op: string,
  work: Work,
  { tiling, boundBytes }: { tiling: Tiling; boundBytes: number | null },
  free = freeBytes(),
): StripePlan | null {
  if (boundBytes !== null) return boundedPlan(op, work, boundBytes);
  if (tiling === 'off' || free === null) return null;
  const usable = Math.floor(free * (1 - keptBack));
  if (reservedBytes(work).atEnd <= usable) {
    const { peakBytes } = wholePlan(work);
    const needed = peakBytes + Math.min(peakBytes, undividedCacheBytes);
    if (needed + reservedBytes(work).during <= usable) return null;
  }
  return boundedPlan(op, work, usable);
}

/**
 * Runs a plan over each image of `x [B,H,W,C]`; `finish` turns stripes `[1,rows,W,C]` of the result into what is
 * wanted, whose rows are on `rowAxis`.
 */
export async function runPlan(
  plan: StripePlan,
  x: Tensor,
  { finish, rowAxis }: { finish: (stripe: Tensor) => Tensor; rowAxis: number },
  { signal, precision, onProgress }: RunOptions,
): Promise<Tensor> {
  const [batch] = x.shape as [number];
  const total = plan.work * batch;
  let done = 0;
  onProgress?.({ done, total, stage: 'start' });
  const results: Tensor[] = [];
  try {
    for (let i = 0; i < batch; i++) {
      signal?.throwIfAborted();
      const stripes = await runStripes(plan, slice(x, [[i, i + 1]]), {
        signal,
        precision,
        onWork(work, stage) {
          done += work;
          onProgress?.({ done, total, stage });
        },
      });
      results.push(
        await joined(
          stripes.map(({ array }) => array),
          finish,
          rowAxis,
        ),
      );
    }
    return batch === 1 ? results.pop()! : concat(results);
  } finally {
    for (const result of results) result.dispose();
  }
}

/** Disposes the stripes. */
async function joined(
  stripes: Tensor[],
  finish: (stripe: Tensor) => Tensor,
  rowAxis: number,
): Promise<Tensor> {
  const finished: Tensor[] = [];
  try {
    for (const stripe of stripes) {
      const part = finish(stripe);
      finished.push(part);
      stripe.dispose();
      await part.ready();
    }
    return finished.length === 1 ? finished.pop()! : concat(finished, rowAxis);
  } finally {
    for (const tensor of [...finished, ...stripes]) tensor.dispose();
  }
}
