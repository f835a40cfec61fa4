import { add, multiply, subtract } from '../ops/binary.js';
import { astype } from '../ops/cast.js';
import { commonBackend } from '../ops/dispatch.js';
import { slice, stack } from '../ops/indexing.js';
import { reshape } from '../ops/movement.js';
import { mean, variance } from '../ops/reduce.js';
import { square } from '../ops/unary.js';
import { tidy } from '../scope.js';
import { checkInteger, describe, fail, shapeText } from '../shape/check.js';
import { checkGroups, checkStatistics } from '../shape/norm.js';
import { checkTensor, refOf, type Tensor } from '../tensor.js';
import { checkFloats } from './arguments.js';
import { fusedOr } from './fused.js';

/** `[B,…,C]` as `[B, N, groups, C/groups]`. */
export function grouped(x: Tensor, groups: number): Tensor {
  const [batch, ...rest] = x.shape as [number, ...number[]];
  const channels = rest.pop()!;
  const positions = rest.reduce((count, side) => count * side, 1);
  return reshape(x, [batch, positions, groups, channels / groups]);
}

export function groupStatisticsComposition(x: Tensor, groups: number): Tensor {
  return tidy(() => {
    const parts = grouped(astype(x, 'float32'), groups);
    return stack([mean(parts, { axis: [1, 3] }), variance(parts, { axis: [1, 3] })], -1);
  });
}

/**
 * Mean and biased variance of each group of channels of `x [B,…,C]` over all positions: float32
 * `[B, groups, 2]`. Floats.
 */
export function groupStatistics(x: Tensor, groups: number): Tensor {
  checkTensor('groupStatistics', 'x', x);
  checkFloats('groupStatistics', [x]);
  checkInteger('groupStatistics', 'groups', groups, 1);
  checkGroups('groupStatistics', x.shape, groups);
  const out = { shape: [x.shape[0]!, groups, 2], dtype: 'float32' as const };
  const args = { x: refOf('groupStatistics', x), groups, out };
  return fusedOr(
    'groupStatistics',
    [x],
    (driver) => driver.fast?.groupStatistics,
    args,
    () => groupStatisticsComposition(x, groups),
  );
}

/**
 * The statistics of a whole from those of its parts, each `[B, groups, 2]`; `counts` are elements of each part, or
 * anything proportional (rows of stripes). `mean = Σ nᵢ meanᵢ / n`,
 * `variance = Σ nᵢ (varianceᵢ + (meanᵢ - mean)²) / n`. Chan, Golub and LeVeque 1979.
 */
export function combineGroupStatistics(parts: readonly Tensor[], counts: readonly number[]): Tensor {
  const op = 'combineGroupStatistics';
  if (!Array.isArray(parts) || parts.length === 0) {
    fail('argument', op, `parts must be an array of at least one Tensor; got ${describe(parts)}`);
  }
  const tensors = Array.from(parts as unknown[], (part, i) => checkTensor(op, `parts[${i}]`, part));
  commonBackend(op, tensors);
  const valid =
    Array.isArray(counts) &&
    counts.length === tensors.length &&
    Array.from(counts).every((count) => typeof count === 'number' && count > 0 && Number.isFinite(count));
  if (!valid) fail('argument', op, `counts must be one positive number a part; got ${describe(counts)}`);
  const first = tensors[0]!.shape;
  for (const part of tensors) {
    if (part.dtype !== 'float32') fail('dtype', op, `parts must be float32; got ${part.dtype}`);
    const groups = checkStatistics(op, part.shape, first[0] ?? 0);
    if (groups !== first[1]) {
      fail('shape', op, `parts must have one shape; got ${shapeText(first)} and ${shapeText(part.shape)}`);
    }
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  return tidy(() => {
    const means = tensors.map((part) => slice(part, [null, null, [0, 1]]));
    const weighted = (values: readonly Tensor[]) =>
      values.map((value, i) => multiply(value, counts[i]! / total)).reduce((sum, value) => add(sum, value));
    const mean = weighted(means);
    const spread = weighted(
      tensors.map((part, i) => add(slice(part, [null, null, [1, 2]]), square(subtract(means[i]!, mean)))),
    );
    return reshape(stack([mean, spread], -1), [...first]);
  });
}
