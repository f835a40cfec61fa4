import { WeightsError } from './errors.js';
import { builtin } from './node.js';
import { callersPath } from './paths.js';
import { systemError } from './system.js';

type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** Files under way; removed when the process exits in the middle (`process.exit` in a signal handler too). */
const underWay = new Set<string>();

function removeUnderWay(): void {
  const { rmSync } = builtin('fs');
  for (const path of underWay) {
    try {
      rmSync(path, { force: true });
    } catch {
      // The process is ending; a leftover is all that can happen.
    }
  }
}

function track(path: string): void {
  if (underWay.size === 0) process.on('exit', removeUnderWay);
  underWay.add(path);
}

function untrack(path: string): void {
  underWay.delete(path);
  if (underWay.size === 0) process.off('exit', removeUnderWay);
}

/**
 * Writes a file so that its name never holds half of it: into a new file beside, synced, then renamed over.
 * `contents` is bytes, or chunks that may be made one by one. A link at `path` is followed and stays. On failure or abort
 * (rejects with `signal.reason`) the new file is removed and what was at `path` is untouched.
 *
 * Throws `WeightsError`: `not-found` for a missing folder, `not-a-file` where a folder or device is at `path`,
 * `permission`, `no-space`, `io`.
 */
export async function writeFileAtomically(
  path: string,
  contents: Uint8Array | Chunks,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const { signal } = options;
  const op = 'write';
  signal?.throwIfAborted();
  const fs = builtin('fs');
  const { basename, dirname, join } = builtin('path');
  const target = await finalPath(callersPath(path, op).path, op);
  const folder = dirname(target);
  const random = builtin('crypto').randomBytes(9).toString('hex');
  const beside = join(folder, `.${basename(target).slice(0, 40)}.${random}.tmp`);
  track(beside);
  try {
    const handle = await fs.promises.open(beside, 'wx', 0o666);
    try {
      for await (const chunk of contents instanceof Uint8Array ? [contents] : contents) {
        for (let done = 0; done < chunk.byteLength; ) {
          signal?.throwIfAborted();
          const piece = Math.min(chunk.byteLength - done, 16 << 20);
          done += (await handle.write(chunk, done, piece)).bytesWritten;
        }
      }
      signal?.throwIfAborted();
      await handle.sync();
    } finally {
      await handle.close();
    }
    signal?.throwIfAborted();
    await fs.promises.rename(beside, target);
    untrack(beside);
  } catch (cause) {
    await fs.promises.rm(beside, { force: true }).catch(() => {});
    untrack(beside);
    throw writeError(cause, path, folder);
  }
  await syncFolder(folder);
}

async function finalPath(path: string, op: string): Promise<string> {
  const fs = builtin('fs');
  try {
    const stats = await fs.promises.stat(path);
    if (!stats.isFile()) {
      const kind = stats.isDirectory() ? 'a folder' : 'a pipe, socket or device';
      throw new WeightsError('not-a-file', op, `must be a regular file or a new one; got ${kind}`, {
        file: path,
        details: { kind },
      });
    }
    return await fs.promises.realpath(path);
  } catch (cause) {
    const error = systemError(cause, op, path);
    if (error instanceof WeightsError && error.code === 'not-found') return path;
    throw error;
  }
}

function writeError(cause: unknown, path: string, folder: string): unknown {
  const error = systemError(cause, 'write', path);
  if (!(error instanceof WeightsError) || error.code !== 'not-found') return error;
  return new WeightsError('not-found', 'write', `must lie in a folder that exists; got none at ${folder}`, {
    file: path,
    details: { folder },
    cause,
  });
}

/** Makes the rename last through a power cut where the system lets folders be synced. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await builtin('fs').promises.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows and some network file systems refuse; the file itself is synced.
  }
}
