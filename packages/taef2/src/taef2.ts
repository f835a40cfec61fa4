import {
  type CheckedLatents,
  checkLatents,
  convertLatents,
  isLatentLayout,
  type LatentData,
  type LatentLayout,
  type LatentOptions,
  type LatentStatistics,
  LatentsError,
  latentLayouts,
  patchify,
  takeLatents,
  toPacked,
  unpatchify,
} from '@x/flux2-latents';
import { type FloatData, type ImageLayout, Module, takeOn } from '@x/nn';
import { type Backend, type DType, type Tensor, tanh, tidy } from '@x/tensor';
import { Decoder, Encoder, latentChannels, scaleFactor } from './coders.js';
import { Taef2Error } from './errors.js';
import { checkImage, requireImageRange } from './image.js';
import { type LoadTaef2Options, loadWeights, openCheckpoint, type Taef2Source } from './load.js';
import { checkOptions, inTurn, type RunCoderOptions, runCoder } from './run.js';

const geometry = { latentChannels, patchSize: [2, 2], scaleFactor } as const;

interface SharedOptions extends RunCoderOptions {
  /** Of the model that raw latents are of. Default: FLUX.2's own. */
  readonly statistics?: LatentStatistics | undefined;
}

export interface DecodeOptions extends LatentOptions, SharedOptions {}

export interface EncodeOptions extends SharedOptions {
  /** Of the image: `[B,3,H,W]` or `[B,H,W,3]`. Default `nchw`. */
  readonly imageLayout?: ImageLayout | undefined;
  /** Of the latents. Default `packed-nhwc`. */
  readonly layout?: LatentLayout | undefined;
}

/** `tanh(x / 3) · 3`: what becomes of latents before the decoder's first layer. In float32. */
export const clampLatents = (x: Tensor): Tensor =>
  tidy(() => tanh(x.astype('float32').divide(3)).multiply(3));

/**
 * TAEF2, the tiny autoencoder of FLUX.2's latents, by Ollin Boer Bohan. Images are `[B,3,H,W]` in [0,1]; latents come in
 * any of five layouts; inside, all is NHWC. Either part may be missing. `load` makes one with weights.
 */
export class Taef2 extends Module {
  readonly encoder: Encoder | null;
  readonly decoder: Decoder | null;

  constructor(options: { readonly encoder?: boolean; readonly decoder?: boolean } = {}) {
    super();
    const { encoder = true, decoder = true } = options;
    this.encoder = encoder ? new Encoder() : null;
    this.decoder = decoder ? new Decoder() : null;
  }

  /**
   * Reads the diffusers-named `taef2.safetensors`, or files of the original names: a decoder, an encoder, or a list of
   * both. Held in float32 unless `dtype` says otherwise.
   *
   * @throws Taef2Error `weights` or `argument`; WeightsError for files that can't be read, pickles among them
   */
  static async load(
    source: Taef2Source | readonly Taef2Source[],
    options: LoadTaef2Options = {},
  ): Promise<Taef2> {
    checkOptions('load', options);
    const checkpoint = await openCheckpoint(source, options);
    try {
      const { parts } = checkpoint;
      const model = new Taef2({ encoder: parts.has('encoder'), decoder: parts.has('decoder') });
      await loadWeights(model, checkpoint, options);
      return model;
    } finally {
      await checkpoint.close();
    }
  }

  /** Where the weights are. */
  get backend(): Backend {
    return this.#weight('backend').backend;
  }

  /** What weights and activations are held as. */
  get dtype(): DType {
    return this.#weight('dtype').dtype;
  }

