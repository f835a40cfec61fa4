import type { UnaryOp } from '../../backend.js';
import { type DType, isFloat } from '../../dtype.js';
import { TensorError } from '../../errors.js';
import { BlockReader, BlockWriter, inBlocks, type Source, type Values } from './blocks.js';
import type { Steps } from './queue.js';
import { erf, roundHalfToEven } from './special.js';
import type { Workspace } from './storage.js';

type Loop = (x: Values, out: Values) => void;

/** A loop over elements; what is stored is rounded (float32) or wrapped (integers) by the typed array. */
const each =
  (f: (x: number) => number): Loop =>
  (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = f(x[i] as number);
  };

const eachBigint =
  (f: (x: bigint) => bigint): Loop =>
  (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = f(x[i] as bigint);
  };

const floats: Partial<Record<UnaryOp, Loop>> = {
  negative: each((x) => -x),
  abs: each(Math.abs),
  sign: each((x) => (x === 0 ? 0 : Math.sign(x))),
  sqrt: each(Math.sqrt),
  rsqrt: each((x) => 1 / Math.sqrt(x)),
  // A call for each element would cost what the exponential does.
  exp: (x, out) => {
    const from = x as Float32Array;
    const to = out as Float32Array;
    for (let i = 0; i < to.length; i++) to[i] = Math.exp(from[i]!);
  },
  log: each(Math.log),
  sin: each(Math.sin),
  cos: each(Math.cos),
  tanh: each(Math.tanh),
  erf: each(erf),
  sigmoid: (x, out) => {
    const from = x as Float32Array;
    const to = out as Float32Array;
    for (let i = 0; i < to.length; i++) to[i] = 1 / (1 + Math.exp(-from[i]!));
  },
  floor: each(Math.floor),
  ceil: each(Math.ceil),
  round: each(roundHalfToEven),
  isnan: each((x) => (Number.isNaN(x) ? 1 : 0)),
  isfinite: each((x) => (Number.isFinite(x) ? 1 : 0)),
};

const integers: Partial<Record<UnaryOp, Loop>> = {
  negative: each((x) => -x),
  abs: each(Math.abs),
  sign: each(Math.sign),
  bitwiseNot: each((x) => ~x),
};

const bigints: Partial<Record<UnaryOp, Loop>> = {
  negative: eachBigint((x) => -x),
  abs: eachBigint((x) => (x < 0n ? -x : x)),
  sign: eachBigint((x) => (x > 0n ? 1n : x < 0n ? -1n : 0n)),
  bitwiseNot: eachBigint((x) => ~x),
};

const bools: Partial<Record<UnaryOp, Loop>> = {
  logicalNot: each((x) => 1 - x),
};

function loopFor(op: UnaryOp, dtype: DType): Loop {
  const family = isFloat(dtype) ? floats : dtype === 'int64' ? bigints : dtype === 'bool' ? bools : integers;
  const loop = family[op];
  if (loop !== undefined) return loop;
  throw new TensorError('dtype', op, `the op must be defined for the dtype; got ${dtype}`);
}

export function* unary(op: UnaryOp, x: Source, out: Source, workspace: Workspace): Steps {
  const loop = loopFor(op, x.dtype);
  const reader = new BlockReader(x, x.shape, workspace);
  const writer = new BlockWriter(out.elements, out.dtype, workspace);
  yield* inBlocks(out.elements.length, (count) => {
    const values = reader.values(count);
    writer.write(count, (block) => loop(values, block));
  });
}
