import {
  type ByteSource,
  identifiedBytes,
  identifyBytes,
  openByteSource,
  type SourceInput,
} from '@x/weights';
import { openPicture } from './codec.js';
import { VaeError } from './errors.js';
import type { Picture } from './image.js';

const op = 'readPicture';

export interface ReadPictureOptions {
  /** What shows through where a picture is transparent: a CSS colour. Default `white`. */
  readonly background?: string | undefined;
  /** Larger pictures are refused before they are decoded. Default 2^26, as 8192 × 8192. */
  readonly maxPixels?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const defaultMaxPixels = 2 ** 26;
/** More than any picture of that size takes. */
const maxBytes = 2 ** 30;

/**
 * A PNG, JPEG or WebP picture, from a path (Node), bytes, a `Blob`, a `URL` or a `ByteSource`, as 8-bit sRGB: turned as its EXIF
 * orientation says, flattened on `background`; of an animation the first frame. By `sharp`, which is loaded when first used; in a browser by the
 * browser, which decodes a picture before its size is known.
 *
 * @throws VaeError `image`; WeightsError for a file that can't be read
 */
export async function readPicture(input: SourceInput, options: ReadPictureOptions = {}): Promise<Picture> {
  const { background = 'white', maxPixels = defaultMaxPixels, signal } = options;
  const source = await openByteSource(input, op, { signal });
  try {
    const bytes = await pictureBytes(source, signal);
    const file = await told(source, openPicture(bytes));
    try {
      const { width, height } = file;
      if (width * height > maxPixels) {
        throw pictureError(source, `must have at most ${maxPixels} pixels; got ${width}×${height}`);
      }
      signal?.throwIfAborted();
      const picture = await told(source, file.decode({ background, maxPixels }));
      signal?.throwIfAborted();
      return picture;
    } finally {
      file.close();
    }
  } finally {
    if (source !== input) await source.close?.();
  }
}

async function pictureBytes(source: ByteSource, signal?: AbortSignal): Promise<Uint8Array> {
  const head = await source.read(0, Math.min(identifiedBytes, source.size), { signal });
  if (!isPicture(head)) {
    const { format, description } = identifyBytes(head);
    const got = format === 'safetensors' ? 'something else' : description;
    throw pictureError(source, `must be a PNG, JPEG or WebP picture; got ${got}`);
  }
  if (source.size > maxBytes) {
    throw pictureError(source, `must have at most ${maxBytes} bytes; got ${source.size}`);
  }
  return source.read(0, source.size, { signal });
}

/** What each kind begins with; of WebP the length of the file is left out. */
const signatures: readonly RegExp[] = [/^89504e470d0a1a0a/, /^ffd8ff/, /^52494646.{8}57454250/];

/** Told before `sharp` sees it: it would take SVG and more. */
function isPicture(head: Uint8Array): boolean {
  const digits = Array.from(head, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return signatures.some((signature) => signature.test(digits));
}

async function told<T>(source: ByteSource, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw pictureError(source, `must be a whole picture; got: ${reason}`, cause);
  }
}

const pictureError = ({ name }: ByteSource, message: string, cause?: unknown): VaeError =>
  new VaeError('image', op, `${name}: ${message}`, {
    details: { file: name },
    ...(cause !== undefined && { cause }),
  });
