import { parseByteSize } from '@x/nn';
import { VaeError } from './errors.js';
import type { RunOptions } from './run.js';

/** What a decode or an encode was asked to do about memory. */
export const tilings = ['auto', 'off', 'diffusers'] as const;
export type Tiling = (typeof tilings)[number];

/** What it did: at once, in stripes that give the same picture, or in blended tiles. */
export type TilingDone = 'undivided' | 'bounded' | 'diffusers';

export interface TilingOptions {
  /**
   * `auto` (default): undivided while it fits in what is free, else within that. `off`: undivided, or within
   * `maxMemory`. `diffusers`: tiles that are blended as diffusers blends them, which shows.
   */
  readonly tiling?: Tiling | undefined;
  /** Bytes, or text as `'900MiB'`, that the work may take beside the weights; the picture counts inside. */
  readonly maxMemory?: number | string | undefined;
  /** Side of a tile in raw latents, for `diffusers`. Default: the config's `sample_size`. */
  readonly tileLatents?: number | undefined;
  /** Part of a tile that overlaps the next one, for `diffusers`. Default 0.25. */
  readonly tileOverlap?: number | undefined;
  /** Told once what was chosen. */
  readonly onTiling?: ((done: TilingDone) => void) | undefined;
}

/** Tells what was chosen, at once and with each progress. */
export function announceTiling<Options extends RunOptions & TilingOptions>(
  options: Options,
  tiling: TilingDone,
): Options {
  const { onTiling, onProgress } = options;
  onTiling?.(tiling);
  if (onProgress === undefined) return options;
  return { ...options, onProgress: (progress) => onProgress({ ...progress, tiling }) };
}

/**
 * `'900MiB'`, `'3.5 GiB'`, `'2e9'`, `1000` → bytes.
 *
 * @throws VaeError `argument`
 */
export function parseBytes(op: string, value: number | string): number {
  const bytes = parseByteSize(value);
  if (bytes === null) {
    throw new VaeError(
      'argument',
      op,
      `maxMemory must be bytes or a size as 900MiB or 3.5GiB; got ${String(value)}`,
    );
  }
  return bytes;
}

/** The options with their defaults, checked against each other. */
export function checkTiling(op: string, options: TilingOptions) {
  const { tiling = 'auto', maxMemory, tileLatents, tileOverlap } = options;
  if (!tilings.includes(tiling)) {
    throw new VaeError('argument', op, `tiling must be one of ${tilings.join(', ')}; got ${String(tiling)}`);
  }
  if (tiling === 'diffusers' && maxMemory !== undefined) {
    throw new VaeError('argument', op, `maxMemory must come with tiling auto or off; got diffusers`);
  }
  if (tiling !== 'diffusers' && (tileLatents ?? tileOverlap) !== undefined) {
    throw new VaeError(
      'argument',
      op,
      `tileLatents and tileOverlap must come with tiling diffusers; got ${tiling}`,
    );
  }
  const boundBytes = maxMemory === undefined ? null : parseBytes(op, maxMemory);
  return { tiling, boundBytes, tileLatents, tileOverlap };
}