  /**
   * Latents → pictures `[B,3,H,W]`, float32 in [0,1], of the caller's own. Raw latents, whose sides must be even, are
   * normalised first. Decodes of one backend run one after the other, in the order of the calls; `latents` may be disposed
   * once this has been called.
   *
   * @param latents a tensor of any backend, or what `readLatents` returned; floats
   * @throws LatentsError; Taef2Error `argument`, `memory` or `disposed`; the signal's reason; TensorError
   */
  async decode(latents: Tensor | LatentData, options: DecodeOptions = {}): Promise<Tensor> {
    checkOptions('decode', options);
    const decoder = this.#part('decode', this.decoder, 'a decoder');
    const { backend, dtype } = this;
    const { layout, height, width, statistics, signal } = options;
    const checked = checkLatents('decode', latents, { layout, height, width, ...geometry });
    requireEvenSides(checked);
    const { packed, batch } = checked;
    const [rows, columns] = packed
      ? [2 * checked.height, 2 * checked.width]
      : [checked.height, checked.width];
    const size = [batch, rows, columns, latentChannels] as const;
    const run = runCoder('decode', decoder, { size, backend, dtype }, options);
    signal?.throwIfAborted();
    return inTurn(backend, takeLatents('decode', checked, backend), options, (z) => {
      const input = tidy(() => {
        const normalised = toPacked(z, packed ? 'packed-nhwc' : 'raw-nhwc', { ...geometry, statistics });
        return clampLatents(unpatchify(normalised, geometry)).astype(dtype);
      });
      return run(input, 'image');
    });
  }

  /**
   * Pictures → latents in `layout`, float32, of the caller's own; for raw layouts the normalisation is undone. Sides must
   * be multiples of 16 pixels.
   *
   * @param image `[B,3,H,W]` in [0,1] unless `imageLayout` says otherwise; floats of any backend, or in memory
   * @throws Taef2Error `image` (with the nearest sizes), `argument`, `memory` or `disposed`; LatentsError `layout`; the
   *   signal's reason; TensorError
   */
  async encode(image: Tensor | FloatData, options: EncodeOptions = {}): Promise<Tensor> {
    checkOptions('encode', options);
    const encoder = this.#part('encode', this.encoder, 'an encoder');
    const { backend, dtype } = this;
    const { imageLayout = 'nchw', layout = 'packed-nhwc', statistics, signal } = options;
    if (!isLatentLayout(layout)) {
      const wanted = `layout must be one of ${latentLayouts.join(', ')}`;
      throw new LatentsError('layout', 'encode', `${wanted}; got ${String(layout)}`);
    }
    const size = checkImage('encode', image, imageLayout);
    const run = runCoder('encode', encoder, { size, backend, dtype }, options);
    signal?.throwIfAborted();
    const taken = takeOn(backend, image).then(([own]) => own);
    return inTurn(backend, taken, options, async (given) => {
      await requireImageRange('encode', given);
      const input = tidy(() =>
        (imageLayout === 'nchw' ? given.permuteDims([0, 2, 3, 1]) : given.reshape(given.shape)).astype(dtype),
      );
      using latents = await run(input, 'latents');
      return tidy(() =>
        convertLatents(
          patchify(latents, geometry),
          { from: 'packed-nhwc', to: layout },
          { ...geometry, statistics },
        ),
      );
    });
  }

  #part<T>(op: string, part: T | null, name: string): T {
    if (part !== null) return part;
    throw new Taef2Error('argument', op, `the model must have ${name}; got one without`);
  }

  #weight(what: string): Tensor {
    for (const [, parameter] of this.namedParameters()) {
      if (parameter.isLoaded) return parameter.value;
      break;
    }
    const wanted = `weights must be loaded to have a ${what}`;
    throw new Taef2Error('disposed', 'Taef2', `${wanted}; they are not, or were disposed`);
  }
}

/** Statistics are those of packed positions, 2×2 raw ones. */
function requireEvenSides({ packed, height, width }: CheckedLatents): void {
  if (packed || (height % 2 === 0 && width % 2 === 0)) return;
  const message = `height and width of raw latents must be even; got ${height} and ${width}`;
  throw new LatentsError('shape', 'decode', message, { details: { height, width } });
}
