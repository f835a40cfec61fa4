/**
 * Which paths may be opened. `file.ts` opens nothing but what one of these functions has passed.
 *
 * A path that the caller names is followed wherever it leads. A name that a file brings (a shard index, a
 * manifest), and every file of a model folder, must stay in its folder, with one way out: in a Hugging Face
 * cache, links from `snapshots/REVISION` to the `blobs` beside it.
 */
import { WeightsError } from './errors.js';
import { builtin } from './node.js';
import { quote } from './printable.js';
import { systemError } from './system.js';

declare const passed: unique symbol;

/** A path that may be opened. */
export interface AllowedPath {
  readonly [passed]: true;
  /** What is opened. */
  readonly path: string;
  /** What messages say. */
  readonly shown: string;
  /** No link may stand at the end any more: it has been resolved, and a new one would be a race. */
  readonly resolved: boolean;
}

const allow = (path: string, shown: string, resolved: boolean): AllowedPath =>
  ({ path, shown, resolved }) as AllowedPath;

/** A path from the caller. */
export function callersPath(path: string, op: string): AllowedPath {
  if (typeof path !== 'string' || path === '' || path.includes('\0')) {
    throw new WeightsError('path', op, `a path must be text without NUL; got ${quote(path)}`);
  }
  return allow(path, path, false);
}

/** Throws unless `name` is a relative path of plain segments; `from` is the file that brought it. */
export function checkName(name: string, op: string, from: string): void {
  const problem =
    name === ''
      ? 'an empty one'
      : name.includes('\0')
        ? 'one with NUL'
        : name.includes('\\')
          ? 'one with a backslash'
          : name.startsWith('/') || /^[A-Za-z]:/.test(name)
            ? 'an absolute one'
            : name.split('/').some((part) => part === '..' || part === '.' || part === '')
              ? 'one that leads outside or has empty parts'
              : null;
  if (problem === null) return;
  throw new WeightsError('path', op, `a name must stay in its folder; got ${problem}, ${quote(name)}`, {
    file: from,
    details: { name },
  });
}

/** A folder whose files may be opened. */
export interface Folder {
  readonly shown: string;
  readonly real: string;
  /** The blobs folder of the Hugging Face cache that this folder is a snapshot in. */
  readonly blobs: string | null;
}

export async function openFolder(path: AllowedPath, op: string): Promise<Folder> {
  const { promises: fs } = builtin('fs');
  let real: string;
  try {
    real = await fs.realpath(path.path);
    if (!(await fs.stat(real)).isDirectory()) {
      throw new WeightsError('not-a-file', op, 'must be a folder; got a file', { file: path.shown });
    }
  } catch (cause) {
    throw systemError(cause, op, path.shown);
  }
  return { shown: path.shown, real, blobs: await cacheBlobs(real) };
}

async function cacheBlobs(real: string): Promise<string | null> {
  const { promises: fs } = builtin('fs');
  const { basename, dirname, join } = builtin('path');
  for (let folder = real; dirname(folder) !== folder; folder = dirname(folder)) {
    if (basename(folder) !== 'snapshots') continue;
    const blobs = join(dirname(folder), 'blobs');
    try {
      return (await fs.lstat(blobs)).isDirectory() ? blobs : null;
    } catch {
      return null;
    }
  }
  return null;
}

/**
 * The path of `name` in `folder`, or null where nothing of that name is there. `from` is the file that brought
 * the name. Throws `path` where it, or a link on its way, leads outside.
 */
export async function pathInside(
  folder: Folder,
  name: string,
  op: string,
  from: string = folder.shown,
): Promise<AllowedPath | null> {
  checkName(name, op, from);
  const { promises: fs } = builtin('fs');
  const { dirname, join, sep } = builtin('path');
  const shown = join(folder.shown, name);
  let real: string;
  try {
    real = await fs.realpath(join(folder.real, name));
  } catch (cause) {
    const error = systemError(cause, op, shown);
    if (!(error instanceof WeightsError) || error.code !== 'not-found') throw error;
    if (await isLink(join(folder.real, name))) {
      throw new WeightsError('not-found', op, 'a link must lead to a file; got one that leads nowhere', {
        file: shown,
        cause,
      });
    }
    return null;
  }
  const root = folder.real.endsWith(sep) ? folder.real : folder.real + sep;
  if (!real.startsWith(root) && dirname(real) !== folder.blobs) {
    throw new WeightsError('path', op, `a link must stay in its folder; got one to ${quote(real, 200)}`, {
      file: shown,
      details: { target: real },
    });
  }
  return allow(real, shown, true);
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await builtin('fs').promises.lstat(path)).isSymbolicLink();
  } catch {
    return false;
  }
}
