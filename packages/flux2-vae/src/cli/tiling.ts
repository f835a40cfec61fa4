import { type Command, InvalidArgumentError, Option } from 'commander';
import type { AutoencoderKLFlux2Config } from '../config.js';
import { VaeError } from '../errors.js';
import { tileGeometry } from '../tiles.js';
import { parseBytes, type Tiling, type TilingDone, type TilingOptions } from '../tiling.js';
import { UsageError } from './exit.js';
import type { Report } from './report.js';

/** What the work may take of memory, and how it keeps to that. */
export interface TilingFlags {
  readonly tiling: Tiling;
  /** Bytes. */
  readonly maxMemory?: number;
  readonly tileLatents?: number;
  readonly tileOverlap?: number;
}

export const addTilingOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--tiling <how>',
        'auto: at once where that fits in what is free, else in stripes of the same result; ' +
          'off: at once, or within --max-memory; diffusers: blended tiles, whose seams can show',
      )
        .choices(['off', 'diffusers', 'auto'])
        .default('auto'),
    )
    .option(
      '--max-memory <size>',
      'beside the model: bytes, or a size as 900MiB or 3.5GiB; the result stays the same',
      memorySize,
    )
    .option(
      '--tile-latents <count>',
      "side of a tile of --tiling diffusers in raw latents, of 8 px for FLUX.2 (default: the model's)",
      tileSide,
    )
    .option(
      '--tile-overlap <fraction>',
      'of a tile, shared with the next one, for --tiling diffusers (default: 0.25)',
      tileOverlap,
    );

/**
 * The flags as `decode` and `encode` take them, checked against each other before anything is opened.
 *
 * @throws UsageError
 */
export function checkTilingFlags({
  tiling,
  maxMemory,
  tileLatents,
  tileOverlap,
}: TilingFlags): TilingOptions {
  if (tiling === 'diffusers' && maxMemory !== undefined) {
    throw new UsageError('--max-memory must come with --tiling auto or off; got diffusers');
  }
  if (tiling !== 'diffusers' && (tileLatents ?? tileOverlap) !== undefined) {
    const flag = tileLatents === undefined ? '--tile-overlap' : '--tile-latents';
    throw new UsageError(`${flag} must come with --tiling diffusers; got ${tiling}`);
  }
  return { tiling, maxMemory, tileLatents, tileOverlap };
}

/** @throws UsageError for an overlap that isn't a whole number of the latents of a tile; it names the nearest */
export function checkTiles(config: AutoencoderKLFlux2Config, options: TilingOptions): void {
  if (options.tiling !== 'diffusers') return;
  try {
    tileGeometry('decode', config, 'latents', options);
  } catch (error) {
    if (!(error instanceof VaeError)) throw error;
    const message = error.message.replace(/^\[\w+\] /, '');
    throw new UsageError(
      message.replace('tileLatents', '--tile-latents').replace('tileOverlap', '--tile-overlap'),
    );
  }
}

const words = {
  bounded: 'in stripes, to stay within the memory: the result is that of the undivided work',
  diffusers: 'in blended tiles, as diffusers does it: seams can show',
} as const;

/** Follows what was chosen, and says it once where it isn't the plain way. */
export class TilingWatch {
  readonly #report: Report;
  /** Of several works the one that was divided. */
  done: TilingDone = 'undivided';

  constructor(report: Report) {
    this.#report = report;
  }

  readonly onTiling = (done: TilingDone): void => {
    if (done === 'undivided' || done === this.done) return;
    this.done = done;
    this.#report.note({ code: 'tiling', message: words[done] });
  };
}

function memorySize(text: string): number {
  try {
    return parseBytes('decode', text);
  } catch {
    throw new InvalidArgumentError('It must be bytes, or a size as 900MiB or 3.5GiB.');
  }
}

function tileSide(text: string): number {
  const value = Number(text);
  if (/^\d{1,9}$/.test(text) && value >= 1) return value;
  throw new InvalidArgumentError('It must be a whole number from 1.');
}

function tileOverlap(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value < 1) return value;
  throw new InvalidArgumentError('It must be from 0 to below 1.');
}
