import { silu, slice, type Tensor, tidy } from '@x/tensor';
import { NnError } from '../errors.js';
import { Layer } from '../module.js';

/** `silu(a) · b`, where `a` and `b` are the halves of the last axis: `[…, 2n]` → `[…, n]`. Shazeer, 2020. */
export class SwiGLU extends Layer {
  forward(x: Tensor): Tensor {
    const size = x.shape.at(-1);
    if (size === undefined || size % 2 !== 0) {
      throw new NnError('shape', 'SwiGLU', `the last axis of the input must be even; got [${x.shape}]`);
    }
    return tidy(() => {
      const all = x.shape.slice(1).map(() => null);
      return silu(slice(x, [...all, [0, size / 2]])).multiply(slice(x, [...all, [size / 2, size]]));
    });
  }
}
