/** Arguments of a call as numbers, one after the other: what native/wasm/arguments.h reads. */
import type {
  Activation,
  ArrayRef,
  ArraySpec,
  AttentionArgs,
  BinaryOp,
  CompareOp,
  Conv2dParams,
  ConvBlockArgs,
  GroupNormArgs,
  Precision,
  ReduceOp,
  UnaryOp,
} from '../../backend.js';
import { dtypes } from '../../dtype.js';

// Each in the order of its enumeration in native/cpu: ops/op_names.h, simd/activation_kind.h, runtime/precision.h.

const unaryOps: readonly UnaryOp[] = [
  'negative',
  'abs',
  'sign',
  'sqrt',
  'rsqrt',
  'exp',
  'log',
  'sin',
  'cos',
  'tanh',
  'erf',
  'sigmoid',
  'floor',
  'ceil',
  'round',
  'logicalNot',
  'bitwiseNot',
  'isnan',
  'isfinite',
];
const binaryOps: readonly BinaryOp[] = [
  'add',
  'subtract',
  'multiply',
  'divide',
  'floorDivide',
  'remainder',
  'pow',
  'maximum',
  'minimum',
  'logicalAnd',
  'logicalOr',
  'bitwiseAnd',
  'bitwiseOr',
  'bitwiseXor',
  'leftShift',
  'rightShift',
];
const compareOps: readonly CompareOp[] = [
  'equal',
  'notEqual',
  'less',
  'lessEqual',
  'greater',
  'greaterEqual',
];
const reduceOps: readonly ReduceOp[] = ['sum', 'prod', 'max', 'min', 'argmax', 'argmin', 'any', 'all'];
const activations: readonly (Activation | null)[] = [null, 'silu', 'relu', 'gelu', 'gelu-tanh'];
const precisions: readonly Precision[] = ['highest', 'high', 'medium'];

/** Gives the number that stands for an array: that of its handle, which must be alive and of this backend. */
export type NumberOf = (ref: ArrayRef) => number;

export class Arguments {
  readonly numbers: number[] = [];

  /** Without `numberOf` arrays are their shapes and dtypes alone, for asking what an op would need. */
  constructor(private readonly numberOf: NumberOf | null) {}

  number(value: number): this {
    this.numbers.push(value);
    return this;
  }

  flag(value: boolean): this {
    return this.number(value ? 1 : 0);
  }

  /** 64 of them, the low ones first. */
  bits(value: bigint): this {
    const all = BigInt.asUintN(64, value);
    return this.number(Number(all & 0xffffffffn)).number(Number(all >> 32n));
  }

  scalar(value: number | bigint): this {
    if (typeof value === 'bigint') return this.flag(true).bits(value);
    return this.flag(false).number(value);
  }

  integers(values: readonly number[]): this {
    this.numbers.push(values.length, ...values);
    return this;
  }

  spec({ shape, dtype }: ArraySpec): this {
    return this.number(dtypes.indexOf(dtype)).integers(shape);
  }

  array(ref: ArrayRef | null): this {
    if (ref === null) return this.number(0);
    if (this.numberOf === null) return this.number(-1).spec(ref);
    return this.number(this.numberOf(ref));
  }

  arrays(refs: readonly ArrayRef[]): this {
    this.number(refs.length);
    for (const ref of refs) this.array(ref);
    return this;
  }

  unaryOp(op: UnaryOp): this {
    return this.number(unaryOps.indexOf(op));
  }

  binaryOp(op: BinaryOp): this {
    return this.number(binaryOps.indexOf(op));
  }

  compareOp(op: CompareOp): this {
    return this.number(compareOps.indexOf(op));
  }

  reduceOp(op: ReduceOp): this {
    return this.number(reduceOps.indexOf(op));
  }

  activation(activation: Activation | null): this {
    return this.number(activations.indexOf(activation));
  }

  norm(norm: Omit<GroupNormArgs, 'x' | 'activation' | 'out'> | null): this {
    if (norm === null) return this.flag(false);
    return this.flag(true).array(norm.statistics).number(norm.eps).array(norm.weight).array(norm.bias);
  }

  conv2d({ stride, padding, dilation, groups, precision = 'highest' }: Conv2dParams): this {
    const { top, bottom, left, right } = padding;
    this.numbers.push(
      ...stride,
      top,
      bottom,
      left,
      right,
      ...dilation,
      groups,
      precisions.indexOf(precision),
    );
    return this;
  }

  convBlock(args: ConvBlockArgs): this {
    this.array(args.x).norm(args.norm).activation(args.activation).number(args.upsample);
    this.array(args.weight).array(args.bias).conv2d(args.conv).array(args.residual);
    return this.activation(args.outputActivation).number(args.statisticsGroups ?? 0);
  }

  attention({ q, k, v, scale, mask }: AttentionArgs): this {
    return this.array(q).array(k).array(v).number(scale).array(mask);
  }
}
