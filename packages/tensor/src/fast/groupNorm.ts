import type { Activation } from '../backend.js';
import { add, divide, multiply, subtract } from '../ops/binary.js';
import { astype } from '../ops/cast.js';
import { slice } from '../ops/indexing.js';
import { reshape } from '../ops/movement.js';
import { sqrt } from '../ops/unary.js';
import { tidy } from '../scope.js';
import { checkInteger, checkOptions, fail, shapeText } from '../shape/check.js';
import { checkGroups, checkStatistics, checkVector } from '../shape/norm.js';
import { checkTensor, refOf, type Tensor } from '../tensor.js';
import { activate } from './activation.js';
import { checkActivation, checkEps, checkFloats, checkOptionalTensor } from './arguments.js';
import { fusedOr, refOrNull } from './fused.js';
import { grouped, groupStatistics } from './groupStatistics.js';

/** A group norm over given statistics. */
export interface Normalization {
  readonly statistics: Tensor;
  readonly eps: number;
  readonly weight: Tensor | null;
  readonly bias: Tensor | null;
}

/** `(x - mean) / sqrt(variance + eps) · weight + bias`, in float32. */
export function normalize(x: Tensor, { statistics, eps, weight, bias }: Normalization): Tensor {
  return tidy(() => {
    const [batch, groups] = statistics.shape as [number, number];
    const part = (index: number) =>
      reshape(slice(statistics, [null, null, [index, index + 1]]), [batch, 1, groups, 1]);
    const centred = subtract(grouped(astype(x, 'float32'), groups), part(0));
    const scaled = divide(centred, sqrt(add(part(1), eps)));
    let result = reshape(scaled, x.shape);
    if (weight) result = multiply(result, astype(weight, 'float32'));
    if (bias) result = add(result, astype(bias, 'float32'));
    return result;
  });
}

export function groupNormComposition(x: Tensor, norm: Normalization, activation: Activation | null): Tensor {
  return tidy(() => {
    const normal = normalize(x, norm);
    return astype(activation ? activate(normal, activation) : normal, x.dtype);
  });
}

export interface GroupNormOptions {
  /** Channels must divide by it. May be left out where `statistics` are given. */
  readonly groups?: number | undefined;
  /** Added to the variance; default 1e-5. */
  readonly eps?: number | undefined;
  /** `[C]`, dtype of `x`. */
  readonly weight?: Tensor | null | undefined;
  /** `[C]`, dtype of `x`. */
  readonly bias?: Tensor | null | undefined;
  /** Float32 `[B, groups, 2]`, as `groupStatistics` returns them; default those of `x`. */
  readonly statistics?: Tensor | null | undefined;
}

/** The checked norm options; `statistics` are still null where they must be taken of `x`. */
export function checkGroupNorm(op: string, x: Tensor, options: GroupNormOptions) {
  const eps = checkEps(op, options.eps ?? 1e-5);
  const weight = checkOptionalTensor(op, 'weight', options.weight);
  const bias = checkOptionalTensor(op, 'bias', options.bias);
  const statistics = checkOptionalTensor(op, 'statistics', options.statistics);
  checkFloats(op, [x, weight, bias]);
  if (statistics) {
    if (statistics.dtype !== 'float32')
      fail('dtype', op, `statistics must be float32; got ${statistics.dtype}`);
    checkFloats(op, [statistics]);
    checkStatistics(op, statistics.shape, x.shape[0] ?? 0);
  }
  const groups = checkInteger(op, 'groups', options.groups ?? statistics?.shape[1], 1);
  if (statistics && statistics.shape[1] !== groups) {
    fail('shape', op, `statistics must be of ${groups} groups; got ${shapeText(statistics.shape)}`);
  }
  const channels = checkGroups(op, x.shape, groups);
  if (weight) checkVector(op, 'weight', weight.shape, channels);
  if (bias) checkVector(op, 'bias', bias.shape, channels);
  return { eps, weight, bias, statistics, groups };
}

/**
 * `activation((x - mean) / sqrt(variance + eps) · weight + bias)` for `x [B,…,C]`, mean and biased variance of
 * each group of channels over all positions; floats, reckoned in float32. Wu and He 2018.
 */
export function groupNorm(
  x: Tensor,
  options: GroupNormOptions & { readonly activation?: Activation | null | undefined },
): Tensor {
  checkTensor('groupNorm', 'x', x);
  const given = checkOptions('groupNorm', options);
  const activation = checkActivation('groupNorm', 'activation', given.activation);
  const { groups, ...norm } = checkGroupNorm('groupNorm', x, given);
  return tidy(() => {
    const statistics = norm.statistics ?? groupStatistics(x, groups);
    const tensors = [x, norm.weight, norm.bias, statistics].filter((tensor) => tensor !== null);
    const args = {
      x: refOf('groupNorm', x),
      statistics: refOf('groupNorm', statistics),
      eps: norm.eps,
      weight: refOrNull('groupNorm', norm.weight),
      bias: refOrNull('groupNorm', norm.bias),
      activation,
      out: { shape: x.shape, dtype: x.dtype },
    };
    return fusedOr(
      'groupNorm',
      tensors,
      (driver) => driver.fast?.groupNorm,
      args,
      () => groupNormComposition(x, { ...norm, statistics }, activation),
    );
  });
}
