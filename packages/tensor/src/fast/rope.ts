import { add, multiply, subtract } from '../ops/binary.js';
import { astype } from '../ops/cast.js';
import { commonBackend } from '../ops/dispatch.js';
import { concat, slice, stack } from '../ops/indexing.js';
import { reshape } from '../ops/movement.js';
import { tidy } from '../scope.js';
import { checkOptions, describe, fail, shapeText } from '../shape/check.js';
import { checkTensor, type Tensor } from '../tensor.js';
import { checkFloats } from './arguments.js';

export interface RopeOptions {
  /** Which elements make a pair: `2i` and `2i + 1` (default), or `i` and `i + D/2` (false). */
  readonly interleaved?: boolean | undefined;
}

/**
 * Rotary position embedding of `x […, N, D]`: pair `i` of position `n` is turned by the angle whose cosine and sine
 * are `cos[n, i]` and `sin[n, i]`, float32 `[N, D/2]`. Reckoned in float32, in x's dtype. Su et al. 2021.
 */
export function rope(x: Tensor, cos: Tensor, sin: Tensor, options?: RopeOptions): Tensor {
  const op = 'rope';
  for (const [name, value] of Object.entries({ x, cos, sin })) checkTensor(op, name, value);
  const { interleaved = true } = checkOptions(op, options);
  if (typeof interleaved !== 'boolean') {
    fail('argument', op, `interleaved must be a boolean; got ${describe(interleaved)}`, { interleaved });
  }
  checkFloats(op, [x]);
  commonBackend(op, [x, cos, sin]);
  const [tokens, size] = x.shape.slice(-2);
  if (tokens === undefined || size === undefined || size % 2 !== 0) {
    fail('shape', op, `x must be […, N, D] with an even D; got ${shapeText(x.shape)}`, { shape: x.shape });
  }
  for (const [name, table] of Object.entries({ cos, sin })) {
    if (table.dtype !== 'float32') fail('dtype', op, `${name} must be float32; got ${table.dtype}`);
    if (table.shape.length !== 2 || table.shape[0] !== tokens || table.shape[1] !== size / 2) {
      const wanted = shapeText([tokens, size / 2]);
      fail('shape', op, `${name} must be ${wanted}; got ${shapeText(table.shape)}`, { shape: table.shape });
    }
  }
  return tidy(() => {
    const half = size / 2;
    const wide = astype(x, 'float32');
    const pairs = interleaved ? reshape(wide, [...x.shape.slice(0, -1), half, 2]) : wide;
    const all = x.shape.slice(0, -1).map(() => null);
    const [a, b] = interleaved
      ? [0, 1].map((i) => reshape(slice(pairs, [...all, null, [i, i + 1]]), [...x.shape.slice(0, -1), half]))
      : [0, half].map((from) => slice(pairs, [...all, [from, from + half]]));
    const turned = [
      subtract(multiply(a!, cos), multiply(b!, sin)),
      add(multiply(b!, cos), multiply(a!, sin)),
    ];
    const joined = interleaved ? reshape(stack(turned, -1), x.shape) : concat(turned, -1);
    return astype(joined, x.dtype);
  });
}
