import { type Tensor, tensor, tidy } from '@x/tensor';
import { LatentsError } from './errors.js';
import { batchNormMean, batchNormStd } from './facts/batch-norm.js';
import { shapeText } from './layouts.js';

/** Of packed latents, a value a channel. */
export interface LatentStatistics {
  readonly mean: ArrayLike<number>;
  /** `sqrt(running_var + batch_norm_eps)`. */
  readonly std: ArrayLike<number>;
}

/** FLUX.2's own batch-norm statistics, to four decimals, in packed order. */
export const flux2Statistics: LatentStatistics = { mean: batchNormMean, std: batchNormStd };

/** `(x - mean) / std` over the last axis of packed latents, in float32. */
export function normalize(x: Tensor, statistics: LatentStatistics = flux2Statistics): Tensor {
  return tidy(() => {
    const { mean, std } = asTensors('normalize', x, statistics);
    return x.astype('float32').subtract(mean).divide(std);
  });
}

/** `x · std + mean` over the last axis of packed latents, in float32. */
export function denormalize(x: Tensor, statistics: LatentStatistics = flux2Statistics): Tensor {
  return tidy(() => {
    const { mean, std } = asTensors('denormalize', x, statistics);
    return x.astype('float32').multiply(std).add(mean);
  });
}

function asTensors(op: string, x: Tensor, { mean, std }: LatentStatistics): { mean: Tensor; std: Tensor } {
  const channels = x.shape.at(-1);
  if (channels === undefined || mean.length !== channels || std.length !== channels) {
    throw new LatentsError(
      'shape',
      op,
      `statistics must have a mean and a std for each channel; got ${mean.length} and ${std.length} for ${shapeText(x.shape)}`,
      { details: { shape: x.shape, mean: mean.length, std: std.length } },
    );
  }
  if (!Array.from(std).every((value) => value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new LatentsError('argument', op, 'every std must be positive and finite; got one that is not');
  }
  const { backend } = x;
  return {
    mean: tensor(Float32Array.from(mean), { backend }),
    std: tensor(Float32Array.from(std), { backend }),
  };
}
