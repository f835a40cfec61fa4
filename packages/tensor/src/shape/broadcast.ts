import { fail, shapeText } from './check.js';

/** The common shape of arrays that meet in one op, as in NumPy. */
export function broadcastShapes(op: string, ...shapes: (readonly number[])[]): number[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    let side = 1;
    for (const shape of shapes) {
      const own = shape[axis - rank + shape.length] ?? 1;
      if (own === 1 || own === side) continue;
      if (side !== 1) {
        fail('shape', op, `shapes must broadcast; got ${shapes.map(shapeText).join(' and ')}`, { shapes });
      }
      side = own;
    }
    return side;
  });
}

export function checkBroadcastTo(op: string, from: readonly number[], to: readonly number[]): void {
  const offset = to.length - from.length;
  const fits = offset >= 0 && from.every((side, i) => side === 1 || side === to[offset + i]);
  if (!fits) {
    fail(
      'shape',
      op,
      `shape must broadcast to the one asked for; got ${shapeText(from)} to ${shapeText(to)}`,
      {
        from,
        to,
      },
    );
  }
}
