import type { Activation, Conv2dParams, Precision } from '../backend.js';
import { driverOf, precisionOf } from '../backends/backend.js';
import { add } from '../ops/binary.js';
import { astype } from '../ops/cast.js';
import { conv2d } from '../ops/conv2d.js';
import { commonBackend } from '../ops/dispatch.js';
import { checkPrecision, lowerPrecision } from '../precision.js';
import { tidy } from '../scope.js';
import { checkInteger, checkOptions, checkShape, describe, fail, shapeText } from '../shape/check.js';
import { type Conv2dOptions, checkConv2dOptions, conv2dShape } from '../shape/conv2d.js';
import { checkGroups, checkVector } from '../shape/norm.js';
import { checkTensor, fromHandle, refOf, type Tensor } from '../tensor.js';
import { applyActivation } from './activation.js';
import { checkActivation, checkFloats, checkOptionalTensor } from './arguments.js';
import { refOrNull, tryFused } from './fused.js';
import { checkGroupNorm, type GroupNormOptions, groupNorm, type Normalization } from './groupNorm.js';
import { groupStatistics } from './groupStatistics.js';
import { upsampleNearest } from './upsampleNearest.js';

const op = 'convBlock';

export interface ConvBlockOptions extends Conv2dOptions {
  /** A group norm before the rest; its statistics are those of `x` unless given. */
  readonly norm?: GroupNormOptions | null | undefined;
  /** Before the convolution. */
  readonly activation?: Activation | null | undefined;
  /** Nearest-neighbour enlargement of both sides before the convolution; default 1. */
  readonly upsample?: 1 | 2 | undefined;
  /** `[O, kh, kw, C/groups]`. */
  readonly weight: Tensor;
  /** `[O]`. */
  readonly bias?: Tensor | null | undefined;
  /** Like the output; added to it. */
  readonly residual?: Tensor | null | undefined;
  /** After bias and residual. */
  readonly outputActivation?: Activation | null | undefined;
  /** Also return the group statistics of the output over this many groups. */
  readonly statisticsGroups?: number | null | undefined;
  /** Of its products, where less than the job's will do. Default: the job's. */
  readonly precision?: Precision | undefined;
}

export interface ConvBlockResult {
  readonly output: Tensor;
  /** Float32 `[B, statisticsGroups, 2]`, or null when not asked for. */
  readonly statistics: Tensor | null;
}

/** The block with its arguments checked and its input's statistics known. */
export interface ConvBlock {
  readonly norm: Normalization | null;
  readonly activation: Activation | null;
  readonly upsample: 1 | 2;
  readonly weight: Tensor;
  readonly bias: Tensor | null;
  readonly conv: Conv2dParams;
  readonly residual: Tensor | null;
  readonly outputActivation: Activation | null;
  readonly statisticsGroups: number | null;
}

/** Of float32 steps, each of which may be a kernel of the driver's. */
export function convBlockComposition(x: Tensor, block: ConvBlock): ConvBlockResult {
  return tidy(() => {
    const wide = (tensor: Tensor | null) => tensor && astype(tensor, 'float32');
    let y = astype(x, 'float32');
    if (block.norm) {
      const { statistics, eps, weight, bias } = block.norm;
      const options = { statistics, eps, weight: wide(weight), bias: wide(bias) };
      y = groupNorm(y, { ...options, activation: block.activation });
    } else if (block.activation) {
      y = applyActivation(op, y, block.activation);
    }
    if (block.upsample === 2) y = upsampleNearest(y, 2);
    y = conv2d(y, astype(block.weight, 'float32'), block.conv);
    if (block.bias) y = add(y, astype(block.bias, 'float32'));
    if (block.residual) y = add(y, astype(block.residual, 'float32'));
    if (block.outputActivation) y = applyActivation(op, y, block.outputActivation);
    const output = astype(y, x.dtype);
    return {
      output,
      statistics: block.statisticsGroups ? groupStatistics(output, block.statisticsGroups) : null,
    };
  });
}

