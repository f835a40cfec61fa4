import { checkBroadcastTo } from './broadcast.js';
import { checkRank, fail, shapeText } from './check.js';

/** `q [B,heads,N,D]`, `k` and `v [B,keyHeads,M,D]` → `[B,heads,N,D]`; `heads` divides by `keyHeads`. */
export function attentionShape(
  op: string,
  q: readonly number[],
  k: readonly number[],
  v: readonly number[],
  mask: readonly number[] | null,
): number[] {
  for (const [name, shape] of [
    ['q', q],
    ['k', k],
    ['v', v],
  ] as const) {
    checkRank(op, name, shape, 4, '[B,heads,N,D]');
  }
  const got = `got q ${shapeText(q)}, k ${shapeText(k)}, v ${shapeText(v)}`;
  const details = { q, k, v };
  if (k.some((side, i) => side !== v[i])) fail('shape', op, `k and v must have one shape; ${got}`, details);
  if (q[0] !== k[0]) fail('shape', op, `q and k must have one batch size; ${got}`, details);
  if (q[3] !== k[3]) fail('shape', op, `q and k must have one head size; ${got}`, details);
  if (k[1] === 0 || q[3] === 0) fail('shape', op, `heads and head size must not be 0; ${got}`, details);
  if (q[1]! % k[1]! !== 0) fail('shape', op, `query heads must divide by key heads; ${got}`, details);
  if (mask) checkBroadcastTo(op, mask, [q[0]!, q[1]!, q[2]!, k[2]!]);
  return [...q];
}
