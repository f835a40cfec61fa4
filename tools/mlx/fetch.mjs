/** Fetches the pinned MLX wheel for this machine into `.cache/mlx/` (git-ignored): `fetchMlx()`. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { version, wheels } from './wheels.mjs';

const execute = promisify(execFile);
const cache = fileURLToPath(new URL('../../.cache/mlx/', import.meta.url));

/** The wheel for a machine: `cpu` on Linux and `metal` on a Mac unless `X_TENSOR_MLX` names another. */
export function chooseWheel(environment = process.env, platform = process.platform, arch = process.arch) {
  const variant = environment.X_TENSOR_MLX || (platform === 'darwin' ? 'metal' : 'cpu');
  const known = Object.keys(wheels);
  if (!known.includes(variant)) {
    throw new Error(`X_TENSOR_MLX must be one of ${known.join(', ')}; got ${variant}`);
  }
  const wheel = wheels[variant][`${platform}-${arch}`];
  if (!wheel) {
    const places = Object.keys(wheels[variant]).join(', ');
    throw new Error(`MLX (${variant}) has wheels for ${places}; this is ${platform}-${arch}`);
  }
  return { variant, version, ...wheel };
}

async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function digest(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Python comes under either name; the first that has pip. */
async function findPython() {
  for (const python of ['python3', 'python']) {
    try {
      await execute(python, ['-m', 'pip', '--version']);
      return python;
    } catch {}
  }
  throw new Error('fetching MLX needs Python 3 with pip, and found none');
}

/**
 * Resolves with the folder of the unzipped wheel. Downloads once; what pip brings must have the pinned digest.
 */
export async function fetchMlx(environment = process.env) {
  const wheel = chooseWheel(environment);
  const folder = join(cache, `${wheel.project}-${version}-${wheel.platform}`);
  const mark = join(folder, 'fetched');
  if (await exists(mark)) return folder;

  const python = await findPython();
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'fetching-'));
  try {
    const options = ['--no-deps', '--only-binary=:all:', '--platform', wheel.platform, '--dest', work];
    await execute(python, ['-m', 'pip', 'download', '-q', ...options, `${wheel.project}==${version}`]);
    const file = (await readdir(work)).find((entry) => entry.endsWith('.whl'));
    if (!file) throw new Error(`pip must bring a wheel of ${wheel.project} ${version}; it brought none`);
    const got = await digest(join(work, file));
    if (got !== wheel.sha256) throw new Error(`${file} must have sha256 ${wheel.sha256}; got ${got}`);
    const unzipped = join(work, 'unzipped');
    await execute(python, ['-m', 'zipfile', '-e', join(work, file), unzipped]);
    await writeFile(join(unzipped, 'fetched'), `${wheel.sha256}\n`);
    await rm(folder, { recursive: true, force: true });
    // Another process may have been faster; its folder is as good.
    await rename(unzipped, folder).catch(async (error) => {
      if (!(await exists(mark))) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return folder;
}
