import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run, step } from '../lib/run.mjs';

const requirements = join(root, 'examples/server/test/requirements.txt');

/**
 * A Python with diffusers, for the server's tests: that of X_DIFFUSERS_PYTHON, or a virtual environment in the cache.
 * Null, with a printed reason, where none can be made.
 */
export async function diffusersPython() {
  if (process.env.X_DIFFUSERS_PYTHON) return process.env.X_DIFFUSERS_PYTHON;
  const venv = join(root, '.cache/diffusers');
  const python = join(venv, 'bin/python');
  const wanted = readFileSync(requirements, 'utf8');
  const stamp = join(venv, 'installed.txt');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  mkdirSync(join(root, '.cache'), { recursive: true });
  return step('Installing diffusers', async () => {
    try {
      await run('python3', ['-m', 'venv', venv], { show: false });
      await run(python, ['-m', 'pip', 'install', '--quiet', '-r', requirements], { show: false });
    } catch (error) {
      console.log(`skipped: diffusers can't be installed (${error.message.split('\n')[0]})`);
      return null;
    }
    writeFileSync(stamp, wanted);
    return python;
  });
}
