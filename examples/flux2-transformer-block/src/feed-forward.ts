import { Linear, Module, SwiGLU } from '@x/nn';
import type { Tensor } from '@x/tensor';

/** Linear, SwiGLU, linear. */
export class Flux2FeedForward extends Module {
  readonly linear_in: Linear;
  readonly linear_out: Linear;
  readonly #act = new SwiGLU();

  constructor({ dim, mlpRatio }: { readonly dim: number; readonly mlpRatio: number }) {
    super();
    const inner = Math.floor(dim * mlpRatio);
    this.linear_in = new Linear({ inFeatures: dim, outFeatures: 2 * inner, bias: false });
    this.linear_out = new Linear({ inFeatures: inner, outFeatures: dim, bias: false });
  }

  forward(x: Tensor): Tensor {
    return this.linear_out.forward(this.#act.forward(this.linear_in.forward(x)));
  }
}
