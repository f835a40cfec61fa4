import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { Missing } from '../native/build.mjs';
import { platformName } from '../native/platform.mjs';
import { chooseWheel, fetchMlx } from './fetch.mjs';

/**
 * The wheel's libraries into `lib/` of the platform package, in the places they have in the wheel: libmlx finds its
 * neighbours from itself. Not touched when they are those of this wheel, for a process may have them loaded.
 */
async function copyLibraries(wheel, lib) {
  const mark = join(lib, 'wheel.txt');
  const name = `${wheel.project} ${wheel.version} ${wheel.sha256}\n`;
  if ((await readFile(mark, 'utf8').catch(() => '')) === name) return;
  const fresh = `${lib}.${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  for (const folder of wheel.folders) {
    // CUDA wheels may bring no libraries of others.
    await cp(join(wheel.folder, folder), join(fresh, folder), { recursive: true }).catch((error) => {
      if (error.code !== 'ENOENT' || folder === 'mlx/lib') throw error;
    });
  }
  await writeFile(join(fresh, 'wheel.txt'), name);
  await rm(lib, { recursive: true, force: true });
  await rename(fresh, lib);
}

/** What tools/native/main.mjs asks for before it compiles native/mlx: CMake definitions. */
export async function prepare() {
  let wheel;
  try {
    wheel = chooseWheel();
    wheel.folder = await fetchMlx();
  } catch (error) {
    throw new Missing((error.stderr || error.message).trim().split('\n').at(-1), { cause: error });
  }
  await copyLibraries(wheel, join(root, `packages/tensor/npm/mlx-${platformName()}/lib`));
  return { MLX_WHEEL: wheel.folder, MLX_RUNPATH: 'lib/mlx/lib' };
}
