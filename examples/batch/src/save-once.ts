import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Beside the results, on their file system: what is being written. */
export const partialFolder = (folder: string): string => join(folder, '.partial');

/**
 * Writes a file whole under its name, unless one stands there already: of two that do so at once one wins. False where
 * it was there.
 */
export async function saveOnce(path: string, bytes: Uint8Array): Promise<boolean> {
  const folder = partialFolder(dirname(path));
  await mkdir(folder, { recursive: true });
  const partial = join(folder, randomUUID());
  try {
    const file = await open(partial, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(partial, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(partial, { force: true });
  }
}
