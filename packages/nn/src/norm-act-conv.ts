import { convBlock, type Padding2d, type Precision, type Tensor, tidy } from '@x/tensor';
import { NnError } from './errors.js';
import { ActivationLayer } from './layers/activation.js';
import type { Conv2d } from './layers/conv2d.js';
import type { GroupNorm } from './layers/group-norm.js';
import type { Layer } from './module.js';

export interface NormActConvOptions {
  readonly norm?: GroupNorm | null;
  readonly activation?: Layer | null;
  readonly conv: Conv2d;
  /** Nearest-neighbour enlargement before the convolution. Default 1. */
  readonly upsample?: 1 | 2;
  /** Default: the convolution's own. A part of an image has zeros only where the image ends. */
  readonly padding?: Padding2d;
  /** Added to the convolution's result. */
  readonly residual?: Tensor | null;
  readonly outputActivation?: ActivationLayer | null;
  /** Group statistics of `x` for `norm`, float32 `[B, numGroups, 2]`. Default: computed. */
  readonly statistics?: Tensor | null;
  /** Groups to take statistics of the result over, for the norm that reads it. Default: none are taken. */
  readonly outputStatisticsGroups?: number | null;
  /** Of its products, where less than the job's will do. Default: the job's. */
  readonly precision?: Precision | undefined;
}

/** An activation with the group statistics that the next norm needs, where they are known. */
export interface WithStatistics {
  readonly output: Tensor;
  readonly statistics: Tensor | null;
}

/**
 * `outputActivation(conv(upsample(activation(norm(x)))) + residual)` of `[B,H,W,C]`, in one fused op where the
 * backend has it. The same as calling the layers one after the other.
 */
export function normActConv(x: Tensor, options: NormActConvOptions): WithStatistics {
  const { norm = null, activation = null, conv, upsample = 1, statistics = null } = options;
  if (norm === null && statistics !== null) {
    throw new NnError('argument', 'normActConv', 'statistics must come with a norm; got none');
  }
  if (activation !== null && !(activation instanceof ActivationLayer)) {
    return tidy(() => {
      const activated = activation.forward(norm ? norm.forward(x, { statistics }) : x);
      return normActConv(activated, { ...options, norm: null, activation: null, statistics: null });
    });
  }
  return convBlock(x, {
    weight: conv.weight.value,
    norm: norm && {
      groups: norm.numGroups,
      eps: norm.eps,
      weight: norm.weight?.value ?? null,
      bias: norm.bias?.value ?? null,
      statistics,
    },
    activation: activation?.activation ?? null,
    upsample,
    bias: conv.bias?.value ?? null,
    stride: conv.stride,
    padding: options.padding ?? conv.padding,
    dilation: conv.dilation,
    groups: conv.groups,
    residual: options.residual ?? null,
    outputActivation: options.outputActivation?.activation ?? null,
    statisticsGroups: options.outputStatisticsGroups ?? null,
    precision: options.precision,
  });
}
