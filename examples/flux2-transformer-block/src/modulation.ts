import { Linear, Module, SiLU } from '@x/nn';
import { type Tensor, tidy } from '@x/tensor';

/** Shift, scale and gate of one branch, each `[B, 1, dim]`. */
export interface Modulation {
  readonly shift: Tensor;
  readonly scale: Tensor;
  readonly gate: Tensor;
}

/** From the embedding of the timestep to the modulations of every block: `[B, dim]` → `[B, 3·sets·dim]`. */
export class Flux2Modulation extends Module {
  readonly linear: Linear;
  readonly #silu = new SiLU();

  constructor({ dim, sets }: { readonly dim: number; readonly sets: number }) {
    super();
    this.linear = new Linear({ inFeatures: dim, outFeatures: 3 * sets * dim, bias: false });
  }

  forward(temb: Tensor): Tensor {
    return tidy(() => this.linear.forward(this.#silu.forward(temb)));
  }
}

/** `(1 + scale)·x + shift`. */
export const modulate = (x: Tensor, { scale, shift }: Modulation): Tensor =>
  scale.add(1).multiply(x).add(shift);
