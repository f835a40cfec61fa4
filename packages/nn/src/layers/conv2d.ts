import { conv2d, type Padding2d, type Tensor, tidy } from '@x/tensor';
import { type NumberOrPair, pair, requireChannels, requireCounts, requireDivides } from '../checks.js';
import { NnError } from '../errors.js';
import { Layer } from '../module.js';
import { Parameter } from '../parameter.js';

export interface Conv2dOptions {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: NumberOrPair;
  /** Default 1. */
  readonly stride?: NumberOrPair;
  /** Zeros around the image: the same on opposite sides, side by side, or as many as `same` size needs. Default 0. */
  readonly padding?: NumberOrPair | Padding2d | 'same' | 'valid';
  /** Default 1. */
  readonly dilation?: NumberOrPair;
  /** Default 1. */
  readonly groups?: number;
  /** Default true. */
  readonly bias?: boolean;
}

/** Cross-correlation `[B,H,W,inChannels]` → `[B,Ho,Wo,outChannels]`. The checkpoint's OIHW weight is held as OHWI. */
export class Conv2d extends Layer {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: Padding2d;
  readonly dilation: readonly [number, number];
  readonly groups: number;
  readonly weight: Parameter;
  readonly bias: Parameter | null;

  constructor(options: Conv2dOptions) {
    super();
    const { inChannels, outChannels, groups = 1, bias = true } = options;
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = pair(options.kernelSize);
    this.stride = pair(options.stride ?? 1);
    this.dilation = pair(options.dilation ?? 1);
    this.groups = groups;
    requireCounts('Conv2d', { inChannels, outChannels, groups });
    for (const name of ['kernelSize', 'stride', 'dilation'] as const) {
      requireCounts('Conv2d', { [`${name}[0]`]: this[name][0], [`${name}[1]`]: this[name][1] });
    }
    this.padding = options.padding === 'same' ? this.#same() : sides(options.padding ?? 0);
    requireDivides('Conv2d', ['groups', groups], ['inChannels', inChannels]);
    requireDivides('Conv2d', ['groups', groups], ['outChannels', outChannels]);
    this.weight = new Parameter([outChannels, inChannels / groups, ...this.kernelSize], {
      permutation: [0, 2, 3, 1],
    });
    this.bias = bias ? new Parameter([outChannels]) : null;
  }

  forward(x: Tensor): Tensor {
    requireChannels('Conv2d', x.shape, this.inChannels);
    const { stride, padding, dilation, groups } = this;
    return tidy(() => {
      const y = conv2d(x, this.weight.value, { stride, padding, dilation, groups });
      return this.bias ? y.add(this.bias.value) : y;
    });
  }

  /** As in PyTorch the odd zero goes below and to the right. */
  #same(): Padding2d {
    if (this.stride.some((n) => n !== 1)) {
      throw new NnError('argument', 'Conv2d', `padding 'same' must come with stride 1; got [${this.stride}]`);
    }
    const [vertical, horizontal] = this.kernelSize.map((n, i) => this.dilation[i]! * (n - 1)) as [
      number,
      number,
    ];
    const [top, left] = [Math.floor(vertical / 2), Math.floor(horizontal / 2)];
    return { top, bottom: vertical - top, left, right: horizontal - left };
  }
}

function sides(padding: NumberOrPair | Padding2d | 'valid'): Padding2d {
  let all: Padding2d;
  if (padding === 'valid') return sides(0);
  if (typeof padding === 'object' && 'top' in padding) all = padding;
  else {
    const [vertical, horizontal] = pair(padding);
    all = { top: vertical, bottom: vertical, left: horizontal, right: horizontal };
  }
  for (const [side, pixels] of Object.entries(all)) {
    if (!Number.isSafeInteger(pixels) || pixels < 0) {
      throw new NnError(
        'argument',
        'Conv2d',
        `padding must be whole and not negative; got ${pixels} (${side})`,
      );
    }
  }
  return all;
}
