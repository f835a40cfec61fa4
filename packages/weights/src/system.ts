import { WeightsError, type WeightsErrorCode } from './errors.js';

const codes: Readonly<Record<string, readonly [WeightsErrorCode, string]>> = {
  ENOENT: ['not-found', 'must exist; got nothing there'],
  ENOTDIR: ['not-found', 'must lie in a folder; got a file on the way'],
  EACCES: ['permission', 'must be permitted; got permission denied'],
  EPERM: ['permission', 'must be permitted; got an operation not permitted'],
  EROFS: ['permission', 'must be writable; got a read-only file system'],
  EISDIR: ['not-a-file', 'must be a regular file; got a folder'],
  ENXIO: ['not-a-file', 'must be a regular file; got a socket or device'],
  ENODEV: ['not-a-file', 'must be a regular file; got a device'],
  ELOOP: ['path', 'must be reached without a loop of links; got one'],
  ENAMETOOLONG: ['path', 'must have a name that the system takes; got one that is too long'],
  ENOSPC: ['no-space', 'must have room on its disk; got a full one'],
  EDQUOT: ['no-space', 'must be within the disk quota; got beyond it'],
  ENOMEM: ['out-of-memory', 'must fit in memory; got a refusal'],
};

/** A system error as a typed one; what is typed already (or an abort's reason) passes. */
export function systemError(cause: unknown, op: string, file: string): unknown {
  const errno = (cause as { code?: unknown } | null)?.code;
  if (cause instanceof WeightsError || typeof errno !== 'string' || !/^E[A-Z0-9]+$/.test(errno)) return cause;
  const [code, message] = codes[errno] ?? ['io', `must be readable and writable; got ${errno}`];
  return new WeightsError(code, op, message, { file, details: { errno }, cause });
}
