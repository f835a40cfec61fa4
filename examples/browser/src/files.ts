/** Which of the user's files are latents and which are a model. */
import { openSafetensors } from '@x/weights';

export interface Sorted {
  readonly latents: File | null;
  /** By name; empty where there is none. */
  readonly model: Readonly<Record<string, File>>;
}

export async function sortFiles(files: ReadonlyMap<string, File>): Promise<Sorted> {
  let latents: File | null = null;
  const model: Record<string, File> = {};
  for (const [name, file] of componentOf(files)) {
    if (await isLatents(file)) latents = file;
    else if (/\.(safetensors|json)$/.test(name)) model[name] = file;
  }
  return { latents, model };
}

/** Of a pipeline's folder the files of `vae/`, as if that had been given. */
function componentOf(files: ReadonlyMap<string, File>): ReadonlyMap<string, File> {
  const inside = [...files].flatMap(([name, file]) => {
    const [, rest] = /^(?:.*\/)?vae\/([^/]+)$/.exec(name) ?? [];
    return rest === undefined ? [] : [[rest, file] as const];
  });
  if (inside.length > 0) return new Map(inside);
  return new Map([...files].map(([name, file]) => [name.split('/').at(-1)!, file]));
}

/** A model has more than a tensor or two, and none of these names. */
async function isLatents(file: File): Promise<boolean> {
  if (/\.(npy|latent)$/.test(file.name)) return true;
  if (!file.name.endsWith('.safetensors')) return false;
  try {
    await using tensors = await openSafetensors(file);
    return tensors.has('latents') || tensors.has('latent_tensor') || tensors.names().length === 1;
  } catch {
    return false; // loading it says what is wrong
  }
}

/** What was dropped, folders with all that is in them, by path. */
export async function droppedFiles({ items }: DataTransfer): Promise<Map<string, File>> {
  // The list is gone after the first wait. What a script drops has no entries.
  const given = [...items].map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const files = new Map<string, File>();
  for (const { entry, file } of given) {
    if (entry !== null) await collect(entry, files);
    else if (file !== null) files.set(file.name, file);
  }
  return files;
}

async function collect(entry: FileSystemEntry, files: Map<string, File>): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    files.set(entry.fullPath.replace(/^\//, ''), file);
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return;
    for (const inside of some) await collect(inside, files);
  }
}
