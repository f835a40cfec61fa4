import {
  Attention,
  Conv2d,
  Downsample,
  GELU,
  type GraphScope,
  GroupNorm,
  type Layer,
  Mish,
  Module,
  ModuleList,
  ReLU,
  SiLU,
  type StripedImage,
} from '@x/nn';
import type { ActFn } from './config.js';

/** What all blocks of a model share. */
export interface BlockOptions {
  readonly normNumGroups: number;
  readonly normEps: number;
  readonly actFn: ActFn;
}

const activations: Readonly<Record<ActFn, () => Layer>> = {
  silu: () => new SiLU(),
  swish: () => new SiLU(),
  mish: () => new Mish(),
  gelu: () => new GELU(),
  relu: () => new ReLU(),
};

/** `conv2(act(norm2(conv1(act(norm1(x)))))) + shortcut(x)`: `[B,H,W,inChannels]` → `[B,H,W,outChannels]`. */
export class ResnetBlock2D extends Module {
  readonly norm1: GroupNorm;
  readonly conv1: Conv2d;
  readonly norm2: GroupNorm;
  readonly conv2: Conv2d;
  readonly conv_shortcut: Conv2d | null;
  readonly nonlinearity: Layer;

  constructor(inChannels: number, outChannels: number, options: BlockOptions) {
    super();
    const { normNumGroups: numGroups, normEps: eps } = options;
    this.norm1 = new GroupNorm({ numGroups, numChannels: inChannels, eps });
    this.conv1 = new Conv2d({ inChannels, outChannels, kernelSize: 3, padding: 1 });
    this.norm2 = new GroupNorm({ numGroups, numChannels: outChannels, eps });
    this.conv2 = new Conv2d({ inChannels: outChannels, outChannels, kernelSize: 3, padding: 1 });
    this.conv_shortcut =
      inChannels === outChannels ? null : new Conv2d({ inChannels, outChannels, kernelSize: 1 });
    this.nonlinearity = activations[options.actFn]();
  }

  addTo(graph: GraphScope, x: StripedImage): StripedImage {
    const { norm1, conv1, norm2, conv2, conv_shortcut, nonlinearity: activation } = this;
    const h = graph.conv('conv1', x, { norm: norm1, activation, conv: conv1 });
    const residual = conv_shortcut ? graph.conv('conv_shortcut', x, { conv: conv_shortcut }) : x;
    return graph.conv('conv2', h, { norm: norm2, activation, conv: conv2 }, residual);
  }
}

/** Nearest 2× enlargement, then a 3×3 convolution: `[B,H,W,C]` → `[B,2H,2W,C]`. */
export class Upsample2D extends Module {
  readonly conv: Conv2d;

  constructor(channels: number) {
    super();
    this.conv = new Conv2d({ inChannels: channels, outChannels: channels, kernelSize: 3, padding: 1 });
  }

  addTo(graph: GraphScope, x: StripedImage): StripedImage {
    return graph.conv('conv', x, { conv: this.conv, upsample: 2 });
  }
}

/** A resnet, self-attention of one head over all positions, a resnet; all `[B,H,W,C]`. */
export class UNetMidBlock2D extends Module {
  readonly resnets: ModuleList<ResnetBlock2D>;
  readonly attentions: ModuleList<Attention>;

  constructor(channels: number, addAttention: boolean, options: BlockOptions) {
    super();
    this.resnets = new ModuleList([
      new ResnetBlock2D(channels, channels, options),
      new ResnetBlock2D(channels, channels, options),
    ]);
    this.attentions = new ModuleList(
      addAttention
        ? [
            new Attention({
              queryDim: channels,
              heads: 1,
              dimHead: channels,
              bias: true,
              normNumGroups: options.normNumGroups,
              eps: options.normEps,
              residualConnection: true,
            }),
          ]
        : [],
    );
  }

  addTo(graph: GraphScope, x: StripedImage): StripedImage {
    const [first, second] = [this.resnets.at(0)!, this.resnets.at(1)!];
    const attention = this.attentions.at(0);
    let y = first.addTo(graph.within('resnets.0'), x);
    if (attention) y = graph.attention('attentions.0', y, attention);
    return second.addTo(graph.within('resnets.1'), y);
  }
}

/** `numLayers` resnets, the first of which changes the channels. */
const resnetChain = (
  inChannels: number,
  outChannels: number,
  options: BlockOptions & { readonly numLayers: number },
): ModuleList<ResnetBlock2D> =>
  new ModuleList(
    Array.from(
      { length: options.numLayers },
      (_, i) => new ResnetBlock2D(i === 0 ? inChannels : outChannels, outChannels, options),
    ),
  );

const addResnets = (graph: GraphScope, x: StripedImage, resnets: Iterable<ResnetBlock2D>): StripedImage =>
  [...resnets].reduce((y, resnet, i) => resnet.addTo(graph.within(`resnets.${i}`), y), x);

/** Resnets, then (but for the last level) an enlargement: `[B,H,W,in]` → `[B,2H,2W,out]`. */
export class UpDecoderBlock2D extends Module {
  readonly resnets: ModuleList<ResnetBlock2D>;
  readonly upsamplers: ModuleList<Upsample2D> | null;

  constructor(
    inChannels: number,
    outChannels: number,
    options: BlockOptions & { readonly numLayers: number; readonly addUpsample: boolean },
  ) {
    super();
    this.resnets = resnetChain(inChannels, outChannels, options);
    this.upsamplers = options.addUpsample ? new ModuleList([new Upsample2D(outChannels)]) : null;
  }

  addTo(graph: GraphScope, x: StripedImage): StripedImage {
    const y = addResnets(graph, x, this.resnets);
    return this.upsamplers?.at(0)?.addTo(graph.within('upsamplers.0'), y) ?? y;
  }
}

/** Resnets, then (but for the last level) a halving: `[B,H,W,in]` → `[B,H/2,W/2,out]`. */
export class DownEncoderBlock2D extends Module {
  readonly resnets: ModuleList<ResnetBlock2D>;
  readonly downsamplers: ModuleList<Downsample> | null;

  constructor(
    inChannels: number,
    outChannels: number,
    options: BlockOptions & { readonly numLayers: number; readonly addDownsample: boolean },
  ) {
    super();
    this.resnets = resnetChain(inChannels, outChannels, options);
    this.downsamplers = options.addDownsample
      ? new ModuleList([new Downsample({ channels: outChannels })])
      : null;
  }

  addTo(graph: GraphScope, x: StripedImage): StripedImage {
    const y = addResnets(graph, x, this.resnets);
    const downsampler = this.downsamplers?.at(0);
    return downsampler ? graph.conv('downsamplers.0.conv', y, { conv: downsampler.conv }) : y;
  }
}
