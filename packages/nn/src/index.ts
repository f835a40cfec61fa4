export { NnError, type NnErrorCode, type NnErrorDetails, type ParameterMismatch } from './errors.js';
export { type FloatData, takeOn, wrongFloats } from './float-data.js';
export {
  type ImageLayout,
  type ImageSize,
  imageLayouts,
  imageSize,
  nearestSizes,
  type Refusal,
  valueRange,
  wrongImageRange,
  wrongImageSides,
} from './image-input.js';
export { ActivationLayer, GELU, type GELUOptions, Mish, ReLU, SiLU } from './layers/activation.js';
export {
  Attention,
  type AttentionInputs,
  type AttentionOptions,
  mergeHeads,
  splitHeads,
} from './layers/attention.js';
export { BatchNorm2d, type BatchNorm2dOptions } from './layers/batch-norm2d.js';
export { ModuleList, Sequential } from './layers/containers.js';
export { Conv2d, type Conv2dOptions } from './layers/conv2d.js';
export { Embedding, type EmbeddingOptions } from './layers/embedding.js';
export { GroupNorm, type GroupNormOptions } from './layers/group-norm.js';
export { LayerNorm, type LayerNormOptions } from './layers/layer-norm.js';
export { Linear, type LinearOptions } from './layers/linear.js';
export { Downsample, type DownsampleOptions, Upsample, type UpsampleOptions } from './layers/resample.js';
export { RMSNorm, type RMSNormOptions } from './layers/rms-norm.js';
export { SwiGLU } from './layers/swi-glu.js';
export type { LoadOptions, LoadReport, ParameterSource, StoredTensor } from './load.js';
export { formatBytes, parseByteSize } from './memory/bytes.js';
export { controlGroupBytes, freeBytes } from './memory/free.js';
export { type MemoryPlan, planInMemory } from './memory/plan.js';
export { Layer, Module, type ParameterShape } from './module.js';
export { type NormActConvOptions, normActConv, type WithStatistics } from './norm-act-conv.js';
export { Parameter, type ParameterOptions } from './parameter.js';
export { type RotaryTablesOptions, rotaryTables } from './rotary.js';
export { type Progress, type RunOptions, wrongRunOptions } from './run-options.js';
export {
  type BatchOptions,
  type BatchPlan,
  type BatchPlanResult,
  type ConvLayers,
  type GraphScope,
  type JoinOptions,
  joinStripes,
  type Piece,
  type PlannedStep,
  type PlanOptions,
  type PlanResult,
  planBatch,
  planStripes,
  type Rows,
  runBatch,
  runStripes,
  type StripedImage,
  StripeGraph,
  type StripeGraphOptions,
  type StripePlan,
} from './stripes/index.js';
