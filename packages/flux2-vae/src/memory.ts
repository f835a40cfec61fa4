import { VaeError } from './errors.js';

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

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** `1234567 bytes (1.2 MiB)`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const exact = `${bytes} bytes`;
  return power === 0 ? exact : `${exact} (${(bytes / 1024 ** power).toFixed(1)} ${units[power]})`;
}
