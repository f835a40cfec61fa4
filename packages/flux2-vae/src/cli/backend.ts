import { type Backend, createBackend, defaultBackend } from '@x/tensor';
import type { ComputeOptions } from './options.js';

/** The backend asked for, or the best there is. */
export async function openBackend({ backend, threads }: ComputeOptions): Promise<Backend> {
  if (backend === undefined && threads === undefined) return defaultBackend();
  return createBackend(backend ?? defaultBackend().name, threads === undefined ? {} : { threads });
}
