import { type LatentData, unpatchify } from '@x/flux2-latents';
import { BatchNorm2d, Conv2d, Module, normActConv } from '@x/nn';
import { type Backend, type DType, type Tensor, tidy } from '@x/tensor';
import { Decoder, Encoder } from './coders.js';
import { type AutoencoderKLFlux2Config, decoderWidths, packedChannels } from './config.js';
import { EncoderWeights, isLoaded, requireEncoder } from './encoder-weights.js';
import { VaeError } from './errors.js';
import { channelsLast, checkLatents, type LatentOptions } from './latents.js';
import { type LoadVaeOptions, loadWeights, type ModelSource, openCheckpoint } from './load.js';
import { leastDecodeBytes, requireMemory } from './memory.js';
import { type RunOptions, runOverBatch } from './run.js';
import { type Step, step, within } from './steps.js';

/** What a checkpoint may lack or have beside its config. */
export interface StructureOptions {
  /** Without the encoder and `quant_conv`. Default false. */
  readonly decoderOnly?: boolean;
  /** The latents' statistics: as FLUX.2 has them, with weight and bias, or none. Default `plain`. */
  readonly batchNorm?: 'plain' | 'affine' | 'none';
  /** Of all group norms. Default 1e-6, as in diffusers; Ollama took 1e-5. */
  readonly groupNormEps?: number;
}

export interface DecodeOptions extends LatentOptions, RunOptions {}

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

  constructor(config: AutoencoderKLFlux2Config, options: StructureOptions = {}) {
    super();
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
   * @throws VaeError `config`, `weights` or `memory`; WeightsError for files that can't be read
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
      vae.#encoderWeights = new EncoderWeights(vae, checkpoint.reopen);
      return vae;
    } finally {
      await checkpoint.close();
    }
  }

  /**
   * Reads the weights of the encoder, which `load` leaves out, unless they are there.
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

  /**
   * Latents → pictures `[B,outChannels,H,W]`, float32 in [0,1], of the caller's own. The same as
   * `decodeRaw(unpatchify(denormalize(latents)))` for `packed-nhwc`.
   *
   * @param latents a tensor of any backend, or what `readLatents` returned; floats
   * @throws VaeError `latents`, `layout` or `memory`; the signal's reason; TensorError where the work fails
   */
  async decode(latents: Tensor | LatentData, options: DecodeOptions = {}): Promise<Tensor> {
    const { backend } = this;
    const checked = checkLatents('decode', latents, options, this.config);
    const { packed, batch, height, width } = checked;
    if (packed) this.#requireStatistics('decode', checked.layout);
    const [down, across] = packed ? this.config.patchSize : [1, 1];
    this.#requireRoom('decode', batch, height * down, width * across);
    options.signal?.throwIfAborted();

    let z = await channelsLast('decode', checked, backend);
    if (packed) {
      using normalized = z;
      z = tidy(() => this.unpatchify(this.denormalize(normalized)));
    }
    return this.#decodeOwned(z, options);
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
  async decodeRaw(z: Tensor, options: RunOptions = {}): Promise<Tensor> {
    const checked = checkLatents('decodeRaw', z, { layout: 'raw-nhwc' }, this.config);
    this.#requireRoom('decodeRaw', checked.batch, checked.height, checked.width);
    options.signal?.throwIfAborted();
    return this.#decodeOwned(await channelsLast('decodeRaw', checked, this.backend), options);
  }

  /** The network of a decode, layer by layer. */
  decodeSteps(): Step[] {
    const conv = this.post_quant_conv;
    const first = conv && step('post_quant_conv', conv, ({ output }) => normActConv(output, { conv }));
    return [...(first ? [first] : []), ...within('decoder', this.decoder.steps())];
  }

  /** Disposes the raw latents that it is given. */
  async #decodeOwned(z: Tensor, options: RunOptions): Promise<Tensor> {
    let input: Tensor;
    try {
      input = z.astype(this.dtype);
    } finally {
      z.dispose();
    }
    try {
      return await runOverBatch(this.decodeSteps(), input, options);
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
        `${layout} latents must be denormalised with the checkpoint's batch-norm statistics (bn.running_mean, ` +
          'bn.running_var); this checkpoint has none, so it decodes raw layouts only',
      );
    }
    return this.bn;
  }

  #requireRoom(op: string, batch: number, height: number, width: number): void {
    const steps = this.decodeSteps();
    const { latentChannels, outChannels } = this.config;
    const scale = steps.reduce((product, step) => product * step.scale, 1);
    const bytes = leastDecodeBytes({
      steps,
      batch,
      height,
      width,
      latentChannels,
      outChannels,
      dtype: this.dtype,
    });
    requireMemory(op, `a decode to ${batch} × ${width * scale}×${height * scale} px`, bytes);
  }
}

const disposed = (what: string): VaeError =>
  new VaeError(
    'disposed',
    'AutoencoderKLFlux2',
    `weights must be loaded to have ${what}; they are not, or were disposed`,
  );
