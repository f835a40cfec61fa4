import { VaeError } from './errors.js';
import type { FloatData } from './float-data.js';
import type { Picture } from './image.js';

/**
 * Pictures of one size as an image `[B,C,H,W]` in [0,1]: `x / 255`. The inverse of `toUint8`.
 *
 * @throws VaeError `image`
 */
export function fromUint8(pictures: readonly Picture[]): FloatData {
  const first = pictures[0];
  if (first === undefined) throw new VaeError('image', 'fromUint8', 'there must be a picture; got none');
  const { width, height, channels } = first;
  const plane = width * height;
  const data = new Float32Array(pictures.length * channels * plane);
  for (const [b, picture] of pictures.entries()) {
    const isLike = picture.width === width && picture.height === height && picture.channels === channels;
    if (!isLike || picture.data.length !== plane * channels) {
      throw new VaeError(
        'image',
        'fromUint8',
        `every picture must be ${width}×${height}×${channels}, as the first; got ` +
          `${picture.width}×${picture.height}×${picture.channels} of ${picture.data.length} bytes`,
      );
    }
    for (let c = 0; c < channels; c++) {
      const start = (b * channels + c) * plane;
      for (let p = 0; p < plane; p++) data[start + p] = picture.data[p * channels + c]! / 255;
    }
  }
  return { data, shape: [pictures.length, channels, height, width] };
}
