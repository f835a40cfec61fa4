import { clip, isTensor, round, type Tensor, tidy } from '@x/tensor';
import { checkMembers } from './check-arguments.js';
import { encodePicture } from './codec.js';
import { VaeError } from './errors.js';

/** A picture in bytes: rows of pixels, channels together. */
export interface Picture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/**
 * Images `[B,C,H,W]` in [0,1] as bytes, one picture each: `round(255·x)`, halves to even, as diffusers rounds. What
 * lies outside is clipped.
 *
 * @throws VaeError `image`, or `argument` for what is no tensor
 */
export async function toUint8(image: Tensor): Promise<Picture[]> {
  if (!isTensor(image)) {
    throw new VaeError('argument', 'toUint8', 'an image must be a Tensor; got something else');
  }
  if (image.shape.length !== 4) {
    throw new VaeError('image', 'toUint8', `an image must be [B,C,H,W]; got [${image.shape.join(',')}]`);
  }
  const [batch, channels, height, width] = image.shape as [number, number, number, number];
  const bytes = tidy(() =>
    round(clip(image.astype('float32'), { min: 0, max: 1 }).multiply(255))
      .astype('uint8')
      .permuteDims([0, 2, 3, 1]),
  );
  try {
    const data = (await bytes.data()) as Uint8Array;
    const size = channels * height * width;
    return Array.from({ length: batch }, (_, i) => ({
      data: data.subarray(i * size, (i + 1) * size),
      width,
      height,
      channels,
    }));
  } finally {
    bytes.dispose();
  }
}

export const imageFormats = ['png', 'webp', 'jpg'] as const;
export type ImageFormat = (typeof imageFormats)[number];

export interface EncodeImageOptions {
  /** 1 to 100, for webp and jpg. Default 95. */
  readonly quality?: number;
}

/**
 * A picture as a file's bytes: by `sharp`, which is loaded when first used, and in a browser by the browser.
 *
 * @throws VaeError `image`, or `argument` for what is no picture
 */
export async function encodeImage(
  picture: Picture,
  format: ImageFormat,
  options: EncodeImageOptions = {},
): Promise<Uint8Array> {
  const op = 'encodeImage';
  const members = { data: 'any', width: 'number', height: 'number', channels: 'number' } as const;
  checkMembers(op, 'a picture must be { data: Uint8Array, width, height, channels }', picture, members);
  checkMembers(op, 'options must be an object', options, {});
  const { quality = 95 } = options;
  const { data, width, height, channels } = picture;
  if (!imageFormats.includes(format)) {
    throw new VaeError(
      'image',
      'encodeImage',
      `format must be one of ${imageFormats.join(', ')}; got ${String(format)}`,
    );
  }
  if (!(data instanceof Uint8Array)) {
    throw new VaeError('argument', op, "a picture's data must be a Uint8Array; got something else");
  }
  if (![1, 2, 3, 4].includes(channels) || data.length !== width * height * channels) {
    const wanted = 'a picture must have 1 to 4 channels and width·height·channels bytes';
    throw new VaeError(
      'image',
      'encodeImage',
      `${wanted}; got ${width}×${height}×${channels} and ${data.length} bytes`,
    );
  }
  try {
    return await encodePicture(picture, format, { quality });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new VaeError('image', 'encodeImage', `${format} must be encodable; got: ${reason}`, { cause });
  }
}
