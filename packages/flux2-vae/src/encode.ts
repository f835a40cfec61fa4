import {
  fromChannelsLast,
  isLatentLayout,
  isPacked,
  type LatentLayout,
  latentLayouts,
} from '@x/flux2-latents';
import { type ImageLayout, imageLayouts, imageSize, valueRange, wrongImageRange } from '@x/nn';
import { clip, exp, randomNormal, slice, type Tensor, tidy } from '@x/tensor';
import type { AutoencoderKLFlux2 } from './autoencoder.js';
import { checkOptions } from './check-arguments.js';
import { encodeFactor } from './config.js';
import { requireEncoder } from './encoder-weights.js';
import { VaeError } from './errors.js';
import { checkFloats, type FloatData, takeOn } from './float-data.js';
import { imageMultiples, requireImageSize } from './image-size.js';
import { encodeMoments } from './moments.js';
import type { RunOptions } from './run.js';
import { tileGeometry } from './tiles.js';
import { checkTiling, type TilingOptions } from './tiling.js';

export { type ImageLayout, imageLayouts } from '@x/nn';

export interface EncodeOptions extends RunOptions, TilingOptions {
  /** Of the image: `[B,C,H,W]` or `[B,H,W,C]`. Default `nchw`. */
  readonly imageLayout?: ImageLayout | undefined;
  /** Of the latents. Default `packed-nhwc`. */
  readonly layout?: LatentLayout | undefined;
  /** False (default): the mode, which is the mean. True: `mean + exp(logvar / 2) · noise`. */
  readonly sample?: boolean | undefined;
  /** Of the noise where none is given, an integer from 0 to 2^64 - 1. Default 0. */
  readonly seed?: number | bigint | undefined;
  /** For `sample`: raw, `[B,latentChannels,H/f,W/f]`. Default: `randomNormal` of that shape with `seed`. */
  readonly noise?: Tensor | FloatData | undefined;
}

/** The body of `AutoencoderKLFlux2.encode`. */
export async function encode(
  vae: AutoencoderKLFlux2,
  image: Tensor | FloatData,
  options: EncodeOptions,
): Promise<Tensor> {
  const checked = check(vae, image, options);
  const { backend } = vae;
  const { sample = false, seed = 0, signal } = options;
  const drawNoise = () => randomNormal(checked.noiseShape, { seed, backend });
  // Taken before anything is waited for: the caller may let go of its own.
  const inputs = takeOn(backend, image, sample ? (options.noise ?? drawNoise) : null);
  const settled = inputs.catch(() => []); // told in its turn
  try {
    return await backend.inTurn(async () => encodeInputs(vae, await inputs, checked, options), { signal });
  } finally {
    for (const input of await settled) input?.dispose();
  }
}

async function encodeInputs(
  vae: AutoencoderKLFlux2,
  [image, noise]: readonly [Tensor, Tensor | null],
  { imageLayout, layout, packed }: Checked,
  options: EncodeOptions,
): Promise<Tensor> {
  await requireRanges(image, noise);
  await vae.loadEncoder({ signal: options.signal });
  using x = tidy(() => {
    const last = imageLayout === 'nchw' ? image.permuteDims([0, 2, 3, 1]) : image;
    return last.astype('float32').multiply(2).subtract(1).astype(vae.dtype);
  });
  image.dispose();
  using moments = await encodeMoments('encode', vae, x, options);
  if (vae.dtype === 'float16') await refuseOverflow(moments);
  return tidy(() => {
    const count = vae.config.latentChannels;
    const raw = noise === null ? channels(moments, 0, count) : drawSample(moments, noise);
    return fromChannelsLast(packed ? vae.normalize(vae.patchify(raw)) : raw, layout);
  });
}

/** Moments `[B,h,w,2C]` and noise `[B,C,h,w]` → `mean + exp(clip(logvar, -30, 20) / 2) · noise`, `[B,h,w,C]`. */
function drawSample(moments: Tensor, noise: Tensor): Tensor {
  const count = noise.shape[1]!;
  const logVariance = clip(channels(moments, count, 2 * count), { min: -30, max: 20 });
  const scaled = exp(logVariance.multiply(0.5)).multiply(noise.astype('float32').permuteDims([0, 2, 3, 1]));
  return channels(moments, 0, count).add(scaled);
}

const channels = (x: Tensor, from: number, to: number): Tensor => slice(x, [null, null, null, [from, to]]);

type Checked = ReturnType<typeof check>;

/** All that can be said without reading an element. */
function check(vae: AutoencoderKLFlux2, image: Tensor | FloatData, options: EncodeOptions) {
  checkOptions('encode', options);
  const { config, bn } = vae;
  const { imageLayout = 'nchw', layout = 'packed-nhwc', sample = false, noise } = options;
  requireEncoder('encode', vae);
  if (!imageLayouts.includes(imageLayout)) {
    throw argumentError(`imageLayout must be one of ${imageLayouts.join(', ')}; got ${String(imageLayout)}`);
  }
  if (!isLatentLayout(layout)) {
    throw layoutError(`layout must be one of ${latentLayouts.join(', ')}; got ${String(layout)}`);
  }
  const division = checkTiling('encode', options);
  if (division.tiling === 'diffusers') tileGeometry('encode', config, 'image', division);
  const packed = isPacked(layout);
  if (packed && bn === null) {
    throw layoutError(
      `${layout} latents must be normalised with batch-norm statistics; this model has none, so it encodes to raw layouts only`,
    );
  }
  const [batch, height, width] = checkImage(image, imageLayout, config.inChannels);
  requireImageSize('encode', [height, width], imageMultiples(config, { packed }));
  const factor = encodeFactor(config);
  const noiseShape = [batch, config.latentChannels, height / factor, width / factor];
  if (noise !== undefined && !sample)
    throw argumentError('noise must come with sample: true; got sample: false');
  if (noise !== undefined) checkNoise(noise, noiseShape);
  return { imageLayout, layout, packed, noiseShape };
}

function checkImage(
  image: Tensor | FloatData,
  layout: ImageLayout,
  channels: number,
): readonly [batch: number, height: number, width: number] {
  const size = imageSize(image, { layout, channels });
  if ('message' in size) throw imageError(size.message, size.details);
  return size;
}

function checkNoise(noise: Tensor | FloatData, wanted: readonly number[]): void {
  checkFloats('argument', 'encode', 'the noise', noise);
  const { shape } = noise;
  if (shape.length === wanted.length && shape.every((side, i) => side === wanted[i])) return;
  throw argumentError(`noise must be raw, nchw, [${wanted.join(', ')}]; got [${shape.join(', ')}]`);
}

/** Images of 0 to 255, or of -1 to 1, would encode to something else without a word. */
async function requireRanges(image: Tensor, noise: Tensor | null): Promise<void> {
  const wrong = wrongImageRange(await valueRange(image));
  if (wrong !== null) throw imageError(wrong.message, wrong.details);
  const ends = noise === null ? [] : await valueRange(noise);
  if (!ends.every(Number.isFinite)) throw argumentError(`noise must be finite; got ${ends.join(' to ')}`);
}

async function refuseOverflow(moments: Tensor): Promise<void> {
  if ((await valueRange(moments)).every(Number.isFinite)) return;
  throw argumentError('dtype must be bfloat16 or float32 for this image: float16 overflowed; got float16');
}

const argumentError = (message: string): VaeError => new VaeError('argument', 'encode', message);
const layoutError = (message: string): VaeError => new VaeError('layout', 'encode', message);
const imageError = (message: string, details: Readonly<Record<string, unknown>>): VaeError =>
  new VaeError('image', 'encode', message, { details: { ...details } });