/**
 * `outputActivation(conv2d(upsample(activation(groupNorm(x)))) + bias + residual)` for `x [B,H,W,C]`, and on
 * request the group statistics of the result; floats, reckoned in float32 and rounded once. Each step but the
 * convolution may be left out. Zeros are padded after the enlargement, so that a stripe with rows of its
 * neighbours and no padding on its inner sides gives the rows of the whole.
 */
export function convBlock(x: Tensor, options: ConvBlockOptions): ConvBlockResult {
  checkTensor(op, 'x', x);
  const given = checkOptions(op, options);
  const weight = checkTensor(op, 'weight', given.weight);
  const bias = checkOptionalTensor(op, 'bias', given.bias);
  const residual = checkOptionalTensor(op, 'residual', given.residual);
  const activation = checkActivation(op, 'activation', given.activation);
  const outputActivation = checkActivation(op, 'outputActivation', given.outputActivation);
  const { upsample = 1 } = given;
  if (upsample !== 1 && upsample !== 2) {
    fail('argument', op, `upsample must be 1 or 2; got ${describe(upsample)}`, { upsample });
  }
  checkFloats(op, [x, weight, bias, residual]);
  const { stride, padding, dilation, groups } = given;
  const conv = checkConv2dOptions(op, { stride, padding, dilation, groups });
  const asked = checkPrecision(op, given.precision ?? 'highest');
  const enlarged = x.shape.map((side, i) => (i === 1 || i === 2 ? side * upsample : side));
  checkShape(op, enlarged, x.dtype);
  const shape = checkShape(op, conv2dShape(op, enlarged, weight.shape, conv), x.dtype);
  if (bias) checkVector(op, 'bias', bias.shape, weight.shape[0]!);
  if (residual && (residual.shape.length !== 4 || residual.shape.some((side, i) => side !== shape[i]))) {
    fail(
      'shape',
      op,
      `residual must be like the output; got ${shapeText(residual.shape)}, output ${shapeText(shape)}`,
    );
  }
  const statisticsGroups =
    given.statisticsGroups == null ? null : checkInteger(op, 'statisticsGroups', given.statisticsGroups, 1);
  if (statisticsGroups !== null) checkGroups(op, shape, statisticsGroups);
  const checkedNorm = given.norm == null ? null : checkGroupNorm(op, x, checkOptions(op, given.norm));
  commonBackend(op, [x, weight, ...(checkedNorm?.statistics ? [checkedNorm.statistics] : [])]);

  return tidy(() => {
    const norm = checkedNorm && {
      statistics: checkedNorm.statistics ?? groupStatistics(x, checkedNorm.groups),
      eps: checkedNorm.eps,
      weight: checkedNorm.weight,
      bias: checkedNorm.bias,
    };
    const block = {
      norm,
      activation,
      upsample,
      weight,
      bias,
      conv,
      residual,
      outputActivation,
      statisticsGroups,
    };
    const out = { shape, dtype: x.dtype };
    const args = {
      ...block,
      x: refOf(op, x),
      norm: norm && {
        statistics: refOf(op, norm.statistics),
        eps: norm.eps,
        weight: refOrNull(op, norm.weight),
        bias: refOrNull(op, norm.bias),
      },
      weight: refOf(op, weight),
      bias: refOrNull(op, bias),
      conv: { ...conv, precision: lowerPrecision(asked, precisionOf(x.backend)) },
      residual: refOrNull(op, residual),
      out,
    };
    const result = tryFused(op, x.backend, driverOf(x.backend, op).fast?.convBlock, args);
    if (!result) return convBlockComposition(x, block);
    const output = fromHandle(x.backend, result.output, out);
    if (statisticsGroups === null) return { output, statistics: null };
    const statisticsSpec = { shape: [shape[0]!, statisticsGroups, 2], dtype: 'float32' as const };
    return {
      output,
      // A driver may leave them to the op that takes them from the output.
      statistics: result.statistics
        ? fromHandle(x.backend, result.statistics, statisticsSpec)
        : groupStatistics(output, statisticsGroups),
    };
  });
}
