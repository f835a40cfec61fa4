export type * from './backend.js';
export type { Backend, MemoryInfo } from './backends/backend.js';
export type { Job, JobOptions, JobProgress } from './backends/job.js';
export { createReferenceDriver } from './backends/reference/index.js';
export { backendNames, createBackend, defaultBackend, registerBackend } from './backends/registry.js';
export { type DataArray, type DType, type DTypeArray, dtypes, isFloat, itemSize } from './dtype.js';
export { TensorError, type TensorErrorCode } from './errors.js';
export { gelu, relu, silu } from './fast/activation.js';
export { attention } from './fast/attention.js';
export { type ConvBlockOptions, type ConvBlockResult, convBlock } from './fast/convBlock.js';
export { type GroupNormOptions, groupNorm } from './fast/groupNorm.js';
export { combineGroupStatistics, groupStatistics } from './fast/groupStatistics.js';
export { layerNorm, type NormOptions, rmsNorm } from './fast/layerNorm.js';
export { type RopeOptions, rope } from './fast/rope.js';
export { softmax } from './fast/softmax.js';
export { upsampleNearest } from './fast/upsampleNearest.js';
export {
  type AttentionSpec,
  attentionWorkspace,
  type ConvBlockSpec,
  convBlockWorkspace,
} from './fast/workspace.js';
export { narrowBfloat16Array, narrowFloat16Array, widenBfloat16, widenFloat16 } from './half.js';
export {
  add,
  bitwiseAnd,
  bitwiseOr,
  bitwiseXor,
  divide,
  equal,
  floorDivide,
  greater,
  greaterEqual,
  leftShift,
  less,
  lessEqual,
  logicalAnd,
  logicalOr,
  maximum,
  minimum,
  multiply,
  notEqual,
  type Operand,
  pow,
  remainder,
  rightShift,
  subtract,
} from './ops/binary.js';
export { astype } from './ops/cast.js';
export { clip } from './ops/clip.js';
export { conv2d } from './ops/conv2d.js';
export {
  arange,
  type CreateOptions,
  fromBytes,
  full,
  fullLike,
  ones,
  onesLike,
  tensor,
  zeros,
  zerosLike,
} from './ops/create.js';
export type { NestedArray, TensorData, TypedArray } from './ops/encode.js';
export { concat, flip, pad, slice, split, stack, take } from './ops/indexing.js';
export { matmul } from './ops/matmul.js';
export {
  broadcastTo,
  expandDims,
  matrixTranspose,
  permuteDims,
  repeat,
  reshape,
  squeeze,
} from './ops/movement.js';
export { type RandomOptions, randomBits, randomNormal, randomUniform } from './ops/random.js';
export {
  all,
  any,
  argmax,
  argmin,
  max,
  mean,
  min,
  prod,
  type ReduceOptions,
  sum,
  variance,
} from './ops/reduce.js';
export type { Scalar } from './ops/scalar.js';
export {
  abs,
  bitwiseNot,
  ceil,
  cos,
  erf,
  exp,
  floor,
  isfinite,
  isnan,
  log,
  logicalNot,
  negative,
  round,
  rsqrt,
  sigmoid,
  sign,
  sin,
  sqrt,
  square,
  tanh,
} from './ops/unary.js';
export { where } from './ops/where.js';
export { lowerPrecision, precisions } from './precision.js';
export { keep, tidy } from './scope.js';
export { maxRank } from './shape/check.js';
export type { Conv2dOptions } from './shape/conv2d.js';
export type { PadWidth, SliceRange } from './shape/movement.js';
export { isTensor, Tensor } from './tensor.js';
