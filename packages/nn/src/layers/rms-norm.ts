import { rmsNorm, type Tensor, tidy } from '@x/tensor';
import { requireEps } from '../checks.js';
import { Layer } from '../module.js';
import { Parameter } from '../parameter.js';
import { flattenTrailing, trailing } from './layer-norm.js';

export interface RMSNormOptions {
  /** The trailing axes to normalise over. */
  readonly normalizedShape: number | readonly number[];
  /** Default: the machine epsilon of the input's type. */
  readonly eps?: number | null;
  /** Default true. */
  readonly elementwiseAffine?: boolean;
}

const machineEpsilon = { float32: 2 ** -23, float16: 2 ** -10, bfloat16: 2 ** -7 } as const;

/** `x / sqrt(mean(x²) + eps) · weight`. Zhang and Sennrich, 2019. */
export class RMSNorm extends Layer {
  readonly normalizedShape: readonly number[];
  readonly eps: number | null;
  readonly weight: Parameter | null;

  constructor({ normalizedShape, eps = null, elementwiseAffine = true }: RMSNormOptions) {
    super();
    this.normalizedShape = trailing('RMSNorm', normalizedShape);
    if (eps !== null) requireEps('RMSNorm', eps);
    this.eps = eps;
    this.weight = elementwiseAffine ? new Parameter(this.normalizedShape) : null;
  }

  forward(x: Tensor): Tensor {
    const size = this.normalizedShape.reduce((product, n) => product * n, 1);
    return tidy(() =>
      rmsNorm(flattenTrailing('RMSNorm', x, this.normalizedShape), {
        eps: this.eps ?? machineEpsilon[x.dtype as keyof typeof machineEpsilon],
        weight: this.weight?.value.reshape([size]) ?? null,
      }).reshape(x.shape),
    );
  }
}
