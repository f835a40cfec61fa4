import { type LatentData, patchify, unpatchify } from '@x/flux2-latents';
import { BatchNorm2d, Conv2d, Module } from '@x/nn';
import { type Backend, type DType, type Precision, type Tensor, tidy } from '@x/tensor';
import { checkMembers, checkOptions } from './check-arguments.js';
import { Decoder, Encoder } from './coders.js';
import { type AutoencoderKLFlux2Config, configMembers, decoderWidths, packedChannels } from './config.js';
import { type EncodeOptions, encode } from './encode.js';
import { EncoderWeights, isLoaded, requireEncoder } from './encoder-weights.js';
import { type OnNote, VaeError } from './errors.js';
import type { FloatData } from './float-data.js';
import { channelsLast, checkLatents, type LatentOptions } from './latents.js';
import { type LoadVaeOptions, loadWeights, type ModelSource, openCheckpoint } from './load.js';
import { isFinitePicture, overflowNote, twoRuns } from './overflow.js';
import type { RunOptions } from './run.js';
import { announceTiling, type TilingOptions } from './tiling.js';
import { decodeBy, type Way, wayAhead, wayInTurn } from './ways.js';

/** What a checkpoint may lack or have beside its config. */
export interface StructureOptions {
  /** Without the encoder and `quant_conv`. Default false. */
  readonly decoderOnly?: boolean;
  /** The latents' statistics: as FLUX.2 has them, with weight and bias, or none. Default `plain`. */
  readonly batchNorm?: 'plain' | 'affine' | 'none';
  /** Of all group norms. Default 1e-6, as in diffusers; Ollama took 1e-5. */
  readonly groupNormEps?: number;
}

/** What a decode does beside how its latents lie. */
export interface DecodeRunOptions extends RunOptions, TilingOptions {
  /** Told of a picture that float16 could not hold and that was decoded again. */
  readonly onNote?: OnNote | undefined;
}

export interface DecodeOptions extends LatentOptions, DecodeRunOptions {}

/**
 * FLUX.2's image autoencoder. Images are `[B,3,H,W]` in [0,1]; latents come in any of five layouts; inside, all is
 * NHWC. Made from a config alone it has no weights yet; `load` makes one with weights.
 */
export class AutoencoderKLFlux2 extends Module {
  readonly config: AutoencoderKLFlux2Config;
  readonly encoder: Encoder | null;
  readonly decoder: Decoder;
  readonly quant_conv: Conv2d | null;
  readonly post_quant_conv: Conv2d | null;
  readonly bn: BatchNorm2d | null;
  #encoderWeights: EncoderWeights | null = null;
  #precision: Precision = 'highest';

  constructor(config: AutoencoderKLFlux2Config, options: StructureOptions = {}) {
    super();
    const op = 'AutoencoderKLFlux2';
    checkMembers(op, 'config must be what parseConfig returns', config, configMembers);
    checkMembers(op, 'options must be an object', options, {});
    const { decoderOnly = false, batchNorm = 'plain', groupNormEps: normEps = 1e-6 } = options;
    if (!(Number.isFinite(normEps) && normEps > 0)) {
      throw new VaeError(
        'argument',
        'AutoencoderKLFlux2',
        `groupNormEps must be a positive number; got ${normEps}`,
      );
    }
    const { latentChannels, layersPerBlock, actFn, normNumGroups, midBlockAddAttention } = config;
    const shared = { layersPerBlock, actFn, normNumGroups, normEps, midBlockAddAttention };
    const pointwise = (channels: number) =>
      new Conv2d({ inChannels: channels, outChannels: channels, kernelSize: 1 });

    this.config = config;
    this.encoder = decoderOnly
      ? null
      : new Encoder({
          ...shared,
          inChannels: config.inChannels,
          outChannels: latentChannels,
          blockOutChannels: config.blockOutChannels,
        });
    this.decoder = new Decoder({
      ...shared,
      inChannels: latentChannels,
      outChannels: config.outChannels,
      blockOutChannels: decoderWidths(config),
    });
    this.quant_conv = config.useQuantConv && !decoderOnly ? pointwise(2 * latentChannels) : null;
    this.post_quant_conv = config.usePostQuantConv ? pointwise(latentChannels) : null;
    this.bn =
      batchNorm === 'none'
        ? null
        : new BatchNorm2d({
            numFeatures: packedChannels(config),
            eps: config.batchNormEps,
            affine: batchNorm === 'affine',
          });
  }

