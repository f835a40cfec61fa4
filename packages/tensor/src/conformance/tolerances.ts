import { type DType, isFloat } from '@x/tensor';
import { exact, type Tolerance } from './expect.js';

/** One unit in the last place, relative; results are rounded to it once. */
const unit = { float32: 2 ** -23, float16: 2 ** -10, bfloat16: 2 ** -7 } as const;
/** Half types lose everything below this (float16's subnormal step), so nothing smaller is asked of them. */
const floor = { float32: 1e-37, float16: 2 ** -24, bfloat16: 1e-37 } as const;

const same: Tolerance = { ...exact, anyZero: true };

/** Ops that no arithmetic can excuse: copies, integers, and IEEE 754's exactly rounded ones. */
const exactOps = new Set(
  'negative abs add subtract multiply where reshape permuteDims broadcastTo slice pad concat stack take arange randomBits upsampleNearest astype'.split(
    ' ',
  ),
);
/** The same, but IEEE 754 or NumPy leave the sign of zero open. */
const exactButZero = new Set(
  'sign floor ceil round maximum minimum max min relu remainder floorDivide'.split(' '),
);

/** How much float32 arithmetic may miss by, before the one rounding to the result's type. */
const float32Slack: Record<string, { relative: number; absolute: number; reason: string }> = {
  sqrt: { relative: 2.4e-7, absolute: 0, reason: 'GPUs round it within two units' },
  divide: { relative: 2.4e-7, absolute: 0, reason: 'as sqrt' },
  rsqrt: { relative: 1e-6, absolute: 0, reason: 'an estimate refined once or twice' },
  exp: { relative: 2e-6, absolute: 1e-37, reason: 'x up to 60 times its rounding' },
  sigmoid: { relative: 2e-6, absolute: 1e-37, reason: 'as exp' },
  log: { relative: 1e-6, absolute: 1e-7, reason: 'vectorised polynomials' },
  sin: { relative: 1e-6, absolute: 1e-6, reason: 'the argument is reduced by 2π, up to 60' },
  cos: { relative: 1e-6, absolute: 1e-6, reason: 'as sin' },
  tanh: { relative: 2e-6, absolute: 1e-7, reason: 'vectorised polynomials' },
  erf: { relative: 2e-6, absolute: 1e-6, reason: 'published approximations' },
  pow: { relative: 1e-5, absolute: 1e-37, reason: 'exp of a logarithm' },
  silu: { relative: 2e-6, absolute: 1e-7, reason: 'as exp' },
  gelu: { relative: 2e-6, absolute: 2e-6, reason: '1 + erf cancels for negative x' },
  softmax: { relative: 4e-6, absolute: 1e-7, reason: 'as exp, and a sum' },
  sum: { relative: 1e-6, absolute: 1e-6, reason: 'any order of summing' },
  prod: { relative: 2e-6, absolute: 0, reason: 'any order of multiplying' },
  mean: { relative: 1e-6, absolute: 1e-6, reason: 'as sum' },
  matmul: { relative: 1e-6, absolute: 1e-5, reason: 'any order of summing; sums of up to 9 products' },
  conv2d: { relative: 1e-5, absolute: 1e-4, reason: 'Winograd transforms; a wrong term differs by 4e-3' },
  groupStatistics: {
    relative: 1e-5,
    absolute: 1e-5,
    reason: 'sums; at 1000 a one-pass variance misses by 0.1',
  },
  groupNorm: { relative: 1e-5, absolute: 1e-5, reason: 'sums, and a square root' },
  layerNorm: { relative: 1e-5, absolute: 1e-5, reason: 'as groupNorm' },
  rmsNorm: { relative: 1e-5, absolute: 1e-5, reason: 'as groupNorm' },
  attention: { relative: 1e-5, absolute: 1e-5, reason: 'softmax and two products' },
  rope: { relative: 1e-6, absolute: 1e-6, reason: 'two products and a sum, fused or not' },
  convBlock: { relative: 1e-5, absolute: 2e-4, reason: 'as conv2d, after a norm' },
};

/** Ops whose kernels may round in between, as PyTorch's do: products and weights to the half type. */
const roundsBetween = new Set(['attention', 'convBlock', 'groupNorm', 'layerNorm', 'rmsNorm']);

/** For a result of `dtype` computed from `source`. */
export function toleranceOf(op: string, dtype: DType, source: DType = dtype): Tolerance {
  if (!isFloat(dtype) || exactOps.has(op)) return exact;
  if (exactButZero.has(op)) return same;
  const slack = float32Slack[op];
  if (!slack) throw new Error(`an op with float results needs a tolerance; got ${op}`);
  const narrow = (isFloat(source) && source !== 'float32' ? source : dtype) as keyof typeof unit;
  if (narrow === 'float32') return { ...slack, anyZero: true };
  const units = roundsBetween.has(op) ? 5 : 1;
  return {
    relative: slack.relative + units * unit[narrow],
    absolute: slack.absolute + (units > 1 ? units * unit[narrow] : floor[narrow]),
    anyZero: true,
  };
}
