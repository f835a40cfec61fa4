import { matmul, type Tensor, tidy } from '@x/tensor';
import { requireChannels, requireCounts } from '../checks.js';
import { Layer } from '../module.js';
import { Parameter } from '../parameter.js';

export interface LinearOptions {
  readonly inFeatures: number;
  readonly outFeatures: number;
  /** Default true. */
  readonly bias?: boolean;
}

/** `x · weightᵀ + bias` over the last axis. The checkpoint's `[out, in]` weight is held as `[in, out]`. */
export class Linear extends Layer {
  readonly inFeatures: number;
  readonly outFeatures: number;
  readonly weight: Parameter;
  readonly bias: Parameter | null;

  constructor({ inFeatures, outFeatures, bias = true }: LinearOptions) {
    super();
    requireCounts('Linear', { inFeatures, outFeatures });
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    this.weight = new Parameter([outFeatures, inFeatures], { permutation: [1, 0] });
    this.bias = bias ? new Parameter([outFeatures]) : null;
  }

  forward(x: Tensor): Tensor {
    requireChannels('Linear', x.shape, this.inFeatures);
    const leading = x.shape.slice(0, -1);
    const rows = leading.reduce((product, n) => product * n, 1);
    return tidy(() => {
      const y = matmul(x.reshape([rows, this.inFeatures]), this.weight.value);
      return (this.bias ? y.add(this.bias.value) : y).reshape([...leading, this.outFeatures]);
    });
  }
}
