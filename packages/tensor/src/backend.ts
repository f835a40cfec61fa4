/**
 * The backend contract.
 *
 * A driver owns arrays and computes on them. It knows nothing of models, and nothing above it asks which one
 * it is. The front (`ops/`, `fast/`) has checked shapes, dtypes and arguments before it calls: `out` is the
 * shape and dtype of the result, and a driver may trust them.
 *
 * Every op returns a handle at once; the work happens later, in the order of the calls, as on a CUDA stream.
 * A driver keeps the JavaScript thread free: no call blocks on work, and one without threads of its own
 * yields to the event loop at least every 50 ms. Work that fails (memory, abort) fails its result: `read` and
 * `ready` of it, and of everything computed from it, reject with a `TensorError`.
 *
 * Handles are immutable arrays. An op never changes its inputs, and keeps what it reads alive until it has
 * run, so `dispose` may follow the call at once. Arithmetic on float16 and bfloat16 is done in float32 and
 * rounded once (to nearest even); sums of them are float32 sums. Images are NHWC, convolution weights OHWI.
 *
 * Results depend on the arguments alone: the same bytes in every run and for any number of threads.
 */
import type { DType } from './dtype.js';

/** An array as its driver keeps it. Opaque: only that driver looks inside. */
export type Handle = object;

export interface ArraySpec {
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** An argument: a handle with what the front knows about it. */
export interface ArrayRef extends ArraySpec {
  readonly handle: Handle;
}

/** Floats only, but for `negative`, `abs`, `sign` (any number), `bitwiseNot` (integers), `logicalNot` (bool). */
export type UnaryOp =
  | 'negative'
  | 'abs'
  | 'sign'
  | 'sqrt'
  | 'rsqrt'
  | 'exp'
  | 'log'
  | 'sin'
  | 'cos'
  | 'tanh'
  | 'erf'
  | 'sigmoid'
  | 'floor'
  | 'ceil'
  | 'round' // halves to even
  | 'logicalNot'
  | 'bitwiseNot'
  | 'isnan' // to bool, as the next
  | 'isfinite';

/**
 * Both arguments have the dtype of the result and broadcast as in NumPy. `divide` and `pow` are for floats;
 * integers wrap; `floorDivide` and `remainder` round towards minus infinity (integers by zero give 0);
 * `maximum` and `minimum` pass NaN on; bitwise ops are for integers, shifts by ≥ the width give 0 (or the sign).
 */
export type BinaryOp =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'floorDivide'
  | 'remainder'
  | 'pow'
  | 'maximum'
  | 'minimum'
  | 'logicalAnd'
  | 'logicalOr'
  | 'bitwiseAnd'
  | 'bitwiseOr'
  | 'bitwiseXor'
  | 'leftShift'
  | 'rightShift';

export type CompareOp = 'equal' | 'notEqual' | 'less' | 'lessEqual' | 'greater' | 'greaterEqual';

/**
 * `sum`, `prod`: of floats in float32, of integers in their own type (wrapping). `max`, `min` pass NaN on.
 * `argmax`, `argmin`: one axis, first of equals, a NaN wins; int32. `any`, `all`: bool.
 */
export type ReduceOp = 'sum' | 'prod' | 'max' | 'min' | 'argmax' | 'argmin' | 'any' | 'all';

/**
 * How exact products must be: PyTorch's words for `torch.set_float32_matmul_precision`. Sums are always float32.
 * - `highest`: arguments of float32 are multiplied as float32.
 * - `high`: they may be split into bfloat16 parts, of which some products are summed (some 16 bits), where that is faster.
 * - `medium`: what goes into a product may be rounded to bfloat16, of any float type, inside transforms too.
 * A driver may always do better than it is asked to.
 */
export type Precision = 'highest' | 'high' | 'medium';

/** Zeros added before and after, in pixels. */
export interface Padding2d {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface Conv2dParams {
  readonly stride: readonly [number, number];
  readonly padding: Padding2d;
  readonly dilation: readonly [number, number];
  readonly groups: number;
  /** Default `highest`. */
  readonly precision?: Precision;
}

/** Bytes are those of live arrays and caches; `peakBytes` since creation or `resetPeak`, workspaces included. */
export interface DriverMemory {
  readonly bytes: number;
  /** Of `bytes`: kept for speed alone. Default 0. */
  readonly cacheBytes?: number | undefined;
  readonly peakBytes: number;
}

/** How long one multiply-add of an op takes beside one of a plain 3×3 convolution: for bars and plans. */
export interface RelativeCosts {
  /** A 3×3 convolution of an image enlarged twice, of the output's multiply-adds. */
  readonly enlargedConv: number;
  /** A 1×1 convolution, or a product with a matrix of weights. */
  readonly pointwise: number;
  readonly attention: number;
}

/** Most bytes to keep for speed alone. */
export interface CacheLimits {
  /** Freed memory, kept to be used again. */
  readonly buffers: number;
  /** Weights in the forms that kernels want. */
  readonly weights: number;
  /**
   * Most bytes of arrays, work space and caches at once: what is kept gives way to what is needed. A driver that keeps to
   * it may pass over `buffers`. Default: the driver's own.
   */
  readonly together?: number | undefined;
}

/** Required of every driver. */
export interface BackendDriver {
  /** One line for people: what computes here ("2 threads, avx2"). */
  readonly description: string;

