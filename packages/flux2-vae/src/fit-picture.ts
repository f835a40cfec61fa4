import { resizePicture } from './codec.js';
import { VaeError } from './errors.js';
import type { Picture } from './image.js';

export const pictureFits = ['pad', 'crop', 'resize'] as const;
export type PictureFit = (typeof pictureFits)[number];

/**
 * A picture whose height and width are multiples of `multiples` pixels; one that has them already stays as it is. `pad`
 * repeats the last row and column below and at the right, up to the next multiples; `crop` keeps the middle, down to
 * the multiples below; `resize` goes to the nearest ones (Lanczos), the proportions changed by as much as that takes.
 * In a browser the filter is the browser's best.
 *
 * @throws VaeError `image` for `crop` where a side is shorter than its multiple; `argument`
 */
export async function fitPicture(
  picture: Picture,
  fit: PictureFit,
  multiples: readonly [vertical: number, horizontal: number],
): Promise<Picture> {
  const { width, height } = picture;
  if (!pictureFits.includes(fit)) {
    throw new VaeError(
      'argument',
      'fitPicture',
      `fit must be one of ${pictureFits.join(', ')}; got ${String(fit)}`,
    );
  }
  const [toHeight, toWidth] = [fittedSide(height, multiples[0], fit), fittedSide(width, multiples[1], fit)];
  if (toHeight === height && toWidth === width) return picture;
  if (toHeight === 0 || toWidth === 0) {
    throw new VaeError(
      'image',
      'fitPicture',
      `a picture must have at least ${multiples[1]}×${multiples[0]} pixels to be cropped; got ${width}×${height}`,
    );
  }
  if (fit === 'resize') return resizePicture(picture, { width: toWidth, height: toHeight });
  const at =
    fit === 'pad' ? [0, 0] : [Math.floor((height - toHeight) / 2), Math.floor((width - toWidth) / 2)];
  return window(picture, at as [number, number], [toHeight, toWidth]);
}

/** The part of a picture from `top`, `left` on; beyond its last row and column these repeat. */
function window(
  { data, width, height, channels }: Picture,
  [top, left]: readonly [number, number],
  [toHeight, toWidth]: readonly [number, number],
): Picture {
  const result = new Uint8Array(toWidth * toHeight * channels);
  for (let y = 0, to = 0; y < toHeight; y++) {
    const row = Math.min(top + y, height - 1) * width;
    for (let x = 0; x < toWidth; x++) {
      const from = (row + Math.min(left + x, width - 1)) * channels;
      for (let c = 0; c < channels; c++) result[to++] = data[from + c]!;
    }
  }
  return { data: result, width: toWidth, height: toHeight, channels };
}

function fittedSide(side: number, multiple: number, fit: PictureFit): number {
  const count = side / multiple;
  if (fit === 'pad') return Math.ceil(count) * multiple;
  return (fit === 'crop' ? Math.floor(count) : Math.max(1, Math.round(count))) * multiple;
}
