import type { BackendOptions } from '../backend.js';
import { TensorError } from '../errors.js';

/** @throws TensorError `argument` where it is neither absent nor an integer in that range */
export function integerOption(
  options: BackendOptions,
  name: string,
  least: number,
  most: number,
): number | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new TensorError(
    'argument',
    'createBackend',
    `${name} must be an integer from ${least} to ${most}; got ${String(value)}`,
    { details: { [name]: value } },
  );
}
