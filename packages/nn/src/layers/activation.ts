import { type Activation, exp, gelu, minimum, relu, silu, type Tensor, tidy } from '@x/tensor';
import { Layer } from '../module.js';

/** An activation that fused ops know by name. */
export abstract class ActivationLayer extends Layer {
  abstract readonly activation: Activation;
}

/** `x · sigmoid(x)`. */
export class SiLU extends ActivationLayer {
  readonly activation = 'silu';

  forward(x: Tensor): Tensor {
    return silu(x);
  }
}

/** `max(x, 0)`. */
export class ReLU extends ActivationLayer {
  readonly activation = 'relu';

  forward(x: Tensor): Tensor {
    return relu(x);
  }
}

export interface GELUOptions {
  /** `none`: by the error function; `tanh`: its approximation. Default `none`. */
  readonly approximate?: 'none' | 'tanh';
}

/** `x · Φ(x)`. Hendrycks and Gimpel, 2016. */
export class GELU extends ActivationLayer {
  readonly activation: 'gelu' | 'gelu-tanh';
  readonly approximate: 'none' | 'tanh';

  constructor(options: GELUOptions = {}) {
    super();
    this.approximate = options.approximate ?? 'none';
    this.activation = this.approximate === 'tanh' ? 'gelu-tanh' : 'gelu';
  }

  forward(x: Tensor): Tensor {
    return gelu(x, { approximate: this.approximate });
  }
}

/** `x · tanh(log(1 + exp(x)))`. Misra, 2019. */
export class Mish extends Layer {
  forward(x: Tensor): Tensor {
    // tanh(log(1 + e)) = n / (n + 2) with n = e·(e + 2); from 20 on it is 1 in float32.
    return tidy(() => {
      const wide = x.astype('float32');
      const e = exp(minimum(wide, 20));
      const n = e.multiply(e.add(2));
      return wide.multiply(n.divide(n.add(2))).astype(x.dtype);
    });
  }
}
