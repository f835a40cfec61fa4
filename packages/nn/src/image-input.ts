/** What models that take images check of them; each throws its own errors with these messages. */
import { max, min, type Tensor, tidy } from '@x/tensor';
import { type FloatData, wrongFloats } from './float-data.js';

export const imageLayouts = ['nchw', 'nhwc'] as const;

/** `[B,C,H,W]` or `[B,H,W,C]`. */
export type ImageLayout = (typeof imageLayouts)[number];

/** Why something can't be taken, in the words of a message, with the values that it speaks of. */
export interface Refusal {
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export type ImageSize = readonly [batch: number, height: number, width: number];

/** The size of an image of floats, or why it is none. */
export function imageSize(
  image: Tensor | FloatData,
  { layout, channels }: { readonly layout: ImageLayout; readonly channels: number },
): ImageSize | Refusal {
  const wrong = wrongFloats('the image', image);
  if (wrong !== null) return { message: wrong, details: {} };
  const { shape } = image;
  const wanted = layout === 'nchw' ? `[B, ${channels}, H, W]` : `[B, H, W, ${channels}]`;
  const [batch, second, third, fourth] = shape as readonly [number, number, number, number];
  const [count, height, width] = layout === 'nchw' ? [second, third, fourth] : [fourth, second, third];
  if (shape.length === 4 && count === channels && shape.every((side) => side >= 1)) {
    return [batch, height, width];
  }
  return {
    message: `an image in ${layout} must be ${wanted}; got [${shape.join(', ')}]`,
    details: { shape },
  };
}

/** The multiples around a side that isn't one; both are sizes, so at least one multiple each. */
export function nearestSizes(side: number, multiple: number): readonly [number, number] {
  const below = Math.max(1, Math.floor(side / multiple));
  return [below * multiple, (below + 1) * multiple];
}

/** Why the sides are no multiples, with the nearest that are; null where they are. */
export function wrongImageSides(
  [height, width]: readonly [number, number],
  [down, across]: readonly [number, number],
): Refusal | null {
  const wrong = [
    { name: 'height', side: height, multiple: down },
    { name: 'width', side: width, multiple: across },
  ].filter(({ side, multiple }) => side < 1 || side % multiple !== 0);
  if (wrong.length === 0) return null;
  const parts = wrong.map(({ name, side, multiple }) => {
    const [below, above] = nearestSizes(side, multiple);
    return `${name} must be a multiple of ${multiple}; got ${side}, the nearest are ${below} and ${above}`;
  });
  const nearest = wrong.map(({ name, side, multiple }) => [name, nearestSizes(side, multiple)]);
  return {
    message: `the image's ${parts.join('; its ')}`,
    details: { height, width, multiples: [down, across], nearest: Object.fromEntries(nearest) },
  };
}

/** To 8 bits, what lies this far outside is still inside. */
const tolerance = 0.5 / 255;

/** Why values from `least` to `most` are no image in [0,1], as 0 to 255 or -1 to 1 are none; null where they are. */
export function wrongImageRange([least, most]: readonly [number, number]): Refusal | null {
  if (least >= -tolerance && most <= 1 + tolerance) return null;
  return {
    message: `an image's values must lie in [0,1]; got ${least} to ${most}`,
    details: { least, most },
  };
}

/** The least and the largest element; NaN where one is NaN. */
export async function valueRange(x: Tensor): Promise<[least: number, most: number]> {
  const ends = tidy(() => [min(x), max(x)]);
  try {
    const [least, most] = await Promise.all(ends.map((end) => end.item()));
    return [Number(least), Number(most)];
  } finally {
    for (const end of ends) end.dispose();
  }
}