  /**
   * Reads a model: a diffusers folder (or a pipeline's, with `vae/`), a safetensors file in diffusers' or BFL's names,
   * an Ollama manifest file, or `ollama:NAME`. Held in float32 unless `dtype` says otherwise.
   *
   * @throws VaeError `config`, `weights`, `memory` or `argument`; WeightsError for files that can't be read
   */
  static async load(source: ModelSource, options: LoadVaeOptions = {}): Promise<AutoencoderKLFlux2> {
    const checkpoint = await openCheckpoint(source, options);
    try {
      const { groupNormEps } = options;
      const vae = new AutoencoderKLFlux2(checkpoint.config, {
        ...checkpoint.structure,
        ...(groupNormEps !== undefined && { groupNormEps }),
      });
      await loadWeights(vae, checkpoint, options);
      vae.#precision = options.precision ?? 'highest';
      vae.#encoderWeights = new EncoderWeights(vae, checkpoint.reopen);
      return vae;
    } finally {
      await checkpoint.close();
    }
  }

  /**
   * Reads the weights of the encoder, which `load` leaves out, unless they are there; `encode` begins with this.
   *
   * @throws VaeError `weights`, `memory`, `disposed`, or `argument` for a decoder alone; WeightsError; the signal's reason
   */
  async loadEncoder({ signal }: Pick<RunOptions, 'signal'> = {}): Promise<void> {
    requireEncoder('encode', this);
    this.#weight('backend');
    await this.#encoderWeights?.ready(signal);
    if (!isLoaded(this)) throw disposed('an encoder');
  }

  override dispose(): void {
    this.#encoderWeights?.stop(disposed('an encoder'));
    this.#encoderWeights = null;
    super.dispose();
  }

  /** Where the weights are. */
  get backend(): Backend {
    return this.#weight('backend').backend;
  }

  /** What weights and activations are held as. */
  get dtype(): DType {
    return this.#weight('dtype').dtype;
  }

  /** Of products, where a decode or an encode does not say. */
  get precision(): Precision {
    return this.#precision;
  }

  /**
   * Latents → pictures `[B,outChannels,H,W]`, float32 in [0,1], of the caller's own. The same as
   * `decodeRaw(unpatchify(denormalize(latents)))` for `packed-nhwc`. Decodes of one backend run one after the other, in
   * the order of the calls; `latents` may be disposed once this has been called. Where float16 overflows, the picture
   * is decoded again with the weights and all else in float32, for this time.
   *
   * @param latents a tensor of any backend, or what `readLatents` returned; floats
   * @throws VaeError `latents`, `layout`, `memory` or `argument`; the signal's reason; TensorError where the work fails
   */
  async decode(latents: Tensor | LatentData, options: DecodeOptions = {}): Promise<Tensor> {
    checkOptions('decode', options);
    const checked = checkLatents('decode', latents, options, this.config);
    const { packed, batch, height, width } = checked;
    if (packed) this.#requireStatistics('decode', checked.layout);
    const [down, across] = packed ? this.config.patchSize : [1, 1];
    const way = wayAhead('decode', this, [batch, height * down, width * across], options);
    options.signal?.throwIfAborted();

    const last = channelsLast('decode', checked, this.backend);
    const z = packed ? last.then((normalized) => this.#toRaw(normalized)) : last;
    return this.#decodeOwned('decode', z, way, options);
  }

  /**
   * Pictures → latents in `layout`, float32, of the caller's own: `x·2 - 1`, the encoder, mode or sample, and for packed
   * layouts `normalize(patchify(raw))`. Sides must be multiples of `f·patchSize` pixels (16 for FLUX.2), of `f` for raw
   * layouts. The first encode reads the encoder's weights.
   *
   * @param image `[B,inChannels,H,W]` in [0,1] unless `imageLayout` says otherwise; floats of any backend, or in memory
   * @throws VaeError `image` (with the nearest sizes), `layout`, `argument`, `weights` or `memory`; the signal's reason
   */
  encode(image: Tensor | FloatData, options: EncodeOptions = {}): Promise<Tensor> {
    return encode(this, image, options);
  }

  /** Raw `[B,H,W,C]` → packed `[B,H/ph,W/pw,C·ph·pw]`: the inverse of `unpatchify`. */
  patchify(raw: Tensor): Tensor {
    const { patchSize, latentChannels } = this.config;
    const [, height = 0, width = 0, channels] = raw.shape;
    const fits = height % patchSize[0] === 0 && width % patchSize[1] === 0 && channels === latentChannels;
    if (raw.shape.length !== 4 || !fits) {
      const wanted = `[B, h·${patchSize[0]}, w·${patchSize[1]}, ${latentChannels}]`;
      throw new VaeError(
        'latents',
        'patchify',
        `raw latents must be ${wanted}; got [${raw.shape.join(', ')}]`,
      );
    }
    return tidy(() => patchify(raw, { patchSize }));
  }

  /** Normalises packed latents `[B,h,w,C·ph·pw]`; computed in float32, the type kept. */
  normalize(packed: Tensor): Tensor {
    return tidy(() => this.#requireStatistics('normalize', 'packed-nhwc').forward(packed));
  }

  /** Undoes the normalisation of packed latents `[B,h,w,C·ph·pw]`; computed in float32, the type kept. */
  denormalize(packed: Tensor): Tensor {
    return tidy(() => this.#requireStatistics('denormalize', 'packed-nhwc').denormalize(packed));
  }

  /** Packed `[B,h,w,C·ph·pw]` → raw `[B,h·ph,w·pw,C]`: packed channel `(c·ph + dy)·pw + dx` goes to `(y·ph + dy, x·pw + dx)`. */
  unpatchify(packed: Tensor): Tensor {
    const { patchSize } = this.config;
    if (packed.shape.length !== 4 || packed.shape[3] !== packedChannels(this.config)) {
      const wanted = `[B, h, w, ${packedChannels(this.config)}]`;
      throw new VaeError(
        'latents',
        'unpatchify',
        `packed latents must be ${wanted}; got [${packed.shape.join(', ')}]`,
      );
    }
    return tidy(() => unpatchify(packed, { patchSize }));
  }

  /**
   * Raw latents `[B,H,W,C]` on this model's backend → pictures as from `decode`.
   *
   * @throws VaeError `latents` or `memory`
   */
  async decodeRaw(z: Tensor, options: DecodeRunOptions = {}): Promise<Tensor> {
    checkOptions('decodeRaw', options);
    const checked = checkLatents('decodeRaw', z, { layout: 'raw-nhwc' }, this.config);
    const { batch, height, width } = checked;
    const way = wayAhead('decodeRaw', this, [batch, height, width], options);
    options.signal?.throwIfAborted();
    return this.#decodeOwned('decodeRaw', channelsLast('decodeRaw', checked, this.backend), way, options);
  }

  /** Disposes what it is given. */
  #toRaw(normalized: Tensor): Tensor {
    try {
      return tidy(() => this.unpatchify(this.denormalize(normalized)));
    } finally {
      normalized.dispose();
    }
  }

  /** In turn; disposes the raw latents that it is given. */
  async #decodeOwned(
    op: string,
    z: Promise<Tensor>,
    way: Way | null,
    options: DecodeRunOptions,
  ): Promise<Tensor> {
    const settled = z.then(
      (raw) => raw,
      () => null, // told in its turn
    );
    try {
      return await this.backend.inTurn(async () => {
        const raw = await z;
        return this.#decodeSafely(op, raw, way ?? (await this.#wayOf(op, raw, options)), options);
      }, options);
    } finally {
      (await settled)?.dispose();
    }
  }

  #wayOf(op: string, z: Tensor, options: DecodeRunOptions): Promise<Way> {
    const [batch, height, width] = z.shape as [number, number, number];
    return wayInTurn(op, this, [batch, height, width], options);
  }

