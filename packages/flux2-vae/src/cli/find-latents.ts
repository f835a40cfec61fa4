import { readdir, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { UsageError } from './exit.js';

const endings = ['.safetensors', '.latent', '.npy'];

/**
 * Files of latents, each once: paths as they are, what globs match, and what lies in folders by its ending.
 *
 * @throws UsageError for a folder or a glob without any
 */
export async function findLatents(inputs: readonly string[]): Promise<string[]> {
  const found = new Map<string, string>();
  for (const input of inputs) {
    const paths = await filesOf(input);
    if (paths.length === 0) {
      throw new UsageError(`${input}: must have files of latents (${endings.join(', ')}); got none`);
    }
    for (const path of paths) if (!found.has(resolve(path))) found.set(resolve(path), path);
  }
  return [...found.values()];
}

async function filesOf(input: string): Promise<readonly string[]> {
  const stats = await stat(input).catch(() => null);
  if (stats?.isDirectory()) {
    const names = (await readdir(input, { withFileTypes: true }))
      .filter((entry) => !entry.isDirectory() && endings.includes(extname(entry.name).toLowerCase()))
      .map(({ name }) => name);
    return names.sort().map((name) => join(input, name));
  }
  // A file may be named like a pattern; one that is missing is told when it is read.
  if (stats || !isDynamicPattern(input)) return [input];
  return (await glob(input, { expandDirectories: false })).sort();
}