  // In and out.
  /** An array with these bytes (little-endian, C order), copied during the call. */
  fromBytes(bytes: Uint8Array, out: ArraySpec): Handle;
  /** The bytes in C order, in memory of the caller's own, once the work before is done. */
  read(x: ArrayRef): Promise<Uint8Array>;
  /** Resolves when these arrays have been computed; without any, when all work issued so far is done. */
  ready(xs?: readonly ArrayRef[]): Promise<void>;
  /** Lets go of an array; called once a handle. */
  dispose(handle: Handle): void;

  // Making.
  /**
   * Every element `value` (for int64 a bigint or a number; NaN and infinities allowed for floats). Half types take
   * it by way of float32, here and in `arange`.
   */
  fill(value: number | bigint, out: ArraySpec): Handle;
  /** `start + step·i`, reckoned in double, for `i` from 0. One-dimensional. */
  arange(args: { start: number; step: number }, out: ArraySpec): Handle;
  /**
   * uint32: element `i` is word `i mod 4` of Philox4x32-10 with key (`seed` low, high 32 bits) and counter
   * (low, high 32 bits of `floor(i / 4)`, 0, 0). Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011.
   */
  randomBits(seed: bigint, out: ArraySpec): Handle;

  // Element by element.
  unary(op: UnaryOp, x: ArrayRef, out: ArraySpec): Handle;
  binary(op: BinaryOp, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle;
  /** Arguments of one dtype; the result is bool. NaN compares as in IEEE 754. */
  compare(op: CompareOp, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle;
  /** `condition ? a : b`, all three broadcast. */
  where(condition: ArrayRef, a: ArrayRef, b: ArrayRef, out: ArraySpec): Handle;
  /**
   * Float to integer truncates, saturates and maps NaN to 0; integer to integer wraps; to bool is `≠ 0`;
   * to a narrower float rounds to nearest even.
   */
  cast(x: ArrayRef, out: ArraySpec): Handle;

  // Along axes.
  /** `axes` are ascending; `out.shape` has them as 1 or dropped. An empty axis gives the op's identity. */
  reduce(op: ReduceOp, x: ArrayRef, axes: readonly number[], out: ArraySpec): Handle;

  // Moving.
  reshape(x: ArrayRef, out: ArraySpec): Handle;
  /** Axis `i` of the result is axis `permutation[i]` of `x`. */
  transpose(x: ArrayRef, permutation: readonly number[], out: ArraySpec): Handle;
  broadcast(x: ArrayRef, out: ArraySpec): Handle;
  /** Element `k` along an axis is element `start + k·step`; steps may be negative, never 0. */
  slice(x: ArrayRef, args: { start: readonly number[]; step: readonly number[] }, out: ArraySpec): Handle;
  pad(
    x: ArrayRef,
    args: { before: readonly number[]; after: readonly number[]; value: number },
    out: ArraySpec,
  ): Handle;
  concat(xs: readonly ArrayRef[], axis: number, out: ArraySpec): Handle;
  /**
   * `out.shape` is `x.shape` with axis replaced by `indices.shape`; indices are int32, int64, uint32 or uint8.
   * Negative ones count from the end; one outside fails the result with code `argument`.
   */
  take(x: ArrayRef, indices: ArrayRef, axis: number, out: ArraySpec): Handle;

  // Products.
  /** `[…, M, K] · […, K, N]`, leading axes broadcast; both at least 2-D, floats of one dtype. Precision: `highest` by default. */
  matmul(a: ArrayRef, b: ArrayRef, out: ArraySpec, precision?: Precision): Handle;
  /** Cross-correlation of `x [B,H,W,C]` with `weight [O,kh,kw,C/groups]` to `[B,Ho,Wo,O]`. */
  conv2d(x: ArrayRef, weight: ArrayRef, params: Conv2dParams, out: ArraySpec): Handle;

  // The driver itself.
  memory(): DriverMemory;
  /** Forgets the peak so far: it becomes the bytes in use now. */
  resetPeak(): void;
  /** Ops issued and not yet done. */
  pending(): number;
  /** Gives back what is kept only for speed (transformed weights, free buffers). */
  emptyCaches?(): void;
  /**
   * Keeps no more than this from now on, and lets go of what is above, the least lately used first; weights kept before
   * give way to those used from now on. Null: as at its creation.
   */
  limitCaches?(limits: CacheLimits | null): void;
  /** Stops when the work issued so far is done, or drops it; handles are dead after it. */
  close(): Promise<void>;

  /** Watching and stopping work; without it both have the grain of an op. */
  readonly jobs?: Jobs;
  /** Default: 1 each. */
  readonly relativeCosts?: RelativeCosts;
  /** Ops that some drivers can do better than their composition in `fast/`. */
  readonly fast?: FastOps;
}

/** Groups the ops issued while a job is current. */
export interface Jobs {
  open(): Handle;
  /** Ops issued from now on belong to this job; null: to none. The caller sets it back in the same turn. */
  enter(job: Handle | null): void;
  /** Work units (multiply-adds, roughly) issued and done so far. Cheap: polled many times a second. */
  progress(job: Handle): { issued: number; done: number };
  /** What has not run yet fails with code `aborted`, what is running stops soon. */
  cancel(job: Handle): void;
  close(job: Handle): void;
}

/** A fused op: `accepts` says true, or why not; then `fast/` runs the composition instead. */
export interface FastOp<Args, Result = Handle> {
  accepts(args: Args): true | string;
  run(args: Args): Result;
  /**
   * Bytes of working memory beyond arguments and results, weights that it prepares included; for planning in bounded
   * memory. It may look at shapes and dtypes alone: the handles in `args` are no arrays.
   */
  workspace?(args: Args): number;
}

export type Activation = 'silu' | 'relu' | 'gelu' | 'gelu-tanh';

/** `mean` and biased `variance` of each group: float32 `[B, groups, 2]`, over H, W and the group's channels. */
export interface GroupStatisticsArgs {
  readonly x: ArrayRef; // [B, …, C]
  readonly groups: number;
  readonly out: ArraySpec;
}

/** `activation((x - mean) / sqrt(variance + eps) · weight + bias)`; dtype of `x`. */
export interface GroupNormArgs {
  readonly x: ArrayRef; // [B, …, C]
  readonly statistics: ArrayRef; // float32 [B, groups, 2]
  readonly eps: number;
  readonly weight: ArrayRef | null; // [C]
  readonly bias: ArrayRef | null; // [C]
  readonly activation: Activation | null;
  readonly out: ArraySpec;
}

/**
 * `outputActivation(conv2d(upsample(activation(normalise(x)))) + bias + residual)`, and on request the group
 * statistics of that result. Padding adds zeros after normalising, activating and upsampling, so a stripe with
 * halo rows and no padding on its inner sides gives the rows of the whole.
 */
export interface ConvBlockArgs {
  readonly x: ArrayRef; // [B, H, W, C]
  readonly norm: {
    readonly statistics: ArrayRef; // float32 [B, groups, 2]
    readonly eps: number;
    readonly weight: ArrayRef | null;
    readonly bias: ArrayRef | null;
  } | null;
  readonly activation: Activation | null;
  /** Nearest-neighbour enlargement of both sides before the convolution. */
  readonly upsample: 1 | 2;
  readonly weight: ArrayRef; // [O, kh, kw, C/groups]
  readonly bias: ArrayRef | null; // [O]
  readonly conv: Conv2dParams;
  readonly residual: ArrayRef | null; // like the output
  readonly outputActivation: Activation | null;
  /** Groups to take statistics of the result over, or null. */
  readonly statisticsGroups: number | null;
  readonly out: ArraySpec;
}

/** `softmax(q·kᵀ·scale + mask)·v` for `[B, heads, N, D]`; fewer key heads than query heads are shared in turn. */
export interface AttentionArgs {
  readonly q: ArrayRef;
  readonly k: ArrayRef;
  readonly v: ArrayRef;
  readonly scale: number;
  /** Added to the scores; broadcast to `[B, heads, N, M]`. */
  readonly mask: ArrayRef | null;
  /** Default `highest`. */
  readonly precision?: Precision;
  readonly out: ArraySpec;
}

export interface FastOps {
  readonly activation?: FastOp<{
    readonly x: ArrayRef;
    readonly activation: Activation;
    readonly out: ArraySpec;
  }>;
  readonly softmax?: FastOp<{ readonly x: ArrayRef; readonly axis: number; readonly out: ArraySpec }>;
  readonly groupStatistics?: FastOp<GroupStatisticsArgs>;
  readonly groupNorm?: FastOp<GroupNormArgs>;
  /** Over the last axis; `centred` false: RMS norm. */
  readonly layerNorm?: FastOp<{
    readonly x: ArrayRef;
    readonly eps: number;
    readonly centred: boolean;
    readonly weight: ArrayRef | null;
    readonly bias: ArrayRef | null;
    readonly out: ArraySpec;
  }>;
  readonly convBlock?: FastOp<ConvBlockArgs, { output: Handle; statistics: Handle | null }>;
  readonly attention?: FastOp<AttentionArgs>;
}

/** What `createBackend` passes on; a driver reads what it knows and refuses what it can't do. */
export interface BackendOptions {
  /** Worker threads of a native backend; default: the cores this process may use. */
  readonly threads?: number;
  /** Bytes a backend may keep in caches. */
  readonly cacheBytes?: number;
  /** For drivers of third parties. */
  readonly [option: string]: unknown;
}

/** May return a promise; those that do can't be picked as the default without having been created before. */
export type DriverFactory = (options: BackendOptions) => BackendDriver | Promise<BackendDriver>;
