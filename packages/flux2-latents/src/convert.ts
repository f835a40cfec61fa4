import { type Tensor, tidy } from '@x/tensor';
import {
  fromChannelsLast,
  isPacked,
  type LatentFormOptions,
  type LatentLayout,
  patchify,
  toChannelsLast,
  unpatchify,
} from './layouts.js';
import { denormalize, type LatentStatistics, normalize } from './statistics.js';

export interface ConvertOptions extends LatentFormOptions {
  /** The model's; default FLUX.2's own. */
  readonly statistics?: LatentStatistics | undefined;
}

/** Latents of any layout as packed and normalised, channels last: `[B, h, w, C]`, float32 where raw. */
export function toPacked(x: Tensor, layout: LatentLayout, options: ConvertOptions = {}): Tensor {
  return tidy(() => {
    const last = toChannelsLast(x, layout, options);
    return isPacked(layout) ? last : normalize(patchify(last, options), options.statistics);
  });
}

/** Latents of any layout as raw, channels last: `[B, H, W, C]`, float32 where packed. */
export function toRaw(x: Tensor, layout: LatentLayout, options: ConvertOptions = {}): Tensor {
  return tidy(() => {
    const last = toChannelsLast(x, layout, options);
    return isPacked(layout) ? unpatchify(denormalize(last, options.statistics), options) : last;
  });
}

/** Latents of one layout in another. */
export function convertLatents(
  x: Tensor,
  layouts: { readonly from: LatentLayout; readonly to: LatentLayout },
  options: ConvertOptions = {},
): Tensor {
  const { from, to } = layouts;
  return tidy(() =>
    fromChannelsLast(isPacked(to) ? toPacked(x, from, options) : toRaw(x, from, options), to),
  );
}
