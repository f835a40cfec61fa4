import { type LatentForm, type LatentFormOptions, type LatentLayout, latentForm } from '@x/flux2-latents';
import type { AutoencoderKLFlux2, AutoencoderKLFlux2Config } from '@x/flux2-vae';
import { HttpError } from './http-error.js';
import type { Limits } from './limits.js';
import { type DecodeQuery, itemBytes, type WireDType } from './query.js';

/** A tensor whose bytes are to come. */
export interface TensorForm {
  readonly shape: readonly number[];
  readonly dtype: WireDType;
  readonly bytes: number;
}

/** Its sides, in pixels. */
export interface Picture {
  readonly height: number;
  readonly width: number;
}

export interface LatentsForm extends TensorForm, Picture {
  readonly layout: LatentLayout;
  readonly batch: number;
}

/** What follows from a model's config alone. */
export class ModelForms {
  readonly geometry: Required<Pick<LatentFormOptions, 'latentChannels' | 'patchSize' | 'scaleFactor'>>;
  readonly #imageChannels: number;
  readonly #maxPixels: number;

  constructor({ config }: AutoencoderKLFlux2, { maxPixels }: Limits) {
    const { latentChannels, patchSize } = config;
    this.geometry = { latentChannels, patchSize, scaleFactor: decodeFactor(config) };
    this.#imageChannels = config.inChannels;
    this.#maxPixels = maxPixels;
  }

  /**
   * Latents by their shape: `[B,C,H,W]` are raw, `[B,C·ph·pw,h,w]` and `[B,L,C·ph·pw]` packed and normalised.
   *
   * @throws HttpError 400, 413; LatentsError `shape`, `layout`
   */
  latents({ shape, dtype, height, width }: DecodeQuery): LatentsForm {
    const layout = this.#layoutOf(shape);
    const form = latentForm('decode', shape, layout, { ...this.geometry, height, width });
    const picture = this.pictureOf(form);
    if (height !== undefined && (height !== picture.height || width !== picture.width)) {
      const wanted = `height and width must be the picture's, ${picture.height} and ${picture.width}`;
      throw new HttpError(400, 'query', `${wanted}; got ${height} and ${width}`);
    }
    this.checkPixels(form.batch, picture);
    return { ...tensorForm(shape, dtype), layout, batch: form.batch, ...picture };
  }

  #layoutOf(shape: readonly number[]): LatentLayout {
    const { latentChannels: raw, patchSize } = this.geometry;
    const packed = raw * patchSize[0] * patchSize[1];
    if (shape.length === 4 && shape[1] === raw) return 'raw-nchw';
    if (shape.length === 4 && shape[1] === packed) return 'packed-nchw';
    if (shape.length === 3 && shape[2] === packed) return 'tokens';
    const wanted = `[B, ${raw}, H, W], [B, ${packed}, h, w] or [B, L, ${packed}]`;
    throw new HttpError(400, 'shape', `latents must be ${wanted}; got [${shape.join(', ')}]`);
  }

  /** Images `[B,3,H,W]`. */
  image(shape: readonly number[], dtype: WireDType): TensorForm {
    const [batch, channels, height, width] = shape as [number, number, number, number];
    if (channels !== this.#imageChannels) {
      const wanted = `an image must be [B, ${this.#imageChannels}, H, W]`;
      throw new HttpError(400, 'shape', `${wanted}; got [${shape.join(', ')}]`);
    }
    this.checkPixels(batch, { height, width });
    return tensorForm(shape, dtype);
  }

  pictureOf({ packed, height, width }: LatentForm): Picture {
    const { patchSize, scaleFactor } = this.geometry;
    const [down, across] = packed ? patchSize : [1, 1];
    return { height: height * down * scaleFactor, width: width * across * scaleFactor };
  }

  /** @throws HttpError 413 */
  checkPixels(batch: number, { height, width }: Picture): void {
    if (batch * height * width <= this.#maxPixels) return;
    const got = `${batch > 1 ? `${batch} × ` : ''}${width} × ${height}`;
    const message = `pictures must have at most ${this.#maxPixels} pixels together; got ${got}`;
    throw new HttpError(413, 'too-large', message);
  }

  /** Elements of latents, raw or packed, that decode to as many pixels as are allowed. */
  get maxElements(): number {
    const { latentChannels, scaleFactor } = this.geometry;
    return Math.floor((this.#maxPixels / scaleFactor ** 2) * latentChannels);
  }

  /** Bytes of a file with latents as float64. */
  get maxLatentsFile(): number {
    return this.maxElements * 8 + headerBytes;
  }

  /** Bytes of a PNG with 16-bit RGBA. */
  get maxPictureFile(): number {
    return this.#maxPixels * 8 + headerBytes;
  }
}

const headerBytes = 2 ** 20;

const tensorForm = (shape: readonly number[], dtype: WireDType): TensorForm => ({
  shape,
  dtype,
  bytes: shape.reduce((product, side) => product * side, itemBytes[dtype]),
});

/** Pixels a side of a raw latent. */
const decodeFactor = ({ decoderBlockOutChannels, blockOutChannels }: AutoencoderKLFlux2Config): number =>
  2 ** ((decoderBlockOutChannels ?? blockOutChannels).length - 1);
