import { VaeError } from './errors.js';
import type { Picture } from './image.js';

export const pictureFits = ['pad', 'crop', 'resize'] as const;
export type PictureFit = (typeof pictureFits)[number];

/**
 * A picture whose height and width are multiples of `multiples` pixels; one that has them already stays as it is. `pad`
 * repeats the last row and column below and at the right, up to the next multiples; `crop` keeps the middle, down to
 * the multiples below; `resize` goes to the nearest ones (Lanczos), the proportions changed by as much as that takes.
 * Needs `sharp`.
 *
 * @throws VaeError `image` for `crop` where a side is shorter than its multiple; `argument`
 */
export async function fitPicture(
  picture: Picture,
  fit: PictureFit,
  multiples: readonly [vertical: number, horizontal: number],
): Promise<Picture> {
  const { data, width, height, channels } = picture;
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
  const { default: sharp } = await import('sharp');
  const image = sharp(data, { raw: { width, height, channels: channels as 1 | 2 | 3 | 4 } });
  if (fit === 'pad') {
    image.extend({ bottom: toHeight - height, right: toWidth - width, extendWith: 'copy' });
  } else if (fit === 'crop') {
    const [left, top] = [Math.floor((width - toWidth) / 2), Math.floor((height - toHeight) / 2)];
    image.extract({ left, top, width: toWidth, height: toHeight });
  } else {
    image.resize({ width: toWidth, height: toHeight, fit: 'fill', kernel: 'lanczos3' });
  }
  const result = await image.raw().toBuffer({ resolveWithObject: true });
  return { data: result.data, width: toWidth, height: toHeight, channels: result.info.channels };
}

function fittedSide(side: number, multiple: number, fit: PictureFit): number {
  const count = side / multiple;
  if (fit === 'pad') return Math.ceil(count) * multiple;
  return (fit === 'crop' ? Math.floor(count) : Math.max(1, Math.round(count))) * multiple;
}
