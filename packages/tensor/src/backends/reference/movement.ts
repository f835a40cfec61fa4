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
  if (x.elements.length === 0) return;
  // The rows of x, with their places in the result.
  const strides = contiguousStrides(out.shape);
  const first = strides.reduce((offset, stride, axis) => offset + stride * args.before[axis]!, 0);
  const rowLength = x.shape.at(-1) ?? 1;
  const places = new Walk(x.shape.slice(0, -1), strides.slice(0, -1), first);
  let copied = 0;
  for (let from = 0; from < x.elements.length; from += rowLength) {
    setElements(out, places.offset, x, from, rowLength);
    places.next();
    copied += rowLength;
    if (copied >= 65536) {
      yield copied;
      copied = 0;
    }
  }
}

export function* concat(xs: readonly Source[], axis: number, out: Source): Steps {
  const outer = sizeOf(out.shape.slice(0, axis));
  const chunks = xs.map((x) => sizeOf(x.shape.slice(axis)));
  let to = 0;
  let copied = 0;
  for (let row = 0; row < outer; row++) {
    for (const [index, x] of xs.entries()) {
      const length = chunks[index]!;
      setElements(out, to, x, row * length, length);
      to += length;
      copied += length;
      if (copied >= 65536) {
        yield copied;
        copied = 0;
      }
    }
  }
}

/** Copies elements of one dtype in a row. */
function setElements(out: Source, to: number, x: Source, from: number, count: number): void {
  (out.elements as Float32Array).set(x.elements.subarray(from, from + count) as Float32Array, to);
}

export function* take(x: Source, indices: Source, axis: number, out: Source): Steps {
  const length = x.shape[axis]!;
  const inner = sizeOf(x.shape.slice(axis + 1));
  const outer = sizeOf(x.shape.slice(0, axis));
  const count = indices.elements.length;
  let copied = 0;
  for (let row = 0; row < outer; row++) {
    for (let i = 0; i < count; i++) {
      const index = Number(indices.elements[i]!);
      if (index < -length || index >= length) {
        throw new TensorError(
          'argument',
          'take',
          `indices must be in [${-length}, ${length - 1}] for axis ${axis} of shape [${x.shape}]; got ${index}`,
          { details: { axis, index, shape: x.shape } },
        );
      }
      const from = (row * length + (index < 0 ? index + length : index)) * inner;
      setElements(out, (row * count + i) * inner, x, from, inner);
      copied += inner + 1;
      if (copied >= 65536) {
        yield copied;
        copied = 0;
      }
    }
  }
}
