import type { Precision } from './backend.js';
import { describe, fail } from './shape/check.js';

/** From the most exact. */
export const precisions = ['highest', 'high', 'medium'] as const satisfies readonly Precision[];

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
