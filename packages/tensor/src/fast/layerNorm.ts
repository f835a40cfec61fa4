import { add, divide, multiply, subtract } from '../ops/binary.js';
import { astype } from '../ops/cast.js';
import { mean } from '../ops/reduce.js';
import { sqrt, square } from '../ops/unary.js';
import { tidy } from '../scope.js';
import { checkOptions, fail, shapeText } from '../shape/check.js';
import { checkVector } from '../shape/norm.js';
import { checkTensor, refOf, type Tensor } from '../tensor.js';
import { checkEps, checkFloats, checkOptionalTensor } from './arguments.js';
import { fusedOr, refOrNull } from './fused.js';

interface LastAxisNorm {
  readonly eps: number;
  readonly centred: boolean;
  readonly weight: Tensor | null;
  readonly bias: Tensor | null;
}

export function layerNormComposition(x: Tensor, { eps, centred, weight, bias }: LastAxisNorm): Tensor {
  return tidy(() => {
    const last = { axis: -1, keepDims: true } as const;
    const wide = astype(x, 'float32');
    const deviation = centred ? subtract(wide, mean(wide, last)) : wide;
    let result = divide(deviation, sqrt(add(mean(square(deviation), last), eps)));
    if (weight) result = multiply(result, astype(weight, 'float32'));
    if (bias) result = add(result, astype(bias, 'float32'));
    return astype(result, x.dtype);
  });
}

function run(op: string, x: Tensor, centred: boolean, options: NormOptions | undefined): Tensor {
  checkTensor(op, 'x', x);
  const given = checkOptions(op, options);
  const eps = checkEps(op, given.eps ?? 1e-5);
  const weight = checkOptionalTensor(op, 'weight', given.weight);
  const bias = checkOptionalTensor(op, 'bias', given.bias);
  checkFloats(op, [x, weight, bias]);
  const length = x.shape.at(-1) ?? 0;
  if (length === 0)
    fail('shape', op, `x must have a last dimension of at least 1; got ${shapeText(x.shape)}`);
  if (weight) checkVector(op, 'weight', weight.shape, length);
  if (bias) checkVector(op, 'bias', bias.shape, length);
  const out = { shape: x.shape, dtype: x.dtype };
  const args = {
    x: refOf(op, x),
    eps,
    centred,
    weight: refOrNull(op, weight),
    bias: refOrNull(op, bias),
    out,
  };
  const tensors = [x, weight, bias].filter((tensor) => tensor !== null);
  return fusedOr(
    op,
    tensors,
    (driver) => driver.fast?.layerNorm,
    args,
    () => layerNormComposition(x, { eps, centred, weight, bias }),
  );
}

export interface NormOptions {
  /** Default 1e-5. */
  readonly eps?: number | undefined;
  /** Of the last dimension's length, dtype of `x`. */
  readonly weight?: Tensor | null | undefined;
  /** Of the last dimension's length, dtype of `x`. */
  readonly bias?: Tensor | null | undefined;
}

/** `(x - mean) / sqrt(variance + eps) · weight + bias` over the last axis; floats. Ba, Kiros and Hinton 2016. */
export function layerNorm(x: Tensor, options?: NormOptions): Tensor {
  return run('layerNorm', x, true, options);
}

/** `x / sqrt(mean(x²) + eps) · weight` over the last axis; floats. Zhang and Sennrich 2019. */
export function rmsNorm(x: Tensor, options?: Omit<NormOptions, 'bias'>): Tensor {
  return run('rmsNorm', x, false, { ...checkOptions('rmsNorm', options), bias: null });
}
