import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { run, step } from './run.mjs';

/** Dependencies at the locked versions, with the pnpm that package.json names. */
async function install() {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const own = join(root, 'node_modules/pnpm/package.json');
  const args = ['install', '--frozen-lockfile', '--prefer-offline'];
  const atHand =
    existsSync(own) && `pnpm@${JSON.parse(readFileSync(own, 'utf8')).version}` === packageManager;
  if (atHand) await run('pnpm', args, { show: false });
  else await run('npx', ['--yes', packageManager, ...args], { show: false });
}

/**
 * From a fresh clone to something that runs: dependencies, the backends named (default: all) where their tools are at hand, packages.
 * What can't be built natively is said in a line each and is no failure.
 */
export async function prepare(backends = []) {
  await step('Installing dependencies', install);
  await run(process.execPath, [join(root, 'tools/native/main.mjs'), ...backends]);
  await step('Building packages', () =>
    run('turbo', ['run', 'build', '--output-logs=errors-only'], { show: false }),
  );
}
