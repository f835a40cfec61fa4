import { type BatchOptions, type BatchPlan, planBatch, type StripeGraph } from '@x/nn';
import { itemSize } from '@x/tensor';
import { VaeError } from './errors.js';
import { freeBytes } from './free-memory.js';
import { formatBytes, requireMemory } from './memory.js';
import type { Tiling } from './tiling.js';

/** Of what is free, kept back where no bound was given. */
const keptBack = 1 / 5;
/** What a backend may keep beside a run that nothing bounds. */
const undividedCacheBytes = 2 ** 30;

/** A batch of images of one size through a network, one after the other. */
export interface Work extends Omit<BatchOptions, 'boundBytes'> {
  /** For one image. */
  readonly graph: StripeGraph;
}

/**
 * The cheapest plan within a bound.
 *
 * @throws VaeError `memory`, naming the smallest bound that would do
 */
export function boundedPlan(op: string, { graph, ...work }: Work, boundBytes: number): BatchPlan {
  const { plan, smallestBytes } = planBatch(graph, { ...work, boundBytes });
  if (plan !== null) return plan;
  throw new VaeError(
    'memory',
    op,
    `the memory for ${pictureText(graph, work)} must be ${formatBytes(smallestBytes)} or more; ` +
      `got ${formatBytes(boundBytes)}`,
    { details: { boundBytes, smallestBytes } },
  );
}

/** The plain way, as a plan. */
export const wholePlan = ({ graph, ...work }: Work): BatchPlan => planBatch(graph, work).plan!;

/**
 * Undivided where that fits in what is free or has to; else within what is free, or within the bound.
 *
 * @throws VaeError `memory` where no plan fits
 */
export function choosePlan(
  op: string,
  work: Work,
  { tiling, boundBytes }: { tiling: Tiling; boundBytes: number | null },
  free = freeBytes(),
): BatchPlan {
  if (boundBytes !== null) return boundedPlan(op, work, boundBytes);
  const whole = wholePlan(work);
  if (tiling === 'auto' && free !== null) {
    const usable = Math.floor(free * (1 - keptBack));
    const { peakBytes } = whole;
    const caches = Math.min(peakBytes, undividedCacheBytes);
    if (peakBytes + caches + whole.reservedBytes > usable) return boundedPlan(op, work, usable);
  }
  requireRoom(op, work, whole);
  return whole;
}

/** @throws VaeError `memory` where a plan's images can't fit in memory, to say nothing of kernels' */
export function requireRoom(op: string, { graph, ...work }: Work, { imageBytes }: BatchPlan): void {
  const { height, width, channels } = graph.output;
  const results = work.batch * height * width * channels * itemSize.float32;
  // Those of a batch are joined at the end.
  const bytes = Math.max(imageBytes + results, work.batch > 1 ? 2 * results : 0);
  requireMemory(op, `${pictureText(graph, work)} px`, bytes);
}

const pictureText = ({ input, output }: StripeGraph, { batch }: { readonly batch: number }): string => {
  const { height, width } = output.height > input.height ? output : input;
  return `${batch} × ${width}×${height}`;
};
