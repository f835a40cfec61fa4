import { type Tensor, upsampleNearest } from '@x/tensor';
import { type NumberOrPair, pair, requireCounts } from '../checks.js';
import { Layer } from '../module.js';
import { Conv2d } from './conv2d.js';

export interface UpsampleOptions {
  /** Whole factors. */
  readonly scaleFactor: NumberOrPair;
  /** Default and only: `nearest`. */
  readonly mode?: 'nearest';
}

/** Repeats each pixel of `[B,H,W,C]` `scaleFactor` times along each side. */
export class Upsample extends Layer {
  readonly scaleFactor: readonly [number, number];
  readonly mode = 'nearest';

  constructor({ scaleFactor }: UpsampleOptions) {
    super();
    this.scaleFactor = pair(scaleFactor);
    requireCounts('Upsample', {
      'scaleFactor[0]': this.scaleFactor[0],
      'scaleFactor[1]': this.scaleFactor[1],
    });
  }

  forward(x: Tensor): Tensor {
    return upsampleNearest(x, this.scaleFactor);
  }
}

export interface DownsampleOptions {
  readonly channels: number;
  /** Default `channels`. */
  readonly outChannels?: number;
  /** 0, the default: zeros below and at the right alone, one row and one column. Else as a convolution's. */
  readonly padding?: number;
}

/** A 3×3 convolution of stride 2, diffusers' `Downsample2D`: `[B,H,W,C]` → `[B,⌊H/2⌋,⌊W/2⌋,outChannels]`. */
export class Downsample extends Layer {
  readonly conv: Conv2d;

  constructor({ channels, outChannels = channels, padding = 0 }: DownsampleOptions) {
    super();
    this.conv = new Conv2d({
      inChannels: channels,
      outChannels,
      kernelSize: 3,
      stride: 2,
      padding: padding === 0 ? { top: 0, bottom: 1, left: 0, right: 1 } : padding,
    });
  }

  forward(x: Tensor): Tensor {
    return this.conv.forward(x);
  }
}
