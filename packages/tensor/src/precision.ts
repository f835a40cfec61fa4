import type { Precision } from './backend.js';
import { describe, fail } from './shape/check.js';

/** From the most exact. */
export const precisions = ['highest', 'high', 'medium'] as const satisfies readonly Precision[];

/** The less exact of two. */
export function lowerPrecision(a: Precision, b: Precision): Precision {
  return precisions.indexOf(a) > precisions.indexOf(b) ? a : b;
}

export function checkPrecision(op: string, precision: unknown): Precision {
  if ((precisions as readonly unknown[]).includes(precision)) return precision as Precision;
  return fail(
    'argument',
    op,
    `precision must be one of ${precisions.join(', ')}; got ${describe(precision)}`,
    {
      precision,
    },
  );
}
