import { formatBytes } from '@x/nn';
import { VaeError } from './errors.js';

export { formatBytes } from '@x/nn';

/** Bytes this process may still take, container limits included; null where nobody can say. */
export function availableBytes(): number | null {
  return globalThis.process?.availableMemory?.() ?? null;
}

/** @throws VaeError `memory` before anything is allocated */
export function requireMemory(op: string, what: string, bytes: number, available = availableBytes()): void {
  if (bytes <= (available ?? Number.MAX_SAFE_INTEGER)) return;
  const room = available === null ? 'more than can be addressed' : `${formatBytes(available)} available`;
  throw new VaeError(
    'memory',
    op,
    `${what} must fit in memory and needs at least ${formatBytes(bytes)}; got ${room}`,
    { details: { bytes, available } },
  );
}
