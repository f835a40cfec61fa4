import type { StripeGraph } from '../stripes/graph.js';
import { type BatchOptions, type BatchPlanResult, planBatch } from '../stripes/index.js';
import { freeBytes } from './free.js';

/** Of what is free, kept back. */
const keptBack = 1 / 5;
/** What a backend may keep beside a run that nothing bounds. */
const undividedCacheBytes = 2 ** 30;

/** A plan, or the smallest bound that would do; and the bound that was kept to, null where there was none. */
export type MemoryPlan = BatchPlanResult & { readonly boundBytes: number | null };

/**
 * As `planBatch`; where no bound is given, undivided if that fits in what this process has free, else within that.
 * `free`: null where nobody can say, then undivided.
 */
export function planInMemory(
  graph: StripeGraph,
  options: BatchOptions,
  free: number | null = freeBytes(),
): MemoryPlan {
  const within = (boundBytes: number): MemoryPlan => ({
    ...planBatch(graph, { ...options, boundBytes }),
    boundBytes,
  });
  if (options.boundBytes !== undefined) return within(options.boundBytes);
  const whole = { ...planBatch(graph, options), boundBytes: null };
  if (whole.plan === null || free === null) return whole;
  const usable = Math.floor(free * (1 - keptBack));
  const { peakBytes, reservedBytes } = whole.plan;
  const caches = Math.min(peakBytes, undividedCacheBytes);
  return peakBytes + caches + reservedBytes <= usable ? whole : within(usable);
}
