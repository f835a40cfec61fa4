import type { Progress as NetworkProgress, RunOptions as NetworkRunOptions } from '@x/nn';
import { clip, type Precision, type Tensor, tidy } from '@x/tensor';
import type { TilingDone } from './tiling.js';

/** `done` of `total` units of work, which take the same time each; `stage` names the layer worked on last. */
export interface Progress extends NetworkProgress {
  /** Of a decode or an encode: how it goes about its memory. */
  readonly tiling?: TilingDone;
}

export interface RunOptions extends Omit<NetworkRunOptions, 'onProgress'> {
  /** After each layer, and now and then within one. `done` rises and ends at `total`. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Of products, for this run. Default: the model's, which is `load`'s. */
  readonly precision?: Precision | undefined;
}

/**
 * Sample `[B,H,W,C]` in [-1,1] → picture `[B,C,H,W]` in [0,1], float32. What float16 couldn't hold becomes NaN, where
 * clipping would hide an infinity.
 */
export const toPicture = (sample: Tensor): Tensor =>
  tidy(() => {
    const wide = sample.permuteDims([0, 3, 1, 2]).astype('float32');
    const picture = clip(wide.multiply(0.5).add(0.5), { min: 0, max: 1 });
    return sample.dtype === 'float16' ? picture.add(wide.multiply(0)) : picture;
  });