  /** Again in float32 where float16 overflows. */
  async #decodeSafely(op: string, z: Tensor, way: Way, options: DecodeRunOptions): Promise<Tensor> {
    if (this.dtype !== 'float16') return this.#decodeOnce(z, way, options);
    const { first, second } = twoRuns(options);
    const picture = await this.#decodeOnce(z, way, { ...options, ...first });
    if (await isFinitePicture(picture)) return picture;
    picture.dispose();
    options.onNote?.(overflowNote);
    using wide = this.#inFloat32();
    const again = await wide.#wayOf(op, z, options);
    return await wide.#decodeOnce(z, again, { ...options, ...second });
  }

  /** This decoder with its weights cast on their backend; float16's are float32's exactly. */
  #inFloat32(): AutoencoderKLFlux2 {
    const { eps: groupNormEps } = this.decoder.conv_norm_out;
    const wide = new AutoencoderKLFlux2(this.config, { decoderOnly: true, batchNorm: 'none', groupNormEps });
    wide.#precision = this.#precision;
    const held = new Map(this.namedParameters());
    for (const [name, parameter] of wide.namedParameters()) {
      parameter.set(held.get(name)!.value.astype('float32'));
    }
    return wide;
  }

  async #decodeOnce(z: Tensor, way: Way, options: DecodeRunOptions): Promise<Tensor> {
    const input = z.astype(this.dtype);
    try {
      return await decodeBy(way, input, announceTiling(options, way.done));
    } finally {
      input.dispose();
    }
  }

  #weight(what: string): Tensor {
    const { weight } = this.decoder.conv_in;
    if (!weight.isLoaded) throw disposed(`a ${what}`);
    return weight.value;
  }

  #requireStatistics(op: string, layout: string): BatchNorm2d {
    if (this.bn === null) {
      throw new VaeError(
        'layout',
        op,
        `${layout} latents must come with batch-norm statistics (bn.running_mean, bn.running_var); this checkpoint ` +
          'has none, so it takes raw layouts only',
      );
    }
    return this.bn;
  }
}

const disposed = (what: string): VaeError =>
  new VaeError(
    'disposed',
    'AutoencoderKLFlux2',
    `weights must be loaded to have ${what}; they are not, or were disposed`,
  );
