import { type Backend, createBackend, defaultBackend } from '@x/tensor';
import type { ComputeOptions } from './options.js';

/** The backend asked for, or the best there is. */
export async function openBackend({
  backend,
  threads,
}: Pick<ComputeOptions, 'backend' | 'threads'>): Promise<Backend> {
  if (threads === undefined) return backend === undefined ? defaultBackend() : createBackend(backend);
  if (backend !== undefined) return createBackend(backend, { threads });
  // Only creating it tells which is the best; one with that many threads takes its place.
  const best = defaultBackend();
  await best.close();
  return createBackend(best.name, { threads });
}
