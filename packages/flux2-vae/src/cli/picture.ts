import { type Command, InvalidArgumentError, Option } from 'commander';
import type { AutoencoderKLFlux2Config } from '../config.js';
import { VaeError } from '../errors.js';
import { fitPicture, type PictureFit, pictureFits } from '../fit-picture.js';
import type { Picture } from '../image.js';
import { imageMultiples, requireImageSize } from '../image-size.js';
import type { Checkpoint } from '../load.js';
import { readPicture } from '../read-picture.js';
import { CommandError, UsageError } from './exit.js';
import type { Report } from './report.js';

/** How a picture becomes latents. */
export interface PictureOptions {
  readonly fit?: PictureFit;
  readonly background: string;
  readonly sample: boolean;
  readonly seed?: bigint;
}

export const addPictureOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--fit <how>',
        'for sizes that the model cannot take: pad (repeats the edge), crop (keeps the middle) or resize',
      ).choices(pictureFits),
    )
    .option('--background <colour>', 'behind transparent pictures: white, black or #rrggbb', colour, 'white')
    .option('--sample', 'draw from the distribution (default: its mode)', false)
    .option('--seed <number>', 'of the sample (default: 0)', seedNumber);

/** What is drawn, as `encode` takes it. */
export function sampleOptions({ sample, seed }: PictureOptions): { sample: boolean; seed?: bigint } {
  if (seed !== undefined && !sample) throw new UsageError('--seed must come with --sample');
  return { sample, ...(seed !== undefined && { seed }) };
}

/** @throws CommandError where the model has no encoder, or one for something else than colour pictures */
export function requirePictureEncoder(model: string, { structure, config }: Checkpoint): void {
  if (structure.decoderOnly) {
    throw new CommandError('argument', `${model}: the model must have an encoder; got a decoder alone`);
  }
  if (config.inChannels !== 3) {
    const got = `${config.inChannels} channels`;
    throw new CommandError('argument', `${model}: the model must take pictures of 3 channels; got ${got}`);
  }
}

/** The picture of a file, of a size that the model takes. */
export async function readFitted(
  path: string,
  { fit, background }: PictureOptions,
  config: AutoencoderKLFlux2Config,
  { report, signal }: { readonly report: Report; readonly signal: AbortSignal },
): Promise<Picture> {
  const picture = await readPicture(path, { background, signal });
  const multiples = imageMultiples(config);
  const { width, height } = picture;
  return naming(path, async () => {
    if (fit === undefined) {
      requireImageSize('encode', [height, width], multiples, ' (or give --fit pad, crop or resize)');
      return picture;
    }
    const fitted = await fitPicture(picture, fit, multiples);
    if (fitted !== picture) {
      const sizes = `${width}×${height} to ${fitted.width}×${fitted.height}`;
      report.note({ code: 'fitted', message: `${path}: ${sizes} px by --fit ${fit}` });
    }
    return fitted;
  });
}

/** Puts the picture's path before errors about it. */
export async function naming<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof VaeError) || !['image', 'memory'].includes(error.code)) throw error;
    throw new CommandError(error.code, `${path}: ${error.message}`, { cause: error });
  }
}

function colour(text: string): string {
  if (/^(?:white|black|#[0-9a-f]{6}|#[0-9a-f]{3})$/i.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('It must be white, black or #rrggbb.');
}

function seedNumber(text: string): bigint {
  if (/^\d{1,20}$/.test(text) && BigInt(text) < 2n ** 64n) return BigInt(text);
  throw new InvalidArgumentError('It must be a whole number from 0 to 2^64 - 1.');
}
