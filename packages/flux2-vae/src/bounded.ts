import { type BatchOptions, type BatchPlan, planBatch, planInMemory, type StripeGraph } from '@x/nn';
import { itemSize } from '@x/tensor';
import type { AutoencoderKLFlux2 } from './autoencoder.js';
import { VaeError } from './errors.js';
import { freeBytes } from './free-memory.js';
import type { decodeGraph } from './graphs.js';
import { formatBytes, requireMemory } from './memory.js';
import type { RunOptions } from './run.js';
import type { Tiling } from './tiling.js';

/** A batch of images of one size through a network, one after the other. */
export interface Work extends Omit<BatchOptions, 'boundBytes'> {
  /** For one image. */
  readonly graph: StripeGraph;
}

/** The works of a model's network, for pictures of any size. */
export function worksOf(
  vae: AutoencoderKLFlux2,
  graphOf: typeof decodeGraph,
  { precision = vae.precision }: Pick<RunOptions, 'precision'>,
): (rows: number, columns: number, count: number) => Work {
  const { backend, dtype } = vae;
  return (rows, columns, batch) => {
    return { graph: graphOf(vae, [1, rows, columns], { dtype }), batch, backend, dtype, precision };
  };
}

/** The plain way, as a plan. */
export const wholePlan = ({ graph, ...work }: Work): BatchPlan => planBatch(graph, work).plan!;

/**
 * The cheapest plan within a bound.
 *
 * @throws VaeError `memory`, naming the smallest bound that would do
 */
export const boundedPlan = (op: string, work: Work, boundBytes: number): BatchPlan =>
  choosePlan(op, work, { tiling: 'auto', boundBytes });

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
  const { graph, ...batch } = work;
  const options = boundBytes === null ? batch : { ...batch, boundBytes };
  const found = planInMemory(graph, options, tiling === 'off' ? null : free);
  if (found.plan === null) {
    const given = found.boundBytes ?? 0;
    throw new VaeError(
      'memory',
      op,
      `the memory for ${sizeText(work)} must be ${formatBytes(found.smallestBytes)} or more; ` +
        `got ${formatBytes(given)}`,
      { details: { boundBytes: given, smallestBytes: found.smallestBytes } },
    );
  }
  if (!found.plan.isBounded) requireRoom(op, work, found.plan);
  return found.plan;
}

/** @throws VaeError `memory` where a plan's images can't fit in memory, to say nothing of kernels' */
export function requireRoom(op: string, work: Work, { imageBytes }: BatchPlan): void {
  const { height, width, channels } = work.graph.output;
  const results = work.batch * height * width * channels * itemSize.float32;
  // Those of a batch are joined at the end.
  const bytes = Math.max(imageBytes + results, work.batch > 1 ? 2 * results : 0);
  requireMemory(op, `${sizeText(work)} px`, bytes);
}

/** By the picture, which is the larger end. */
function sizeText({ graph: { input, output }, batch }: Work): string {
  const { height, width } = output.height > input.height ? output : input;
  return `${batch} × ${width}×${height}`;
}
