import { type Backend, type Tensor, tensor } from '@x/tensor';
import { requireCounts } from './checks.js';
import { NnError } from './errors.js';

export interface RotaryTablesOptions {
  /** Elements of a head that each coordinate turns; even. */
  readonly axesDim: readonly number[];
  /** Default 10000. */
  readonly theta?: number;
  readonly backend?: Backend;
}

/**
 * Cosines and sines for `rope`, float32 `[N, ΣaxesDim/2]` each: pair `i` of axis `a` turns by
 * `position[a] · theta^(-2i / axesDim[a])`, reckoned in double. `positions`: N rows of one coordinate an axis.
 */
export function rotaryTables(
  positions: readonly (readonly number[])[],
  { axesDim, theta = 10000, backend }: RotaryTablesOptions,
): { cos: Tensor; sin: Tensor } {
  requireCounts('rotaryTables', Object.fromEntries(axesDim.map((n, i) => [`axesDim[${i}]`, n])));
  if (axesDim.some((n) => n % 2 !== 0)) {
    throw new NnError('argument', 'rotaryTables', `axesDim must be even; got [${axesDim}]`);
  }
  const wrong = positions.find((row) => row.length !== axesDim.length);
  if (wrong !== undefined) {
    throw new NnError(
      'argument',
      'rotaryTables',
      `each position must have ${axesDim.length} coordinates; got ${wrong.length}`,
    );
  }
  const angles = positions.flatMap((row) =>
    axesDim.flatMap((dim, axis) =>
      Array.from({ length: dim / 2 }, (_, i) => row[axis]! * theta ** ((-2 * i) / dim)),
    ),
  );
  const shape = [positions.length, axesDim.reduce((sum, n) => sum + n, 0) / 2];
  const table = (f: (angle: number) => number) =>
    tensor(Float32Array.from(angles, f), { shape, ...(backend && { backend }) });
  return { cos: table(Math.cos), sin: table(Math.sin) };
}
