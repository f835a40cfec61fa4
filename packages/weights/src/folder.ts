/** A model's folder as readers see it: on a disk, below a URL, or files by name. */
import { type ByteSource, blobSource, bytesSource, readAndClose } from './bytes.js';
import { WeightsError } from './errors.js';
import { listFolder, openFile } from './file.js';
import { type AllowedPath, callersPath, checkName, type Folder, openFolder, pathInside } from './paths.js';
import { quote } from './printable.js';
import { isByteSource } from './source-input.js';
import { checkedUrl, shownUrl, urlSource } from './url.js';

export interface ModelFile {
  /** For messages. */
  readonly shown: string;
  open(signal?: AbortSignal): Promise<ByteSource>;
}

export interface ModelFolder {
  /** For messages. */
  readonly shown: string;
  /**
   * The file of that name, or null where there is none. `from` is the file that brought the name.
   *
   * Throws `WeightsError` `path` where the name leads outside.
   */
  find(
    name: string,
    options?: { from?: string | undefined; signal?: AbortSignal | undefined },
  ): Promise<ModelFile | null>;
  /** Sorted; null where nobody can say. */
  names(): Promise<readonly string[] | null>;
  /** A folder inside, or null where there is none. */
  folder(name: string): Promise<ModelFolder | null>;
}

/** A file of a caller's, by a name that its folder would have for it. */
export type NamedFile = Uint8Array | Blob | URL | ByteSource;

/** A folder's files by their names, `/` between parts, as in `vae/config.json`. A `ByteSource` among them stays open. */
export type FilesByName = Readonly<Record<string, NamedFile>> | ReadonlyMap<string, NamedFile>;

export async function diskFolder(path: string, op: string): Promise<ModelFolder> {
  return onDisk(await openFolder(callersPath(path, op), op), op);
}

export function diskFile(path: AllowedPath, op: string): ModelFile {
  return { shown: path.shown, open: () => openFile(path, op) };
}

function onDisk(folder: Folder, op: string): ModelFolder {
  return {
    shown: folder.shown,
    async find(name, { from } = {}) {
      const path = await pathInside(folder, name, op, from);
      return path && diskFile(path, op);
    },
    names: () => listFolder(folder, op),
    async folder(name) {
      const path = await pathInside(folder, name, op);
      // It keeps the cache's blobs of the folder that it is in.
      return path && onDisk({ ...(await openFolder(path, op)), blobs: folder.blobs }, op);
    },
  };
}

/** Files below a URL, whose last part is left out unless it ends in a slash. A file is there if the server has it. */
export function urlFolder(url: URL, op: string): ModelFolder {
  const base = new URL('.', checkedUrl(url));
  const shown = shownUrl(base);
  const below = (name: string): URL => new URL(name.split('/').map(encodeURIComponent).join('/'), base);
  return {
    shown,
    async find(name, { from = shown, signal } = {}) {
      checkName(name, op, from);
      const file = urlFile(below(name));
      try {
        const source = await file.open(signal);
        return { shown: file.shown, open: async () => source };
      } catch (error) {
        if (error instanceof WeightsError && error.code === 'not-found') return null;
        throw error;
      }
    },
    names: async () => null,
    async folder(name) {
      checkName(name, op, shown);
      return urlFolder(new URL(`${below(name).href}/`), op);
    },
  };
}

export function urlFile(url: URL): ModelFile {
  return { shown: shownUrl(url), open: (signal) => urlSource(url, { signal }) };
}

const given = 'the files given';

/** @throws WeightsError `path` for a name that no file in a folder has, `argument` for what is no file */
export function namedFolder(files: FilesByName, op: string): ModelFolder {
  const all = new Map(files instanceof Map ? files : Object.entries(files));
  for (const [name, file] of all) {
    checkName(name, op, given);
    if (isNamedFile(file)) continue;
    throw new WeightsError(
      'argument',
      op,
      `must be Uint8Array, Blob, URL or ByteSource; got ${quote(file)}`,
      {
        file: name,
      },
    );
  }
  return withNames(all, op, '');
}

export const isNamedFile = (file: unknown): file is NamedFile =>
  file instanceof Uint8Array || file instanceof Blob || file instanceof URL || isByteSource(file);

/** `prefix`: what the names have in front where the caller gave them. */
function withNames(files: ReadonlyMap<string, NamedFile>, op: string, prefix: string): ModelFolder {
  const shown = prefix === '' ? given : prefix;
  return {
    shown,
    async find(name, { from = shown } = {}) {
      checkName(name, op, from);
      const file = files.get(name);
      if (file === undefined) return null;
      const full = `${prefix}${name}`;
      return { shown: full, open: (signal) => openNamed(file, full, signal) };
    },
    names: async () => [...files.keys()].sort(),
    async folder(name) {
      checkName(name, op, shown);
      const start = `${name}/`;
      const inside = [...files].flatMap(([path, file]) =>
        path.startsWith(start) ? [[path.slice(start.length), file] as const] : [],
      );
      return inside.length === 0 ? null : withNames(new Map(inside), op, `${prefix}${start}`);
    },
  };
}

/** All of a file of at most `limit` bytes. */
export async function readModelFile(
  file: ModelFile,
  options: { readonly op: string; readonly limit: number; readonly signal?: AbortSignal | undefined },
): Promise<Uint8Array> {
  return readAndClose(await file.open(options.signal), options);
}

async function openNamed(
  file: NamedFile,
  name: string,
  signal: AbortSignal | undefined,
): Promise<ByteSource> {
  if (file instanceof Uint8Array) return bytesSource(file, name);
  if (file instanceof Blob) return blobSource(file, name);
  if (file instanceof URL) return urlSource(file, { signal });
  const { name: shown, size } = file;
  return { name: shown, size, read: (...args) => file.read(...args) }; // it stays open: without `close`
}
