import { fail, shapeText } from './check.js';

/** Channels of `x [B,…,C]` once they are known to divide into `groups`. */
export function checkGroups(op: string, x: readonly number[], groups: number): number {
  const channels = x.at(-1) ?? 0;
  if (x.length < 2 || channels === 0 || channels % groups !== 0) {
    fail(
      'shape',
      op,
      `x must be [B,…,C] with channels that divide by groups; got ${shapeText(x)}, groups ${groups}`,
      {
        x,
        groups,
      },
    );
  }
  return channels;
}

export function checkStatistics(op: string, statistics: readonly number[], batch: number): number {
  if (statistics.length !== 3 || statistics[0] !== batch || statistics[2] !== 2 || !statistics[1]) {
    fail('shape', op, `statistics must be [${batch},groups,2]; got ${shapeText(statistics)}`, { statistics });
  }
  return statistics[1]!;
}

/** A vector of one value a channel. */
export function checkVector(op: string, name: string, shape: readonly number[], length: number): void {
  if (shape.length !== 1 || shape[0] !== length) {
    fail('shape', op, `${name} must be [${length}]; got ${shapeText(shape)}`, { [name]: shape });
  }
}
