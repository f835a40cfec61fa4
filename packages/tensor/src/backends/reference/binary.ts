import type { BinaryOp, CompareOp } from '../../backend.js';
import type { DType } from '../../dtype.js';
import { TensorError } from '../../errors.js';
import { BlockReader, BlockWriter, inBlocks, type Source, type Values } from './blocks.js';
import type { Steps } from './queue.js';
import { floorQuotient, floorRemainder, larger, power, smaller } from './special.js';
import type { Workspace } from './storage.js';

type Loop = (a: Values, b: Values, out: Values) => void;
type Table = Partial<Record<BinaryOp, Loop>>;

/** A loop over elements; what is stored is rounded (float32) or wrapped (integers) by the typed array. */
const each =
  (f: (a: number, b: number) => number): Loop =>
  (a, b, out) => {
    for (let i = 0; i < out.length; i++) out[i] = f(a[i] as number, b[i] as number);
  };

const eachBigint =
  (f: (a: bigint, b: bigint) => bigint): Loop =>
  (a, b, out) => {
    for (let i = 0; i < out.length; i++) out[i] = f(a[i] as bigint, b[i] as bigint);
  };

/**
 * In double, then rounded to float32: for these four (and for square roots) the same as in float32. They are
 * loops of their own because a call for each element would cost several times the arithmetic.
 */
const arithmetic = {
  add: (a: Float32Array, b: Float32Array, out: Float32Array) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i]! + b[i]!;
  },
  subtract: (a: Float32Array, b: Float32Array, out: Float32Array) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i]! - b[i]!;
  },
  multiply: (a: Float32Array, b: Float32Array, out: Float32Array) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i]! * b[i]!;
  },
  divide: (a: Float32Array, b: Float32Array, out: Float32Array) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i]! / b[i]!;
  },
};

const floats: Table = {
  ...(arithmetic as unknown as Table),
  floorDivide: each(floorQuotient),
  remainder: each(floorRemainder),
  pow: each(power),
  maximum: each(Math.max),
  minimum: each(Math.min),
};

/** Integers of up to 32 bits, whose sums and quotients are exact in double. */
const integers = (bits: number, isSigned: boolean): Table => ({
  add: each((a, b) => a + b),
  subtract: each((a, b) => a - b),
  multiply: each(Math.imul),
  floorDivide: each((a, b) => (b === 0 ? 0 : Math.floor(a / b))),
  remainder: each((a, b) => (b === 0 ? 0 : floorRemainder(a, b))),
  maximum: each(Math.max),
  minimum: each(Math.min),
  bitwiseAnd: each((a, b) => a & b),
  bitwiseOr: each((a, b) => a | b),
  bitwiseXor: each((a, b) => a ^ b),
  leftShift: each((a, b) => (isShift(b, bits) ? a << b : 0)),
  rightShift: isSigned
    ? each((a, b) => a >> (isShift(b, bits) ? b : bits - 1))
    : each((a, b) => (isShift(b, bits) ? a >>> b : 0)),
});

/** JavaScript would take the count modulo 32. Negative counts are none, as large ones. */
const isShift = (count: number, bits: number) => count >= 0 && count < bits;

const bigints: Table = {
  add: eachBigint((a, b) => a + b),
  subtract: eachBigint((a, b) => a - b),
  multiply: eachBigint((a, b) => a * b),
  floorDivide: eachBigint((a, b) => (b === 0n ? 0n : (a - bigintRemainder(a, b)) / b)),
  remainder: eachBigint((a, b) => (b === 0n ? 0n : bigintRemainder(a, b))),
  maximum: eachBigint(larger),
  minimum: eachBigint(smaller),
  bitwiseAnd: eachBigint((a, b) => a & b),
  bitwiseOr: eachBigint((a, b) => a | b),
  bitwiseXor: eachBigint((a, b) => a ^ b),
  leftShift: eachBigint((a, b) => (b >= 0n && b < 64n ? a << b : 0n)),
  rightShift: eachBigint((a, b) => a >> (b >= 0n && b < 64n ? b : 63n)),
};

function bigintRemainder(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

const bools: Table = {
  maximum: each(Math.max),
  minimum: each(Math.min),
  logicalAnd: each((a, b) => a & b),
  logicalOr: each((a, b) => a | b),
  bitwiseAnd: each((a, b) => a & b),
  bitwiseOr: each((a, b) => a | b),
  bitwiseXor: each((a, b) => a ^ b),
};

const tables: Record<DType, Table> = {
  float32: floats,
  float16: floats,
  bfloat16: floats,
  int32: integers(32, true),
  int64: bigints,
  uint32: integers(32, false),
  uint8: integers(8, false),
  bool: bools,
};

export function* binary(op: BinaryOp, a: Source, b: Source, out: Source, workspace: Workspace): Steps {
  const loop = tables[a.dtype][op];
  if (loop === undefined) {
    throw new TensorError('dtype', op, `the op must be defined for the dtype; got ${a.dtype}`);
  }
  yield* combine(loop, a, b, out, workspace);
}

type Comparison = (a: number | bigint, b: number | bigint) => boolean;

const comparisons: Record<CompareOp, Comparison> = {
  equal: (a, b) => a === b,
  notEqual: (a, b) => a !== b,
  less: (a, b) => a < b,
  lessEqual: (a, b) => a <= b,
  greater: (a, b) => a > b,
  greaterEqual: (a, b) => a >= b,
};

export function* compare(op: CompareOp, a: Source, b: Source, out: Source, workspace: Workspace): Steps {
  const holds = comparisons[op];
  const loop: Loop = (x, y, result) => {
    for (let i = 0; i < result.length; i++) result[i] = holds(x[i]!, y[i]!) ? 1 : 0;
  };
  yield* combine(loop, a, b, out, workspace);
}

function* combine(loop: Loop, a: Source, b: Source, out: Source, workspace: Workspace): Steps {
  const readA = new BlockReader(a, out.shape, workspace);
  const readB = new BlockReader(b, out.shape, workspace);
  const writer = new BlockWriter(out.elements, out.dtype, workspace);
  yield* inBlocks(out.elements.length, (count) => {
    const x = readA.values(count);
    const y = readB.values(count);
    writer.write(count, (block) => loop(x, y, block));
  });
}
