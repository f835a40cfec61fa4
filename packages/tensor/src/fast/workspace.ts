/** What fused ops need beside their arguments and results, for plans that must stay within a bound. */
import type { Activation, ArrayRef, ArraySpec, Handle } from '../backend.js';
import { type Backend, driverOf } from '../backends/backend.js';
import { attentionShape } from '../shape/attention.js';
import { sizeOf } from '../shape/check.js';
import { type Conv2dOptions, checkConv2dOptions, conv2dShape } from '../shape/conv2d.js';

/** A `convBlock` by its shapes. */
export interface ConvBlockSpec extends Conv2dOptions {
  /** `[B, H, W, C]`. */
  readonly x: ArraySpec;
  /** `[O, kh, kw, C/groups]`. */
  readonly weight: readonly number[];
  readonly normGroups?: number | null | undefined;
  readonly activation?: Activation | null | undefined;
  readonly upsample?: 1 | 2 | undefined;
  readonly bias?: boolean | undefined;
  readonly residual?: boolean | undefined;
  readonly outputActivation?: Activation | null | undefined;
  readonly statisticsGroups?: number | null | undefined;
}

/** `attention(q, k, v)` by its shapes, each `[B, heads, N, D]`. */
export interface AttentionSpec {
  readonly q: ArraySpec;
  readonly k: ArraySpec;
  readonly v: ArraySpec;
}

const noHandle: Handle = Object.freeze({});
const sized = (shape: readonly number[], dtype: ArraySpec['dtype']): ArrayRef => ({
  shape,
  dtype,
  handle: noHandle,
});
const floats = (shape: readonly number[]): number => 4 * sizeOf(shape);

/**
 * Bytes that `convBlock` takes beside its arguments and result on a backend, prepared weights included: by the
 * driver's account, else by an estimate of the composition, whose steps are all alive until its end.
 */
export function convBlockWorkspace(backend: Backend, spec: ConvBlockSpec): number {
  const op = 'convBlockWorkspace';
  const { dtype } = spec.x;
  const { upsample = 1, activation = null, outputActivation = null } = spec;
  const conv = checkConv2dOptions(op, spec);
  const [batch, height, width, channels] = spec.x.shape as [number, number, number, number];
  const enlarged = [batch, height * upsample, width * upsample, channels];
  const shape = conv2dShape(op, enlarged, spec.weight, conv);
  const outChannels = [spec.weight[0]!];
  const args = {
    x: sized(spec.x.shape, dtype),
    norm:
      spec.normGroups == null
        ? null
        : {
            statistics: sized([batch, spec.normGroups, 2], 'float32'),
            eps: 1e-5,
            weight: sized([channels], dtype),
            bias: sized([channels], dtype),
          },
    activation,
    upsample,
    weight: sized(spec.weight, dtype),
    bias: spec.bias === false ? null : sized(outChannels, dtype),
    conv,
    residual: spec.residual ? sized(shape, dtype) : null,
    outputActivation,
    statisticsGroups: spec.statisticsGroups ?? null,
    out: { shape, dtype },
  };
  const fast = driverOf(backend, op).fast?.convBlock;
  if (fast?.workspace && fast.accepts(args) === true) return fast.workspace(args);
  const before = (args.norm ? 5 : 1) + (activation ? 3 : 0);
  const after = 2 + (args.residual ? 2 : 0) + (outputActivation ? 3 : 0);
  const large = upsample === 2 ? 2 * floats(enlarged) : 0;
  return before * floats(spec.x.shape) + large + after * floats(shape) + 2 * floats(spec.weight);
}

/** As `convBlockWorkspace`, for `attention`. */
export function attentionWorkspace(backend: Backend, { q, k, v }: AttentionSpec): number {
  const op = 'attentionWorkspace';
  const shape = attentionShape(op, q.shape, k.shape, v.shape, null);
  const args = {
    q: sized(q.shape, q.dtype),
    k: sized(k.shape, k.dtype),
    v: sized(v.shape, v.dtype),
    scale: 1,
    mask: null,
    out: { shape, dtype: q.dtype },
  };
  const fast = driverOf(backend, op).fast?.attention;
  if (fast?.workspace && fast.accepts(args) === true) return fast.workspace(args);
  const scores = q.shape[0]! * q.shape[1]! * q.shape[2]! * k.shape[2]! * 4;
  const copies = 3 * floats(q.shape) + 3 * floats(k.shape) + 2 * floats(v.shape) + 2 * floats(shape);
  return copies + 5 * Math.min(scores, 2 ** 24 + 4 * k.shape[2]!);
}
