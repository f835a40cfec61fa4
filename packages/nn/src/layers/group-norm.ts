import { groupNorm, type Tensor } from '@x/tensor';
import { requireChannels, requireCounts, requireDivides, requireEps } from '../checks.js';
import { Layer } from '../module.js';
import { Parameter } from '../parameter.js';

export interface GroupNormOptions {
  readonly numGroups: number;
  readonly numChannels: number;
  /** Default 1e-5. */
  readonly eps?: number;
  /** Default true. */
  readonly affine?: boolean;
}

/** Normalises `[B, …, C]` over each group of channels and all positions. Wu and He, 2018. */
export class GroupNorm extends Layer {
  readonly numGroups: number;
  readonly numChannels: number;
  readonly eps: number;
  readonly weight: Parameter | null;
  readonly bias: Parameter | null;

  constructor({ numGroups, numChannels, eps = 1e-5, affine = true }: GroupNormOptions) {
    super();
    requireCounts('GroupNorm', { numGroups, numChannels });
    requireDivides('GroupNorm', ['numGroups', numGroups], ['numChannels', numChannels]);
    requireEps('GroupNorm', eps);
    this.numGroups = numGroups;
    this.numChannels = numChannels;
    this.eps = eps;
    this.weight = affine ? new Parameter([numChannels]) : null;
    this.bias = affine ? new Parameter([numChannels]) : null;
  }

  /** `statistics`: those of `x` where they are known already (float32 `[B, numGroups, 2]`). */
  forward(x: Tensor, options: { readonly statistics?: Tensor | null } = {}): Tensor {
    requireChannels('GroupNorm', x.shape, this.numChannels);
    return groupNorm(x, {
      groups: this.numGroups,
      eps: this.eps,
      weight: this.weight?.value ?? null,
      bias: this.bias?.value ?? null,
      statistics: options.statistics ?? null,
    });
  }
}
