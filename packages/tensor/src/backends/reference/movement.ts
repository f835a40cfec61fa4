import { TensorError } from '../../errors.js';
import { inBlocks, type Source } from './blocks.js';
import { Gather } from './gather.js';
import { fill } from './making.js';
import type { Steps } from './queue.js';
import { sizeOf, type Workspace } from './storage.js';
import { broadcastStrides, contiguousStrides, Walk } from './strides.js';

export function* transpose(x: Source, permutation: readonly number[], out: Source): Steps {
  const strides = contiguousStrides(x.shape);
  yield* gatherInto(
    out,
    x,
    permutation.map((axis) => strides[axis]!),
  );
}

export function* broadcast(x: Source, out: Source): Steps {
  yield* gatherInto(out, x, broadcastStrides(x.shape, out.shape));
}

export function* slice(
  x: Source,
  args: { start: readonly number[]; step: readonly number[] },
  out: Source,
): Steps {
  const strides = contiguousStrides(x.shape);
  const first = strides.reduce((offset, stride, axis) => offset + stride * args.start[axis]!, 0);
  yield* gatherInto(
    out,
    x,
    strides.map((stride, axis) => stride * args.step[axis]!),
    first,
  );
}

function* gatherInto(out: Source, x: Source, strides: readonly number[], start = 0): Steps {
  const gather = new Gather(x.elements, out.shape, strides, start);
  yield* inBlocks(out.elements.length, (count, at) => gather.read(out.elements.subarray(at, at + count)));
}

export function* pad(
  x: Source,
  args: { before: readonly number[]; after: readonly number[]; value: number },
  out: Source,
  workspace: Workspace,
): Steps {
  yield* fill(args.value, out, workspace);
  yield* copyRuns(out, padRuns(x, args.before, out.shape));
}

/** The rows of x, with their places in the result. */
function* padRuns(x: Source, before: readonly number[], outShape: readonly number[]): Iterable<Run> {
  const strides = contiguousStrides(outShape);
  const first = strides.reduce((offset, stride, axis) => offset + stride * before[axis]!, 0);
  const count = x.shape.at(-1) ?? 1;
  const places = new Walk(x.shape.slice(0, -1), strides.slice(0, -1), first);
  for (let from = 0; from < x.elements.length; from += count) {
    yield { x, from, to: places.offset, count };
    places.next();
  }
}

export function* concat(xs: readonly Source[], axis: number, out: Source): Steps {
  yield* copyRuns(out, concatRuns(xs, axis, sizeOf(out.shape.slice(0, axis))));
}

function* concatRuns(xs: readonly Source[], axis: number, outer: number): Iterable<Run> {
  const parts = xs.map((x) => ({ x, count: sizeOf(x.shape.slice(axis)) }));
  let to = 0;
  for (let row = 0; row < outer; row++) {
    for (const { x, count } of parts) {
      yield { x, from: row * count, to, count };
      to += count;
    }
  }
}

export function* take(x: Source, indices: Source, axis: number, out: Source): Steps {
  yield* copyRuns(out, takeRuns(x, indices, axis));
}

function* takeRuns(x: Source, indices: Source, axis: number): Iterable<Run> {
  const length = x.shape[axis]!;
  const outer = sizeOf(x.shape.slice(0, axis));
  const count = sizeOf(x.shape.slice(axis + 1));
  let to = 0;
  for (let row = 0; row < outer; row++) {
    for (const given of indices.elements) {
      const index = Number(given);
      if (index < -length || index >= length) {
        throw new TensorError(
          'argument',
          'take',
          `indices must be in [${-length}, ${length - 1}] for axis ${axis} of shape [${x.shape}]; got ${index}`,
          { details: { axis, index, shape: x.shape } },
        );
      }
      yield { x, from: (row * length + (index < 0 ? index + length : index)) * count, to, count };
      to += count;
    }
  }
}

/** `count` elements of x that go into the result side by side. */
interface Run {
  readonly x: Source;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Elements copied between two chances to pause. */
const pieceSize = 2 ** 16;

function* copyRuns(out: Source, runs: Iterable<Run>): Steps {
  const target = out.elements as Float32Array; // of the dtype of every x, whichever it is
  let copied = 0;
  for (const { x, from, to, count } of runs) {
    const source = x.elements as Float32Array;
    for (let done = 0; done < count; done += pieceSize) {
      const piece = Math.min(pieceSize, count - done);
      target.set(source.subarray(from + done, from + done + piece), to + done);
      copied += piece;
      if (copied >= pieceSize) {
        yield copied;
        copied = 0;
      }
    }
  }
}
