import type { LatentLayout } from './layouts.js';

/** The float types that latents are kept in. */
export type LatentDType = 'float32' | 'float16' | 'bfloat16';

/** What is known of latents beside their values. */
export interface LatentDescription {
  readonly layout?: LatentLayout | undefined;
  /** Of the picture, in pixels; with `tokens`. */
  readonly height?: number | undefined;
  readonly width?: number | undefined;
}

/** Latents in memory. */
export interface LatentData extends LatentDescription {
  /** Values in C order; narrower types are widened exactly. */
  readonly data: Float32Array;
  readonly shape: readonly number[];
  /** What the values were held in. Default float32. */
  readonly dtype?: LatentDType | undefined;
}
