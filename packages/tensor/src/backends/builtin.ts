/** The backends of this package. A table, not calls, so that bundlers may still drop what nobody uses. */
import type { DriverFactory } from '../backend.js';
import { createReferenceDriver } from './reference/index.js';

export const builtinBackends: readonly (readonly [name: string, factory: DriverFactory])[] = [
  ['reference', createReferenceDriver],
];

/** Where nobody says which: the first that can be had. */
export function defaultOrder(): string[] {
  return ['reference'];
}
