import type { Padding2d } from '@x/tensor';
import type { ConvSource } from './graph.js';

/** Rows `from` to before `to`. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/** What a convolution reads for some rows of its result. */
export interface ConvRows {
  /** Of its input. */
  readonly input: Rows;
  /** Zeros only where the image ends. */
  readonly padding: Padding2d;
  /** Rows that it makes too many, above and below: an enlarged row can't be halved. */
  readonly above: number;
  readonly below: number;
}

/** The first row of a convolution's input, after enlarging, for rows of its result from `from`; above it are zeros. */
const firstRead = ({ layers: { conv } }: ConvSource, from: number): number =>
  from * conv.stride[0] - conv.padding.top;

/** The row after the last one for rows to before `to`; what is below the image are zeros. */
const endRead = ({ layers: { conv } }: ConvSource, to: number): number =>
  (to - 1) * conv.stride[0] + conv.dilation[0] * (conv.kernelSize[0] - 1) + 1 - conv.padding.top;

/** The first row of the input that is read for rows of the result from `from`. */
export function inputFrom(source: ConvSource, from: number): number {
  return Math.floor(Math.max(0, firstRead(source, from)) / (source.layers.upsample ?? 1));
}

/** The row of the input after the last one that is read for rows of the result to before `to`. */
export function inputTo(source: ConvSource, to: number): number {
  const upsample = source.layers.upsample ?? 1;
  return Math.ceil(Math.min(source.x.height * upsample, endRead(source, to)) / upsample);
}

export function convRows(source: ConvSource, { from, to }: Rows): ConvRows {
  const { conv, upsample = 1 } = source.layers;
  const [first, end, height] = [firstRead(source, from), endRead(source, to), source.x.height * upsample];
  const input = { from: inputFrom(source, from), to: inputTo(source, to) };
  return {
    input,
    padding: { ...conv.padding, top: Math.max(0, -first), bottom: Math.max(0, end - height) },
    above: Math.max(0, first) - input.from * upsample,
    below: input.to * upsample - Math.min(height, end),
  };
}

/**
 * Stripes of `rows` rows. Those of an enlarged image begin at odd rows, where a 3×3 convolution of padding 1 reads
 * whole rows of the small one.
 */
export function stripes(height: number, rows: number, odd: boolean): Rows[] {
  const result: Rows[] = [];
  for (let from = 0; from < height; ) {
    const step = odd && from === 0 && rows % 2 === 0 ? rows + 1 : rows;
    // A last stripe of a row or two costs a whole round: it goes to the one before.
    const rest = height - from - step;
    const to = rest <= Math.min(2, rows / 8) ? height : from + step;
    result.push({ from, to });
    from = to;
  }
  return result;
}

/** Some rows of an image that are in memory. */
export interface Piece<A> extends Rows {
  readonly array: A;
}

export const height = ({ from, to }: Rows): number => to - from;

/** Of pieces in order, where the first one lies that has rows from `from` on. */
export function firstPiece(pieces: readonly Rows[], from: number): number {
  let [first, end] = [0, pieces.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    if (pieces[middle]!.to > from) end = middle;
    else first = middle + 1;
  }
  return first;
}
