/** The backends of this package. A table, not calls, so that bundlers may still drop what nobody uses. */
import type { DriverFactory } from '../backend.js';
import { createCpuDriver } from './cpu/index.js';
import { createMlxDriver, mlxHasGpu } from './mlx/index.js';
import { createReferenceDriver } from './reference/index.js';
import { createWasmDriver } from './wasm/index.js';

export const builtinBackends: readonly (readonly [name: string, factory: DriverFactory])[] = [
  ['reference', createReferenceDriver],
  ['cpu', createCpuDriver],
  ['mlx', createMlxDriver],
  ['wasm', createWasmDriver],
];

/** Where nobody says which: the first that can be had. */
export function defaultOrder(): string[] {
  return mlxHasGpu() ? ['mlx', 'cpu', 'reference'] : ['cpu', 'reference'];
}
