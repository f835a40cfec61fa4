import { NnError } from './errors.js';

/** Constructor options that count things. */
export function requireCounts(op: string, counts: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(counts)) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new NnError('argument', op, `${name} must be a positive integer; got ${value}`);
    }
  }
}

export function requireDivides(op: string, divisor: [string, number], of: [string, number]): void {
  if (of[1] % divisor[1] !== 0) {
    throw new NnError('argument', op, `${divisor[0]} must divide ${of[0]}; got ${divisor[1]} and ${of[1]}`);
  }
}

export function requireEps(op: string, eps: number): void {
  if (!(Number.isFinite(eps) && eps >= 0)) {
    throw new NnError('argument', op, `eps must be finite and not negative; got ${eps}`);
  }
}

/** The last axis of an input. */
export function requireChannels(op: string, shape: readonly number[], channels: number): void {
  if (shape.length === 0 || shape[shape.length - 1] !== channels) {
    throw new NnError('shape', op, `the last axis of the input must be ${channels}; got [${shape}]`);
  }
}

export type NumberOrPair = number | readonly [number, number];

export const pair = (value: NumberOrPair): readonly [number, number] =>
  typeof value === 'number' ? [value, value] : value;
