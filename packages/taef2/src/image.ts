import {
  type FloatData,
  type ImageLayout,
  imageLayouts,
  imageSize,
  type Refusal,
  valueRange,
  wrongImageRange,
  wrongImageSides,
} from '@x/nn';
import type { Tensor } from '@x/tensor';
import { imageChannels, scaleFactor } from './coders.js';
import { Taef2Error } from './errors.js';

/** Of both sides, in pixels: of what a packed position holds. */
const multiple = 2 * scaleFactor;

/** The size of an image that can be encoded, NHWC. Reads no element. */
export function checkImage(
  op: string,
  image: Tensor | FloatData,
  layout: ImageLayout,
): readonly [batch: number, height: number, width: number, channels: number] {
  if (!imageLayouts.includes(layout)) {
    const wanted = `imageLayout must be one of ${imageLayouts.join(', ')}`;
    throw new Taef2Error('argument', op, `${wanted}; got ${String(layout)}`);
  }
  const size = imageSize(image, { layout, channels: imageChannels });
  if ('message' in size) throw imageError(op, size);
  const [batch, height, width] = size;
  const wrong = wrongImageSides([height, width], [multiple, multiple]);
  if (wrong !== null) throw imageError(op, wrong);
  return [batch, height, width, imageChannels];
}

/** Images of 0 to 255, or of -1 to 1, would encode to something else without a word. */
export async function requireImageRange(op: string, image: Tensor): Promise<void> {
  const wrong = wrongImageRange(await valueRange(image));
  if (wrong !== null) throw imageError(op, wrong);
}

const imageError = (op: string, { message, details }: Refusal): Taef2Error =>
  new Taef2Error('image', op, message, { details });
