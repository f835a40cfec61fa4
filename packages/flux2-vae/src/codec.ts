/**
 * Picture files and resizing by `sharp`, which is loaded when first used. In the build for browsers `codec.browser.ts`
 * stands in its place, with the same functions.
 */
import type { ImageFormat, Picture } from './image.js';

/** A picture file whose size is known. */
export interface OpenPicture {
  readonly width: number;
  readonly height: number;
  /** 8-bit sRGB, three channels, turned as its EXIF orientation says. */
  decode(options: { readonly background: string; readonly maxPixels: number }): Promise<Picture>;
  close(): void;
}

/** Of an animation the first frame. */
export async function openPicture(bytes: Uint8Array): Promise<OpenPicture> {
  const { default: sharp } = await import('sharp');
  // The header alone: nothing is decoded yet.
  const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
  return {
    width,
    height,
    async decode({ background, maxPixels }) {
      const image = sharp(bytes, { limitInputPixels: maxPixels });
      const flat = image.autoOrient().flatten({ background }).toColourspace('srgb').removeAlpha();
      const { data, info } = await flat.raw().toBuffer({ resolveWithObject: true });
      return { data, width: info.width, height: info.height, channels: info.channels };
    },
    close() {},
  };
}

export async function encodePicture(
  picture: Picture,
  format: ImageFormat,
  { quality }: { readonly quality: number },
): Promise<Uint8Array> {
  const image = await raw(picture);
  switch (format) {
    case 'png':
      return await image.png().toBuffer();
    case 'webp':
      return await image.webp({ quality }).toBuffer();
    case 'jpg':
      return await image.jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
  }
}

/** By Lanczos' filter. */
export async function resizePicture(
  picture: Picture,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Picture> {
  const image = (await raw(picture)).resize({ width, height, fit: 'fill', kernel: 'lanczos3' });
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { data, width, height, channels: info.channels };
}

async function raw({ data, width, height, channels }: Picture) {
  const { default: sharp } = await import('sharp');
  return sharp(data, { raw: { width, height, channels: channels as 1 | 2 | 3 | 4 } });
}
