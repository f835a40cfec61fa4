import { sqrt, type Tensor, tidy } from '@x/tensor';
import { requireChannels, requireCounts, requireEps } from '../checks.js';
import { Layer } from '../module.js';
import { Parameter } from '../parameter.js';

export interface BatchNorm2dOptions {
  readonly numFeatures: number;
  /** Default 1e-5. */
  readonly eps?: number;
  /** Default true. */
  readonly affine?: boolean;
}

/**
 * `(x - running_mean) / sqrt(running_var + eps) · weight + bias` over the last axis of `[B,H,W,C]`: inference, so by
 * the running statistics alone. They are held in float32 and computed with in it, whatever the input's type.
 * Ioffe and Szegedy, 2015.
 */
export class BatchNorm2d extends Layer {
  readonly numFeatures: number;
  readonly eps: number;
  readonly weight: Parameter | null;
  readonly bias: Parameter | null;
  readonly running_mean: Parameter;
  readonly running_var: Parameter;
  readonly num_batches_tracked = new Parameter([], { kind: 'int64', optional: true });

  constructor({ numFeatures, eps = 1e-5, affine = true }: BatchNorm2dOptions) {
    super();
    requireCounts('BatchNorm2d', { numFeatures });
    requireEps('BatchNorm2d', eps);
    this.numFeatures = numFeatures;
    this.eps = eps;
    const parameter = () => new Parameter([numFeatures], { dtype: 'float32' });
    this.weight = affine ? parameter() : null;
    this.bias = affine ? parameter() : null;
    this.running_mean = parameter();
    this.running_var = parameter();
  }

  forward(x: Tensor): Tensor {
    requireChannels('BatchNorm2d', x.shape, this.numFeatures);
    return tidy(() => {
      let y = x.astype('float32').subtract(this.running_mean.value).divide(this.#deviation());
      if (this.weight) y = y.multiply(this.weight.value);
      if (this.bias) y = y.add(this.bias.value);
      return y.astype(x.dtype);
    });
  }

  /** The inverse of `forward`. */
  denormalize(x: Tensor): Tensor {
    requireChannels('BatchNorm2d', x.shape, this.numFeatures);
    return tidy(() => {
      let y = x.astype('float32');
      if (this.bias) y = y.subtract(this.bias.value);
      if (this.weight) y = y.divide(this.weight.value);
      return y.multiply(this.#deviation()).add(this.running_mean.value).astype(x.dtype);
    });
  }

  #deviation(): Tensor {
    return sqrt(this.running_var.value.add(this.eps));
  }
}
