import { Conv2d, type GraphScope, GroupNorm, Module, ModuleList, SiLU, type StripedImage } from '@x/nn';
import { type BlockOptions, DownEncoderBlock2D, UNetMidBlock2D, UpDecoderBlock2D } from './blocks.js';

export interface CoderOptions extends BlockOptions {
  readonly inChannels: number;
  readonly outChannels: number;
  /** A width a level, the largest picture first. */
  readonly blockOutChannels: readonly number[];
  readonly layersPerBlock: number;
  readonly midBlockAddAttention: boolean;
}

/** Raw latents `[B,H,W,inChannels]` → sample `[B,H·f,W·f,outChannels]` in [-1,1], f = 2^(levels - 1). */
export class Decoder extends Module {
  readonly conv_in: Conv2d;
  readonly mid_block: UNetMidBlock2D;
  readonly up_blocks: ModuleList<UpDecoderBlock2D>;
  readonly conv_norm_out: GroupNorm;
  readonly conv_act = new SiLU();
  readonly conv_out: Conv2d;

  constructor(options: CoderOptions) {
    super();
    const { inChannels, outChannels, blockOutChannels, layersPerBlock, normNumGroups, normEps } = options;
    const reversed = [...blockOutChannels].reverse();
    const [widest, narrowest] = [reversed[0]!, blockOutChannels[0]!];

    this.conv_in = new Conv2d({ inChannels, outChannels: widest, kernelSize: 3, padding: 1 });
    this.mid_block = new UNetMidBlock2D(widest, options.midBlockAddAttention, options);
    this.up_blocks = new ModuleList(
      reversed.map(
        (width, i) =>
          new UpDecoderBlock2D(reversed[i - 1] ?? widest, width, {
            ...options,
            numLayers: layersPerBlock + 1,
            addUpsample: i < reversed.length - 1,
          }),
      ),
    );
    this.conv_norm_out = new GroupNorm({ numGroups: normNumGroups, numChannels: narrowest, eps: normEps });
    this.conv_out = new Conv2d({ inChannels: narrowest, outChannels, kernelSize: 3, padding: 1 });
  }

  addTo(graph: GraphScope, x: StripedImage): StripedImage {
    let y = graph.conv('conv_in', x, { conv: this.conv_in });
    y = this.mid_block.addTo(graph.within('mid_block'), y);
    for (const [i, block] of [...this.up_blocks].entries())
      y = block.addTo(graph.within(`up_blocks.${i}`), y);
    const { conv_norm_out: norm, conv_act: activation, conv_out: conv } = this;
    return graph.conv('conv_out', y, { norm, activation, conv });
  }
}

/** Pictures `[B,H,W,inChannels]` in [-1,1] → moments `[B,H/f,W/f,2·outChannels]`. */
export class Encoder extends Module {
  readonly conv_in: Conv2d;
  readonly down_blocks: ModuleList<DownEncoderBlock2D>;
  readonly mid_block: UNetMidBlock2D;
  readonly conv_norm_out: GroupNorm;
  readonly conv_act = new SiLU();
  readonly conv_out: Conv2d;

  constructor(options: CoderOptions) {
    super();
    const { inChannels, outChannels, blockOutChannels, layersPerBlock, normNumGroups, normEps } = options;
    const [narrowest, widest] = [blockOutChannels[0]!, blockOutChannels.at(-1)!];

    this.conv_in = new Conv2d({ inChannels, outChannels: narrowest, kernelSize: 3, padding: 1 });
    this.down_blocks = new ModuleList(
      blockOutChannels.map(
        (width, i) =>
          new DownEncoderBlock2D(blockOutChannels[i - 1] ?? narrowest, width, {
            ...options,
            numLayers: layersPerBlock,
            addDownsample: i < blockOutChannels.length - 1,
          }),
      ),
    );
    this.mid_block = new UNetMidBlock2D(widest, options.midBlockAddAttention, options);
    this.conv_norm_out = new GroupNorm({ numGroups: normNumGroups, numChannels: widest, eps: normEps });
    this.conv_out = new Conv2d({
      inChannels: widest,
      outChannels: 2 * outChannels, // mean and log-variance
      kernelSize: 3,
      padding: 1,
    });
  }

  addTo(graph: GraphScope, x: StripedImage): StripedImage {
    let y = graph.conv('conv_in', x, { conv: this.conv_in });
    for (const [i, block] of [...this.down_blocks].entries()) {
      y = block.addTo(graph.within(`down_blocks.${i}`), y);
    }
    y = this.mid_block.addTo(graph.within('mid_block'), y);
    const { conv_norm_out: norm, conv_act: activation, conv_out: conv } = this;
    return graph.conv('conv_out', y, { norm, activation, conv });
  }
}
