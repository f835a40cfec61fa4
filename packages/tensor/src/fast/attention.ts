import { precisionOf } from '../backends/backend.js';
import { add, multiply } from '../ops/binary.js';
import { astype } from '../ops/cast.js';
import { full } from '../ops/create.js';
import { commonBackend } from '../ops/dispatch.js';
import { concat, slice } from '../ops/indexing.js';
import { matmul } from '../ops/matmul.js';
import { matrixTranspose, repeat, reshape } from '../ops/movement.js';
import { where } from '../ops/where.js';
import { tidy } from '../scope.js';
import { attentionShape } from '../shape/attention.js';
import { checkNumber, checkOptions, fail } from '../shape/check.js';
import { checkTensor, refOf, type Tensor } from '../tensor.js';
import { checkFloats, checkOptionalTensor } from './arguments.js';
import { fusedOr, refOrNull } from './fused.js';
import { softmax } from './softmax.js';

/** Scores held at once; softmax makes some copies of them. */
const blockBytes = 16 * 2 ** 20;

/** By blocks of queries, so that the score matrix is never held whole. */
export function attentionComposition(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  scale: number,
  mask: Tensor | null,
): Tensor {
  const [batch, heads, queries] = q.shape as [number, number, number];
  const [, keyHeads, keys] = k.shape as [number, number, number];
  return tidy(() => {
    const shared = (x: Tensor) => repeat(astype(x, 'float32'), heads / keyHeads, 1);
    const wideQ = multiply(astype(q, 'float32'), scale);
    const wideKT = matrixTranspose(shared(k));
    const wideV = shared(v);
    const wideMask = mask && maskRows(astype(mask, 'float32'));
    const rows = Math.max(1, Math.floor(blockBytes / (4 * Math.max(1, batch * heads * keys))));
    const blocks: Tensor[] = [];
    for (let start = 0; start < Math.max(1, queries); start += rows) {
      blocks.push(
        tidy(() => {
          const range = [null, null, [start, start + rows]] as const;
          const scores = matmul(slice(wideQ, range), wideKT);
          const partOfMask = wideMask && (wideMask.shape[2] === 1 ? wideMask : slice(wideMask, range));
          const weights = softmax(partOfMask ? add(scores, partOfMask) : scores, 3);
          return astype(matmul(weights, wideV), q.dtype);
        }),
      );
    }
    return blocks.length === 1 ? blocks[0]! : concat(blocks, 2);
  });
}

/** The mask with four dimensions, so that its rows can be sliced. */
function maskRows(mask: Tensor): Tensor {
  return reshape(mask, [...Array<number>(4 - mask.shape.length).fill(1), ...mask.shape]);
}

/**
 * `softmax(q·kᵀ·scale + mask)·v` for `q [B,heads,N,D]`, `k` and `v [B,keyHeads,M,D]` → `[B,heads,N,D]`; floats,
 * reckoned in float32. `heads` must divide by `keyHeads`: query head `h` uses key head
 * `floor(h · keyHeads / heads)`. `scale` is `1/√D` unless given. `mask` broadcasts to `[B,heads,N,M]`: of q's
 * dtype it is added to the scores; of bool, false leaves a key out. Vaswani et al. 2017.
 */
export function attention(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  options?: { readonly scale?: number | undefined; readonly mask?: Tensor | null | undefined },
): Tensor {
  const op = 'attention';
  for (const [name, x] of Object.entries({ q, k, v })) checkTensor(op, name, x);
  const given = checkOptions(op, options);
  const mask = checkOptionalTensor(op, 'mask', given.mask);
  checkFloats(op, [q, k, v]);
  if (mask) {
    commonBackend(op, [q, mask]);
    if (mask.dtype !== 'bool' && mask.dtype !== q.dtype) {
      fail('dtype', op, `mask must be bool or ${q.dtype}; got ${mask.dtype}`, { dtype: mask.dtype });
    }
  }
  const shape = attentionShape(op, q.shape, k.shape, v.shape, mask?.shape ?? null);
  const scale =
    given.scale === undefined ? 1 / Math.sqrt(q.shape[3]!) : checkNumber(op, 'scale', given.scale);
  return tidy(() => {
    const added = mask?.dtype === 'bool' ? additiveMask(mask, q) : mask;
    const args = {
      q: refOf(op, q),
      k: refOf(op, k),
      v: refOf(op, v),
      scale,
      mask: refOrNull(op, added),
      precision: precisionOf(q.backend),
      out: { shape, dtype: q.dtype },
    };
    return fusedOr(
      op,
      added ? [q, k, v, added] : [q, k, v],
      (driver) => driver.fast?.attention,
      args,
      () => attentionComposition(q, k, v, scale, added),
    );
  });
}

function additiveMask(mask: Tensor, q: Tensor): Tensor {
  const taken = full([], 0, { dtype: q.dtype, backend: q.backend });
  return where(mask, taken, -Infinity);
}
