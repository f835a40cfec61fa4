import { Conv2d, GroupNorm, Layer, ReLU, Sequential, Upsample } from '@x/nn';
import { relu, type Tensor, tidy } from '@x/tensor';

/** Of raw latents. */
export const latentChannels = 32;
/** Of a picture. */
export const imageChannels = 3;
/** Pixels along one side of a raw latent. */
export const scaleFactor = 8;

const width = 64;
const poolWidth = 4 * width;
const poolGroups = 4;

const conv = (inChannels: number, outChannels: number): Conv2d =>
  new Conv2d({ inChannels, outChannels, kernelSize: 3, padding: 1 });

const pointwise = (inChannels: number, outChannels: number): Conv2d =>
  new Conv2d({ inChannels, outChannels, kernelSize: 1, bias: false });

/** Between two resolutions; `stride` 2 on the way down. */
const change = (stride: 1 | 2): Conv2d =>
  new Conv2d({ inChannels: width, outChannels: width, kernelSize: 3, padding: 1, stride, bias: false });

/** `relu(conv(y) + y)` with `y = x + pool(x)` at the lowest resolution, else `y = x`; all `[B,H,W,64]`. */
export class Block extends Layer {
  readonly conv = new Sequential(
    conv(width, width),
    new ReLU(),
    conv(width, width),
    new ReLU(),
    conv(width, width),
  );
  readonly pool: Sequential | null;

  constructor(options: { readonly hasPool?: boolean } = {}) {
    super();
    this.pool = options.hasPool
      ? new Sequential(
          pointwise(width, poolWidth),
          new GroupNorm({ numGroups: poolGroups, numChannels: poolWidth }),
          new ReLU(),
          pointwise(poolWidth, width),
        )
      : null;
  }

  forward(x: Tensor): Tensor {
    return tidy(() => {
      const y = this.pool ? x.add(this.pool.forward(x)) : x;
      return relu(this.conv.forward(y).add(y));
    });
  }
}

const blocks = (options: { readonly hasPool?: boolean } = {}): Block[] =>
  Array.from({ length: 3 }, () => new Block(options));

/** Layers one after the other, under the names of the diffusers-style file. */
export abstract class Coder extends Layer {
  abstract readonly layers: Sequential;

  /** Layer by layer: the definition. `coderGraph` is the same in fused ops. */
  forward(x: Tensor): Tensor {
    return this.layers.forward(x);
  }
}

/** Normalised latents `[B,H,W,32]`, clamped by `clampLatents`, → picture `[B,8H,8W,3]` in about [0,1]. */
export class Decoder extends Coder {
  readonly layers = new Sequential(
    conv(latentChannels, width),
    new ReLU(),
    ...blocks({ hasPool: true }),
    new Upsample({ scaleFactor: 2 }),
    change(1),
    ...blocks(),
    new Upsample({ scaleFactor: 2 }),
    change(1),
    ...blocks(),
    new Upsample({ scaleFactor: 2 }),
    change(1),
    new Block(),
    conv(width, imageChannels),
  );
}

/** Picture `[B,8H,8W,3]` in [0,1] → normalised latents `[B,H,W,32]`. */
export class Encoder extends Coder {
  readonly layers = new Sequential(
    conv(imageChannels, width),
    new Block(),
    change(2),
    ...blocks(),
    change(2),
    ...blocks(),
    change(2),
    ...blocks({ hasPool: true }),
    conv(width, latentChannels),
  );
}
