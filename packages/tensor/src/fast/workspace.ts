/** What fused ops need beside their arguments and results, for plans that must stay within a bound. */
import type { Activation, ArrayRef, ArraySpec, Handle, Precision } from '../backend.js';
import { type Backend, driverOf } from '../backends/backend.js';
import { resolveBackend } from '../backends/registry.js';
import { isFloat } from '../dtype.js';
import { checkPrecision } from '../precision.js';
import { attentionShape } from '../shape/attention.js';
import {
  checkDType,
  checkInteger,
  checkOptions,
  checkShape,
  describe,
  fail,
  sizeOf,
} from '../shape/check.js';
import { type Conv2dOptions, checkConv2dOptions, conv2dShape } from '../shape/conv2d.js';
import { checkActivation } from './arguments.js';

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
  /** Of the job that it will run in. Default `highest`. */
  readonly precision?: Precision | undefined;
}

/** `attention(q, k, v)` by its shapes, each `[B, heads, N, D]`. */
export interface AttentionSpec {
  readonly q: ArraySpec;
  readonly k: ArraySpec;
  readonly v: ArraySpec;
  /** Of the job that it will run in. Default `highest`. */
  readonly precision?: Precision | undefined;
}

const noHandle: Handle = Object.freeze({});
const sized = (shape: readonly number[], dtype: ArraySpec['dtype']): ArrayRef => ({
  shape,
  dtype,
  handle: noHandle,
});

/** A described array of floats, checked: of `rank` axes. */
function checkSpec(op: string, name: string, spec: unknown, rank: number): ArraySpec {
  if (typeof spec !== 'object' || spec === null) {
    fail('argument', op, `${name} must be { shape, dtype }; got ${describe(spec)}`);
  }
  const given = spec as Partial<ArraySpec>;
  const dtype = checkDType(op, given.dtype);
  if (!isFloat(dtype)) fail('dtype', op, `${name} must be of floats; got ${dtype}`, { dtype });
  const shape = checkShape(op, given.shape, dtype);
  if (shape.length !== rank) {
    fail('shape', op, `${name} must have ${rank} axes; got [${shape.join(',')}]`, { shape });
  }
  return { shape, dtype };
}

const checkGroups = (op: string, name: string, groups: unknown): number | null =>
  groups == null ? null : checkInteger(op, name, groups, 1);

const floats = (shape: readonly number[]): number => 4 * sizeOf(shape);

/**
 * Bytes that `convBlock` takes beside its arguments and result on a backend, prepared weights included: by the
 * driver's account, else by an estimate of the composition, whose steps are all alive until its end.
 */
export function convBlockWorkspace(backend: Backend, spec: ConvBlockSpec): number {
  const op = 'convBlockWorkspace';
  const driver = driverOf(resolveBackend(op, backend), op);
  if (spec === undefined) fail('argument', op, 'spec must be given; got undefined');
  checkOptions(op, spec);
  const x = checkSpec(op, 'x', spec.x, 4);
  const { dtype } = x;
  const weight = checkShape(op, spec.weight, dtype);
  const { upsample = 1 } = spec;
  if (upsample !== 1 && upsample !== 2) {
    fail('argument', op, `upsample must be 1 or 2; got ${describe(upsample)}`);
  }
  const activation = checkActivation(op, 'activation', spec.activation);
  const outputActivation = checkActivation(op, 'outputActivation', spec.outputActivation);
  const normGroups = checkGroups(op, 'normGroups', spec.normGroups);
  const statisticsGroups = checkGroups(op, 'statisticsGroups', spec.statisticsGroups);
  const precision = checkPrecision(op, spec.precision ?? 'highest');
  const conv = { ...checkConv2dOptions(op, spec), precision };
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const enlarged = [batch, height * upsample, width * upsample, channels];
  const shape = conv2dShape(op, enlarged, weight, conv);
  const outChannels = [weight[0]!];
  const args = {
    x: sized(x.shape, dtype),
    norm:
      normGroups === null
        ? null
        : {
            statistics: sized([batch, normGroups, 2], 'float32'),
            eps: 1e-5,
            weight: sized([channels], dtype),
            bias: sized([channels], dtype),
          },
    activation,
    upsample,
    weight: sized(weight, dtype),
    bias: spec.bias === false ? null : sized(outChannels, dtype),
    conv,
    residual: spec.residual ? sized(shape, dtype) : null,
    outputActivation,
    statisticsGroups,
    out: { shape, dtype },
  };
  const fast = driver.fast?.convBlock;
  if (fast?.workspace && fast.accepts(args) === true) return fast.workspace(args);
  const before = (args.norm ? 5 : 1) + (activation ? 3 : 0);
  const after = 2 + (args.residual ? 2 : 0) + (outputActivation ? 3 : 0);
  const large = upsample === 2 ? 3 * floats(enlarged) : 0;
  return before * floats(x.shape) + large + after * floats(shape) + 2 * floats(weight);
}

/** As `convBlockWorkspace`, for `attention`. */
export function attentionWorkspace(backend: Backend, spec: AttentionSpec): number {
  const op = 'attentionWorkspace';
  const driver = driverOf(resolveBackend(op, backend), op);
  if (spec === undefined) fail('argument', op, 'spec must be given; got undefined');
  const given = checkOptions(op, spec);
  const [q, k, v] = [
    checkSpec(op, 'q', given.q, 4),
    checkSpec(op, 'k', given.k, 4),
    checkSpec(op, 'v', given.v, 4),
  ];
  const shape = attentionShape(op, q.shape, k.shape, v.shape, null);
  const args = {
    q: sized(q.shape, q.dtype),
    k: sized(k.shape, k.dtype),
    v: sized(v.shape, v.dtype),
    scale: 1,
    mask: null,
    precision: checkPrecision(op, given.precision ?? 'highest'),
    out: { shape, dtype: q.dtype },
  };
  const fast = driver.fast?.attention;
  if (fast?.workspace && fast.accepts(args) === true) return fast.workspace(args);
  const scores = q.shape[0]! * q.shape[1]! * q.shape[2]! * k.shape[2]! * 4;
  const copies = 3 * floats(q.shape) + 3 * floats(k.shape) + 2 * floats(v.shape) + 2 * floats(shape);
  return copies + 5 * Math.min(scores, 2 ** 24 + 4 * k.shape[2]!);
}
