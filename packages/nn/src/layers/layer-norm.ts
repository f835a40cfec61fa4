import { layerNorm, type Tensor, tidy } from '@x/tensor';
import { requireCounts, requireEps } from '../checks.js';
import { NnError } from '../errors.js';
import { Layer } from '../module.js';
import { Parameter } from '../parameter.js';

export interface LayerNormOptions {
  /** The trailing axes to normalise over. */
  readonly normalizedShape: number | readonly number[];
  /** Default 1e-5. */
  readonly eps?: number;
  /** Default true. */
  readonly elementwiseAffine?: boolean;
  /** Default true; needs `elementwiseAffine`. */
  readonly bias?: boolean;
}

/** Ba, Kiros and Hinton, 2016. */
export class LayerNorm extends Layer {
  readonly normalizedShape: readonly number[];
  readonly eps: number;
  readonly weight: Parameter | null;
  readonly bias: Parameter | null;

  constructor({ normalizedShape, eps = 1e-5, elementwiseAffine = true, bias = true }: LayerNormOptions) {
    super();
    this.normalizedShape = trailing('LayerNorm', normalizedShape);
    requireEps('LayerNorm', eps);
    this.eps = eps;
    this.weight = elementwiseAffine ? new Parameter(this.normalizedShape) : null;
    this.bias = elementwiseAffine && bias ? new Parameter(this.normalizedShape) : null;
  }

  forward(x: Tensor): Tensor {
    const size = this.normalizedShape.reduce((product, n) => product * n, 1);
    return tidy(() =>
      layerNorm(flattenTrailing('LayerNorm', x, this.normalizedShape), {
        eps: this.eps,
        weight: this.weight?.value.reshape([size]) ?? null,
        bias: this.bias?.value.reshape([size]) ?? null,
      }).reshape(x.shape),
    );
  }
}

export function trailing(op: string, normalizedShape: number | readonly number[]): readonly number[] {
  const shape = typeof normalizedShape === 'number' ? [normalizedShape] : [...normalizedShape];
  requireCounts(op, Object.fromEntries(shape.map((n, i) => [`normalizedShape[${i}]`, n])));
  requireCounts(op, { 'the rank of normalizedShape': shape.length });
  return shape;
}

/** `[…, a, b]` as `[…, a·b]`. */
export function flattenTrailing(op: string, x: Tensor, normalizedShape: readonly number[]): Tensor {
  const leading = x.shape.slice(0, Math.max(0, x.shape.length - normalizedShape.length));
  const found = x.shape.slice(leading.length);
  if (found.length !== normalizedShape.length || found.some((n, i) => n !== normalizedShape[i])) {
    throw new NnError('shape', op, `the input must end in [${normalizedShape}]; got [${x.shape}]`);
  }
  return x.reshape([...leading, found.reduce((product, n) => product * n, 1)]);
}
