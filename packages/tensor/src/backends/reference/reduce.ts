import type { ReduceOp } from '../../backend.js';
import { type DType, isFloat } from '../../dtype.js';
import { BlockReader, BlockWriter, inBlocks, type Source, type Values } from './blocks.js';
import type { Steps } from './queue.js';
import { larger, smaller } from './special.js';
import type { Elements, Workspace } from './storage.js';
import { collapse, contiguousStrides, Walk } from './strides.js';

/** Takes values in, each into the accumulator `step` after the last one's: 0 folds a row, 1 folds rows into one. */
type Fold = (accumulators: Accumulators, at: number, step: number, values: Values) => void;
type Accumulators = Float64Array | Elements;

interface Reduction {
  readonly identity: number | bigint;
  readonly fold: Fold;
}

type FoldOp = Exclude<ReduceOp, 'argmax' | 'argmin'>;

/** Float sums and products are taken in double, in C order, and rounded once: closer than any float32 sum. */
const floats: Partial<Record<FoldOp, Reduction>> = {
  sum: {
    identity: 0,
    fold: (accumulators, at, step, values) => {
      const sums = accumulators as Float64Array;
      const xs = values as Float32Array;
      for (let i = 0, to = at; i < xs.length; i++, to += step) sums[to] = sums[to]! + xs[i]!;
    },
  },
  prod: { identity: 1, fold: each((a, b) => a * b) },
  max: { identity: -Infinity, fold: each(Math.max) },
  min: { identity: Infinity, fold: each(Math.min) },
};

const integers = (least: number, most: number): Partial<Record<FoldOp, Reduction>> => ({
  sum: { identity: 0, fold: each((a, b) => a + b) },
  prod: { identity: 1, fold: each(Math.imul) },
  max: { identity: least, fold: each(Math.max) },
  min: { identity: most, fold: each(Math.min) },
  any: { identity: 0, fold: each((a, b) => (a !== 0 || b !== 0 ? 1 : 0)) },
  all: { identity: 1, fold: each((a, b) => (a !== 0 && b !== 0 ? 1 : 0)) },
});

const bigints: Partial<Record<FoldOp, Reduction>> = {
  sum: { identity: 0n, fold: eachBigint((a, b) => a + b) },
  prod: { identity: 1n, fold: eachBigint((a, b) => a * b) },
  max: { identity: -(2n ** 63n), fold: eachBigint(larger) },
  min: { identity: 2n ** 63n - 1n, fold: eachBigint(smaller) },
};

const reductions: Record<DType, Partial<Record<FoldOp, Reduction>>> = {
  float32: floats,
  float16: floats,
  bfloat16: floats,
  int32: integers(-(2 ** 31), 2 ** 31 - 1),
  int64: bigints,
  uint32: integers(0, 2 ** 32 - 1),
  uint8: integers(0, 255),
  bool: integers(0, 1),
};

function each(f: (a: number, b: number) => number): Fold {
  return (accumulators, at, step, values) => {
    for (let i = 0, to = at; i < values.length; i++, to += step) {
      accumulators[to] = f(accumulators[to] as number, values[i] as number);
    }
  };
}

function eachBigint(f: (a: bigint, b: bigint) => bigint): Fold {
  return (accumulators, at, step, values) => {
    for (let i = 0, to = at; i < values.length; i++, to += step) {
      accumulators[to] = f(accumulators[to] as bigint, values[i] as bigint);
    }
  };
}

export function* reduce(
  op: ReduceOp,
  x: Source,
  axes: readonly number[],
  out: Source,
  workspace: Workspace,
): Steps {
  if (op === 'argmax' || op === 'argmin') {
    yield* argReduce(op, x, axes[0]!, out, workspace);
    return;
  }
  const { identity, fold } = reductions[x.dtype][op]!;
  // Integers are folded in the result, which wraps them.
  const isWide = isFloat(x.dtype);
  const accumulators = isWide ? workspace.float64(out.elements.length) : out.elements;
  yield* inBlocks(accumulators.length, (count, start) => {
    (accumulators as { fill(value: unknown, from: number, to: number): void }).fill(
      identity,
      start,
      start + count,
    );
  });

  const rows = collapse(x.shape, resultStrides(x.shape, axes));
  const rowLength = rows.shape.pop() ?? 1;
  const rowStride = rows.strides.pop() ?? 0;
  const places = new Walk(rows.shape, rows.strides);
  let inRow = 0;
  const reader = new BlockReader(x, x.shape, workspace);
  yield* inBlocks(x.elements.length, (count) => {
    const values = reader.values(count);
    for (let from = 0; from < count; ) {
      const run = Math.min(rowLength - inRow, count - from);
      fold(accumulators, places.offset + inRow * rowStride, rowStride, values.subarray(from, from + run));
      from += run;
      inRow += run;
      if (inRow === rowLength) {
        inRow = 0;
        places.next();
      }
    }
  });

  if (!isWide) return;
  const writer = new BlockWriter(out.elements, out.dtype, workspace);
  yield* inBlocks(out.elements.length, (count, start) => {
    writer.write(count, (block) => {
      (block as Float32Array).set((accumulators as Float64Array).subarray(start, start + count));
    });
  });
}

/** How far each axis of the argument moves in the result: not at all along those reduced. */
function resultStrides(shape: readonly number[], axes: readonly number[]): number[] {
  const strides = contiguousStrides(shape.map((length, axis) => (axes.includes(axis) ? 1 : length)));
  return strides.map((stride, axis) => (axes.includes(axis) ? 0 : stride));
}

/** The first of the greatest (least), or the first NaN. */
function* argReduce(
  op: 'argmax' | 'argmin',
  x: Source,
  axis: number,
  out: Source,
  workspace: Workspace,
): Steps {
  const best = workspace.elements(isFloat(x.dtype) ? 'float32' : x.dtype, out.elements.length);
  const beats: (value: number | bigint, other: number | bigint) => boolean =
    op === 'argmax' ? (value, other) => value > other : (value, other) => value < other;
  const length = x.shape[axis]!;
  const inner = contiguousStrides(x.shape)[axis]!;
  const reader = new BlockReader(x, x.shape, workspace);
  yield* inBlocks(x.elements.length, (count, start) => {
    const values = reader.values(count);
    for (let i = 0; i < count; i++) {
      const position = Math.floor((start + i) / inner) % length;
      const at = Math.floor((start + i) / (inner * length)) * inner + ((start + i) % inner);
      const value = values[i]!;
      const isNew =
        position === 0 || beats(value, best[at]!) || (isNotANumber(value) && !isNotANumber(best[at]!));
      if (!isNew) continue;
      best[at] = value;
      out.elements[at] = position;
    }
  });
}

const isNotANumber = (value: number | bigint): boolean => Number.isNaN(value);
