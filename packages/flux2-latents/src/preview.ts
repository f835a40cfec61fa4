import { type Backend, clip, conv2d, isFloat, isTensor, type Tensor, take, tensor, tidy } from '@x/tensor';
import { quote } from '@x/weights';
import { type ConvertOptions, toPacked } from './convert.js';
import { LatentsError } from './errors.js';
import { fittedBias, fittedWeight, publicBias, publicFactors } from './facts/latent-rgb.js';
import type { LatentData, LatentDescription } from './latents.js';
import { inferLayout, type LatentLayout, shapeText, unpatchify } from './layouts.js';

export type PreviewMap = 'fitted' | 'public';

export interface PreviewOptions extends ConvertOptions {
  /** Default: what the latents say of themselves, else the only one that fits their shape. */
  readonly layout?: LatentLayout | undefined;
  /**
   * `fitted` (default): a 5×5 filter, 22.6 to 25.7 dB on pictures that it wasn't fitted to. `public`: one colour a
   * position, as ComfyUI and stable-diffusion.cpp use; recognisable, but dull (11 to 14 dB).
   */
  readonly map?: PreviewMap | undefined;
  /** Where to compute, for latents that are no tensor. */
  readonly backend?: Backend | undefined;
}

/**
 * A picture of one pixel a raw latent, straight from the latents by a linear map: `[B, 3, H, W]`, float32 in [0, 1].
 * Raw layouts are normalised first, by `statistics`, or FLUX.2's own. The maps are FLUX.2's: 32 latent channels.
 *
 * Throws `LatentsError`: `layout`, `shape`, `dtype`, `argument`.
 */
export function previewLatents(latents: Tensor | LatentData, options: PreviewOptions = {}): Tensor {
  const own: LatentDescription = isTensor(latents) ? {} : latents;
  const { map = 'fitted', backend } = options;
  if (map !== 'fitted' && map !== 'public') {
    throw new LatentsError('argument', 'previewLatents', `map must be fitted or public; got ${quote(map)}`);
  }
  const { latentChannels = 32 } = options;
  if (latentChannels !== 32) {
    throw new LatentsError(
      'argument',
      'previewLatents',
      `the maps are for 32 latent channels; got ${latentChannels}`,
    );
  }
  const layout = options.layout ?? own.layout ?? onlyLayout(latents.shape, options);
  return tidy(() => {
    const x = isTensor(latents) ? latents : tensor(latents.data, { shape: latents.shape, backend });
    if (!isFloat(x.dtype)) {
      throw new LatentsError('dtype', 'previewLatents', `latents must be floats; got ${x.dtype}`);
    }
    const { height = own.height, width = own.width } = options;
    const packed = toPacked(x.astype('float32'), layout, { ...options, height, width });
    const z = unpatchify(packed, options);
    const colours = map === 'fitted' ? fitted(z) : flat(z);
    return clip(colours.multiply(0.5).add(0.5), { min: 0, max: 1 }).permuteDims([0, 3, 1, 2]);
  });
}

function onlyLayout(shape: readonly number[], options: PreviewOptions): LatentLayout {
  const inferred = inferLayout(shape, options);
  if (typeof inferred === 'string') return inferred;
  throw new LatentsError(
    'layout',
    'previewLatents',
    `a layout must be given where two fit; got ${shapeText(shape)}, ${inferred.join(' or ')}`,
    { details: { shape, layouts: inferred } },
  );
}

/** `z · factors + bias`, as a 1×1 convolution. */
function flat(z: Tensor): Tensor {
  const { backend } = z;
  const weight = tensor(Float32Array.from(publicFactors), { shape: [32, 3], backend })
    .permuteDims([1, 0])
    .reshape([3, 1, 1, 32]);
  return conv2d(z, weight).add(tensor(Float32Array.from(publicBias), { backend }));
}

/** A 5×5 filter over `z` with its edges replicated. */
function fitted(z: Tensor): Tensor {
  const { backend } = z;
  const [, height, width] = z.shape as readonly [number, number, number, number];
  const weight = tensor(Float32Array.from(fittedWeight), { shape: [3, 5, 5, 32], backend });
  const padded = take(take(z, edges(height, backend), 1), edges(width, backend), 2);
  return conv2d(padded, weight).add(tensor(Float32Array.from(fittedBias), { backend }));
}

/** `0, 0, 0, 1, …, n - 1, n - 1, n - 1`: two more on either side. */
function edges(length: number, backend: Backend): Tensor {
  const clamped = Int32Array.from({ length: length + 4 }, (_, i) => Math.min(Math.max(i - 2, 0), length - 1));
  return tensor(clamped, { backend });
}
