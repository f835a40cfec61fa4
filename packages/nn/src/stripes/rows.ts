import type { Padding2d } from '@x/tensor';
import type { ConvSource, StripedImage } from './graph.js';

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

/** The input rows for rows `from`–`to` of a convolution's result. */
export function convRows({ x, layers }: ConvSource, { from, to }: Rows): ConvRows {
  const { conv, upsample = 1 } = layers;
  const { stride, dilation, kernelSize, padding } = conv;
  const first = from * stride[0] - padding.top;
  const end = (to - 1) * stride[0] + dilation[0] * (kernelSize[0] - 1) + 1 - padding.top;
  const [begin, stop] = [Math.max(0, first), Math.min(x.height * upsample, end)];
  const input = { from: Math.floor(begin / upsample), to: Math.ceil(stop / upsample) };
  return {
    input,
    padding: { ...padding, top: Math.max(0, -first), bottom: Math.max(0, end - x.height * upsample) },
    above: begin - input.from * upsample,
    below: input.to * upsample - stop,
  };
}

/** The rows of `image`'s sources for some rows of it. */
export function readsOf(image: StripedImage, rows: Rows): [StripedImage, Rows][] {
  const { source } = image;
  if (source.kind === 'input') return [];
  if (source.kind === 'attention') return [[source.x, { from: 0, to: source.x.height }]];
  const reads: [StripedImage, Rows][] = [[source.x, convRows(source, rows).input]];
  if (source.residual !== null) reads.push([source.residual, rows]);
  return reads;
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

/** Of pieces in order, those that have some of the rows. */
export function overlapping<A>(pieces: readonly Piece<A>[], { from, to }: Rows): Piece<A>[] {
  let [first, end] = [0, pieces.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    if (pieces[middle]!.to > from) end = middle;
    else first = middle + 1;
  }
  const result: Piece<A>[] = [];
  for (let i = first; i < pieces.length && pieces[i]!.from < to; i++) result.push(pieces[i]!);
  return result;
}
