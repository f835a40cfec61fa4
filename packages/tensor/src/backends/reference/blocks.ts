import type { DType } from '../../dtype.js';
import { narrowBfloat16Array, narrowFloat16Array, widenBfloat16, widenFloat16 } from '../../half.js';
import { Gather } from './gather.js';

import type { Steps } from './queue.js';
import { type Elements, sizeOf, type Workspace } from './storage.js';
import { broadcastStrides } from './strides.js';

/** Elements worked on between two chances to pause. */
const blockSize = 8192;

/** Elements with what they mean. */
export interface Source {
  readonly elements: Elements;
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** Elements as one computes with them: half types are widened to float32. */
export type Values = Exclude<Elements, Uint16Array>;

/** Reads an array block by block as if it were broadcast to `shape`. Blocks live until the next is read. */
export class BlockReader {
  private at = 0;
  private readonly gather: Gather | null;
  private readonly gathered: Elements | null;
  private readonly widened: Float32Array | null;

  constructor(
    private readonly source: Source,
    shape: readonly number[],
    workspace: Workspace,
  ) {
    const { elements, dtype } = source;
    const isWhole = sizeOf(source.shape) === sizeOf(shape);
    this.gather = isWhole ? null : new Gather(elements, shape, broadcastStrides(source.shape, shape));
    this.gathered = isWhole ? null : workspace.elements(dtype, blockSize);
    this.widened = isHalf(dtype) ? workspace.float32(blockSize) : null;
  }

  /** The next elements as stored. */
  stored(count: number): Elements {
    if (this.gather === null) {
      const block = this.source.elements.subarray(this.at, this.at + count);
      this.at += count;
      return block;
    }
    const block = this.gathered!.subarray(0, count);
    this.gather.read(block);
    return block;
  }

  /** The next elements, half types widened. */
  values(count: number): Values {
    const block = this.stored(count);
    if (this.widened === null) return block as Values;
    return widen(this.source.dtype, block as Uint16Array, this.widened.subarray(0, count));
  }
}

/** Fills an array block by block. */
export class BlockWriter {
  private at = 0;
  private readonly wide: Float32Array | null;

  constructor(
    private readonly target: Elements,
    private readonly dtype: DType,
    workspace: Workspace,
  ) {
    this.wide = isHalf(dtype) ? workspace.float32(blockSize) : null;
  }

  /** Has `fill` write the next elements; half types are written as float32 and then rounded. */
  write(count: number, fill: (block: Values) => void): void {
    const block = this.target.subarray(this.at, this.at + count);
    this.at += count;
    if (this.wide === null) {
      fill(block as Values);
      return;
    }
    const wide = this.wide.subarray(0, count);
    fill(wide);
    narrow(this.dtype, wide, block as Uint16Array);
  }
}

/** Calls `work` for blocks that make up `size` elements. */
export function* inBlocks(size: number, work: (count: number, start: number) => void): Steps {
  for (let start = 0; start < size; start += blockSize) {
    const count = Math.min(blockSize, size - start);
    work(count, start);
    yield count;
  }
}

/** All elements of a float array as float32; those of float32 themselves, not copied. */
export function* asFloat32(source: Source, workspace: Workspace): Steps<Float32Array> {
  if (!isHalf(source.dtype)) return source.elements as Float32Array;
  const bits = source.elements as Uint16Array;
  const wide = workspace.float32(bits.length);
  yield* inBlocks(bits.length, (count, start) => {
    widen(source.dtype, bits.subarray(start, start + count), wide.subarray(start, start + count));
  });
  return wide;
}

/** Rounds float32 to the half type of `target`. */
export function* roundInto(target: Uint16Array, dtype: DType, source: Float32Array): Steps {
  yield* inBlocks(source.length, (count, start) => {
    narrow(dtype, source.subarray(start, start + count), target.subarray(start, start + count));
  });
}

export const isHalf = (dtype: DType): boolean => dtype === 'float16' || dtype === 'bfloat16';

const widen = (dtype: DType, bits: Uint16Array, out: Float32Array): Float32Array =>
  dtype === 'float16' ? widenFloat16(bits, out) : widenBfloat16(bits, out);

const narrow = (dtype: DType, wide: Float32Array, out: Uint16Array): Uint16Array =>
  dtype === 'float16' ? narrowFloat16Array(wide, out) : narrowBfloat16Array(wide, out);
