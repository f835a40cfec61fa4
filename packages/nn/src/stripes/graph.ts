import type { Precision } from '@x/tensor';
import { NnError } from '../errors.js';
import type { ActivationLayer } from '../layers/activation.js';
import type { Attention } from '../layers/attention.js';
import type { Conv2d } from '../layers/conv2d.js';
import type { GroupNorm } from '../layers/group-norm.js';
import type { Layer } from '../module.js';

/** The layers of one `normActConv`. */
export interface ConvLayers {
  readonly norm?: GroupNorm | null;
  readonly activation?: Layer | null;
  readonly conv: Conv2d;
  readonly upsample?: 1 | 2;
  readonly outputActivation?: ActivationLayer | null;
  /** Of its products, where less than the run's will do. Default: the run's. */
  readonly precision?: Precision | undefined;
}

export interface StripeGraphOptions {
  /** The precision of a convolution that reads `x` and names none; undefined: the run's. */
  readonly precisionFor?: (x: StripedImage) => Precision | undefined;
}

export interface ConvSource {
  readonly kind: 'conv';
  readonly x: StripedImage;
  /** Added to the result. */
  readonly residual: StripedImage | null;
  readonly layers: ConvLayers;
}

export interface AttentionSource {
  readonly kind: 'attention';
  readonly x: StripedImage;
  readonly attention: Attention;
}

/** One image `[B, height, width, channels]` that a network makes, and from what. */
export interface StripedImage {
  readonly name: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly source: ConvSource | AttentionSource | { readonly kind: 'input' };
  /** Groups of the norm that reads it; null: no norm does. */
  statisticsGroups: number | null;
}

/** The images that an image is computed from. */
export function sourcesOf({ source }: StripedImage): StripedImage[] {
  if (source.kind === 'input') return [];
  if (source.kind === 'attention' || source.residual === null) return [source.x];
  return [source.x, source.residual];
}

/** The norm that reads `x`, or null. */
export function normOf({ source }: StripedImage): GroupNorm | null {
  if (source.kind === 'input') return null;
  return source.kind === 'conv' ? (source.layers.norm ?? null) : source.attention.group_norm;
}

/** Where modules add their layers: a graph, or a part of it whose images' names begin with that of the module. */
export interface GraphScope {
  /** `outputActivation(conv(upsample(activation(norm(x)))) + residual)`. */
  conv(name: string, x: StripedImage, layers: ConvLayers, residual?: StripedImage | null): StripedImage;
  /** Self-attention over all positions of `x`. */
  attention(name: string, x: StripedImage, attention: Attention): StripedImage;
  /** The same graph; names that are given to it get `name` and a dot before them. */
  within(name: string): GraphScope;
}

/**
 * A network of images, for a plan that computes it whole or by rows. It is made of shapes and layers; no weight is read
 * until it runs. Images come in the order of computing; the last one is the result.
 */
export class StripeGraph implements GraphScope {
  readonly images: StripedImage[] = [];
  readonly batch: number;
  readonly #options: StripeGraphOptions;

  /** Its first image is the input `[batch, height, width, channels]`. */
  constructor(
    shape: readonly [batch: number, height: number, width: number, channels: number],
    options: StripeGraphOptions = {},
  ) {
    const [batch, height, width, channels] = shape;
    if (shape.length !== 4 || shape.some((side) => !Number.isSafeInteger(side) || side < 1)) {
      throw new NnError('shape', 'StripeGraph', `the input must be [B, H, W, C], positive; got [${shape}]`);
    }
    this.batch = batch;
    this.#options = options;
    this.#add({ name: 'input', height, width, channels, source: { kind: 'input' }, statisticsGroups: null });
  }

  get input(): StripedImage {
    return this.images[0]!;
  }

  get output(): StripedImage {
    return this.images.at(-1)!;
  }

  conv(
    name: string,
    x: StripedImage,
    layers: ConvLayers,
    residual: StripedImage | null = null,
  ): StripedImage {
    const { conv, upsample = 1, norm = null, precision = this.#options.precisionFor?.(x) } = layers;
    const { kernelSize, stride, padding, dilation } = conv;
    if (upsample === 2 && (stride[0] !== 1 || stride[1] !== 1 || residual !== null)) {
      refuse('an enlarging convolution must have stride 1 and no residual', name);
    }
    const [before, after] = [dilation[0] * (kernelSize[0] - 1), dilation[1] * (kernelSize[1] - 1)];
    if (Math.max(padding.top, padding.bottom) > before) {
      refuse('padding must not be larger than the kernel reaches', name);
    }
    requireChannels(name, x, conv.inChannels);
    const side = (length: number, reach: number, zeros: number, step: number) =>
      Math.floor((length * upsample + zeros - reach - 1) / step) + 1;
    const image: StripedImage = {
      name,
      height: side(x.height, before, padding.top + padding.bottom, stride[0]),
      width: side(x.width, after, padding.left + padding.right, stride[1]),
      channels: conv.outChannels,
      source: { kind: 'conv', x, residual, layers: { ...layers, precision } },
      statisticsGroups: null,
    };
    if (image.height < 1 || image.width < 1) refuse('the result must have pixels', name);
    if (residual && sizeText(residual) !== sizeText(image)) {
      const given = `${name} ${sizeText(image)} and ${residual.name} ${sizeText(residual)}`;
      throw new NnError('shape', 'StripeGraph', `a residual must be of the result's size; got ${given}`);
    }
    this.#read(x, norm);
    return this.#add(image);
  }

  attention(name: string, x: StripedImage, attention: Attention): StripedImage {
    requireChannels(name, x, attention.to_q.inFeatures);
    this.#read(x, attention.group_norm);
    const { height, width, channels } = x;
    return this.#add({
      name,
      height,
      width,
      channels,
      source: { kind: 'attention', x, attention },
      statisticsGroups: null,
    });
  }

  within(prefix: string): GraphScope {
    const full = (name: string) => `${prefix}.${name}`;
    return {
      conv: (name, x, layers, residual) => this.conv(full(name), x, layers, residual),
      attention: (name, x, attention) => this.attention(full(name), x, attention),
      within: (name) => this.within(full(name)),
    };
  }

  #read(x: StripedImage, norm: GroupNorm | null): void {
    if (norm === null) return;
    requireChannels(x.name, x, norm.numChannels);
    if (x.statisticsGroups !== null && x.statisticsGroups !== norm.numGroups) {
      refuse('norms of one image must have one number of groups', x.name);
    }
    x.statisticsGroups = norm.numGroups;
  }

  #add(image: StripedImage): StripedImage {
    for (const source of sourcesOf(image)) {
      if (!this.images.includes(source)) refuse('sources must be of the same graph', image.name);
    }
    this.images.push(image);
    return image;
  }
}

const sizeText = ({ height, width, channels }: StripedImage): string => `[${height}, ${width}, ${channels}]`;

function requireChannels(name: string, x: StripedImage, channels: number): void {
  if (x.channels === channels) return;
  const given = `${name}, reading ${x.name} ${sizeText(x)}`;
  throw new NnError('shape', 'StripeGraph', `what it reads must have ${channels} channels; got ${given}`);
}

function refuse(rule: string, name: string): never {
  throw new NnError('argument', 'StripeGraph', `${rule}; got ${name}`);
}
