/** Everything here that opens a file or lists a folder to read does it through this module. */
import type { BigIntStats, Stats } from 'node:fs';
import { allocate, type ByteSource, readAndClose } from './bytes.js';
import { WeightsError } from './errors.js';
import { builtin } from './node.js';
import type { AllowedPath, Folder } from './paths.js';
import { systemError } from './system.js';

/** A read is cut into pieces of this size, so that an abort is noticed between them. */
const pieceBytes = 64 << 20;

export interface FileSource extends ByteSource {
  close(): Promise<void>;
  /** Identity and state at opening, to tell whether a path still holds the same file. */
  readonly stamp: string;
}

/**
 * Opens a regular file, never a folder, pipe, socket or device (a pipe would wait for a writer). Reads throw
 * `changed` when the file has been written to or cut since.
 */
export async function openFile(path: AllowedPath, op: string): Promise<FileSource> {
  const fs = builtin('fs');
  const { O_RDONLY, O_NONBLOCK = 0, O_NOCTTY = 0, O_NOFOLLOW = 0 } = fs.constants;
  try {
    refuseUnlessFile(await fs.promises.stat(path.path), op, path.shown);
    const flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | (path.resolved ? O_NOFOLLOW : 0);
    const handle = await fs.promises.open(path.path, flags);
    try {
      const opened = await handle.stat({ bigint: true });
      refuseUnlessFile(opened, op, path.shown);
      return fileSource(handle, opened, path.shown, op);
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (cause) {
    throw systemError(cause, op, path.shown);
  }
}

function refuseUnlessFile(stats: Stats | BigIntStats, op: string, shown: string): void {
  if (stats.isFile()) return;
  const kind = stats.isDirectory()
    ? 'a folder'
    : stats.isFIFO()
      ? 'a pipe'
      : stats.isSocket()
        ? 'a socket'
        : 'a device';
  throw new WeightsError('not-a-file', op, `must be a regular file; got ${kind}`, {
    file: shown,
    details: { kind },
  });
}

function fileSource(
  handle: import('node:fs/promises').FileHandle,
  opened: BigIntStats,
  shown: string,
  op: string,
): FileSource {
  const { fstatSync } = builtin('fs');
  const size = Number(opened.size);
  let closed = false;

  const checkOpen = (): void => {
    if (closed) throw new WeightsError('closed', op, 'must be open to be read; got closed', { file: shown });
  };
  const checkUnchanged = (): void => {
    const now = fstatSync(handle.fd, { bigint: true });
    if (now.size === opened.size && now.mtimeNs === opened.mtimeNs) return;
    const got = now.size === opened.size ? 'the same size, written since' : `${now.size} bytes`;
    throw new WeightsError('changed', op, `must stay as it was opened, ${size} bytes; got ${got}`, {
      file: shown,
      details: { expected: size, got: Number(now.size) },
    });
  };

  return {
    name: shown,
    size,
    stamp: `${opened.dev}:${opened.ino}:${opened.size}:${opened.mtimeNs}`,
    async read(offset, length, { into, signal } = {}) {
      checkOpen();
      signal?.throwIfAborted();
      const bytes = into ?? allocate(length, shown);
      try {
        let done = 0;
        while (done < length) {
          const piece = Math.min(pieceBytes, length - done);
          const { bytesRead } = await handle.read(bytes, done, piece, offset + done);
          checkOpen();
          signal?.throwIfAborted();
          if (bytesRead === 0) break;
          done += bytesRead;
        }
        checkUnchanged();
        if (done < length) {
          throw new WeightsError('changed', op, `must hold ${size} bytes; got ${offset + done}`, {
            file: shown,
            details: { expected: size, got: offset + done },
          });
        }
      } catch (cause) {
        throw systemError(cause, op, shown);
      }
      return bytes;
    },
    async close() {
      if (closed) return;
      closed = true;
      await handle.close();
    },
  };
}

/** All of a file of at most `limit` bytes. */
export async function readWhole(
  path: AllowedPath,
  op: string,
  limit: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  return readAndClose(await openFile(path, op), { op, limit, signal });
}

/** Names in a folder, sorted. */
export async function listFolder(folder: Folder, op: string): Promise<string[]> {
  try {
    return (await builtin('fs').promises.readdir(folder.real)).sort();
  } catch (cause) {
    throw systemError(cause, op, folder.shown);
  }
}

/** What a path that the caller named is; null where nothing is. */
export async function pathKind(path: AllowedPath, op: string): Promise<'file' | 'folder' | 'other' | null> {
  try {
    const stats = await builtin('fs').promises.stat(path.path);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
  } catch (cause) {
    const error = systemError(cause, op, path.shown);
    if (error instanceof WeightsError && error.code === 'not-found') return null;
    throw error;
  }
}
