import type { Elements } from './storage.js';
import { collapse, Walk } from './strides.js';

/** Elements by their size alone; eight bytes are two words. Moving bits keeps every NaN as it was. */
type Raw = Uint8Array | Uint16Array | Uint32Array;

function rawView(elements: Elements): Raw {
  const { buffer, byteOffset, byteLength, BYTES_PER_ELEMENT: bytes } = elements;
  if (bytes === 1) return new Uint8Array(buffer, byteOffset, byteLength);
  if (bytes === 2) return new Uint16Array(buffer, byteOffset, byteLength / 2);
  return new Uint32Array(buffer, byteOffset, byteLength / 4);
}

/** Copies elements out of a strided array in C order, some at a time. */
export class Gather {
  private readonly source: Raw;
  private readonly wordsPerElement: number;
  private readonly rowLength: number;
  private readonly rowStride: number;
  private readonly rows: Walk;
  private inRow = 0;

  constructor(source: Elements, shape: readonly number[], strides: readonly number[], start = 0) {
    const words = source.BYTES_PER_ELEMENT === 8 ? 2 : 1;
    const inWords = words === 1 ? strides : [...strides.map((stride) => stride * words), 1];
    const flat = collapse(words === 1 ? shape : [...shape, words], inWords);
    this.source = rawView(source);
    this.wordsPerElement = words;
    this.rowLength = flat.shape.pop() ?? 1;
    this.rowStride = flat.strides.pop() ?? 1;
    this.rows = new Walk(flat.shape, flat.strides, start * words);
  }

  /** Fills `into` with the next elements. */
  read(into: Elements): void {
    const target = rawView(into);
    const count = into.length * this.wordsPerElement;
    for (let done = 0; done < count; ) {
      const run = Math.min(this.rowLength - this.inRow, count - done);
      copyRun(this.source, this.rows.offset + this.inRow * this.rowStride, this.rowStride, target, done, run);
      done += run;
      this.inRow += run;
      if (this.inRow === this.rowLength) {
        this.inRow = 0;
        this.rows.next();
      }
    }
  }
}

function copyRun(source: Raw, from: number, stride: number, target: Raw, to: number, count: number): void {
  if (stride === 1 && count > 64) {
    target.set(source.subarray(from, from + count), to);
    return;
  }
  for (let i = 0; i < count; i++) target[to + i] = source[from + i * stride]!;
}
