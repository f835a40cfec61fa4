import type { RelativeCosts } from '@x/tensor';
import type { AttentionSource, ConvSource } from './graph.js';

/** Where an op of every kind takes the same time for a multiply-add. */
export const equalCosts: RelativeCosts = { enlargedConv: 1, pointwise: 1, attention: 1 };

/** Of `positions` pixels of a convolution's result, in multiply-adds of a plain 3×3 one; whole, so that sums are exact. */
export function convWork({ layers }: ConvSource, positions: number, costs: RelativeCosts): number {
  const { conv, upsample = 1 } = layers;
  const isPointwise = conv.kernelSize[0] * conv.kernelSize[1] === 1;
  const cost = isPointwise ? costs.pointwise : upsample === 2 ? costs.enlargedConv : 1;
  return Math.round(positions * conv.weight.size * cost);
}

/** As `convWork`, of the queries, keys or values of some positions; of the output projection for `to_q`. */
export function projectionWork(
  { attention, x }: AttentionSource,
  which: 'to_q' | 'to_k' | 'to_v',
  positions: number,
  costs: RelativeCosts,
): number {
  return Math.round(positions * x.channels * attention[which].outFeatures * costs.pointwise);
}

/** As `convWork`, of the attention of `queries` positions over `keys` ones. */
export function scoresWork(
  { attention }: AttentionSource,
  queries: number,
  keys: number,
  costs: RelativeCosts,
): number {
  return Math.round(2 * queries * keys * attention.to_q.outFeatures * costs.attention);
}
