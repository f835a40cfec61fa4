import {
  Attention,
  Conv2d,
  Downsample,
  GELU,
  GroupNorm,
  type Layer,
  Mish,
  Module,
  ModuleList,
  normActConv,
  ReLU,
  SiLU,
  type WithStatistics,
} from '@x/nn';
import { type Tensor, tidy } from '@x/tensor';
import type { ActFn } from './config.js';
import { type Step, step } from './steps.js';

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
  readonly outChannels: number;

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
    this.outChannels = outChannels;
  }

  /** `statisticsGroups`: those of the norm that reads the result, or null where none does. */
  forward(x: WithStatistics, statisticsGroups: number | null): WithStatistics {
    return tidy(() => {
      const h = normActConv(x.output, {
        norm: this.norm1,
        activation: this.nonlinearity,
        conv: this.conv1,
        statistics: x.statistics,
        outputStatisticsGroups: this.norm2.numGroups,
      });
      const residual = this.conv_shortcut ? this.conv_shortcut.forward(x.output) : x.output;
      return normActConv(h.output, {
        norm: this.norm2,
        activation: this.nonlinearity,
        conv: this.conv2,
        residual,
        statistics: h.statistics,
        outputStatisticsGroups: statisticsGroups,
      });
    });
  }

  step(name: string, statisticsGroups: number | null): Step {
    const intermediates = this.conv_shortcut ? 2 : 1;
    return step(name, this, (x) => this.forward(x, statisticsGroups), { intermediates });
  }
}

/** Nearest 2× enlargement, then a 3×3 convolution: `[B,H,W,C]` → `[B,2H,2W,C]`. */
export class Upsample2D extends Module {
  readonly conv: Conv2d;
  readonly outChannels: number;

  constructor(channels: number) {
    super();
    this.conv = new Conv2d({ inChannels: channels, outChannels: channels, kernelSize: 3, padding: 1 });
    this.outChannels = channels;
  }

  forward(x: WithStatistics, statisticsGroups: number | null): WithStatistics {
    return normActConv(x.output, { conv: this.conv, upsample: 2, outputStatisticsGroups: statisticsGroups });
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

  steps(): Step[] {
    const [first, second] = [this.resnets.at(0)!, this.resnets.at(1)!];
    const attention = this.attentions.at(0);
    const groups = first.norm1.numGroups;
    return [
      first.step('resnets.0', groups),
      ...(attention
        ? [step('attentions.0', attention, (x) => attend(attention, x), { attends: true, intermediates: 4 })]
        : []),
      second.step('resnets.1', groups),
    ];
  }
}

const attend = (attention: Attention, { output, statistics }: WithStatistics): WithStatistics => ({
  output: tidy((): Tensor => attention.forward(output, { statistics })),
  statistics: null,
});

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

  steps(): Step[] {
    const upsampler = this.upsamplers?.at(0);
    const groups = this.resnets.at(0)!.norm1.numGroups;
    const last = this.resnets.length - 1;
    return [
      ...[...this.resnets].map((resnet, i) =>
        resnet.step(`resnets.${i}`, upsampler && i === last ? null : groups),
      ),
      ...(upsampler
        ? [step('upsamplers.0', upsampler, (x) => upsampler.forward(x, groups), { scale: 2 })]
        : []),
    ];
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
}
