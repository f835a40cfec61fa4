import { broadcastShapes } from './broadcast.js';
import { fail, shapeText } from './check.js';

/** `[…, M, K] · […, K, N]`, both at least 2-D. */
export function matmulShape(op: string, a: readonly number[], b: readonly number[]): number[] {
  if (a.length < 2 || b.length < 2 || a.at(-1) !== b.at(-2)) {
    fail('shape', op, `inner dimensions must match; got ${shapeText(a)} · ${shapeText(b)}`, { a, b });
  }
  return [...broadcastShapes(op, a.slice(0, -2), b.slice(0, -2)), a.at(-2)!, b.at(-1)!];
}
