import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../lib/paths.mjs';
import { run, step } from '../lib/run.mjs';
import { mainPackages } from './packages.mjs';

const bin = (name) => join(root, 'node_modules/.bin', name);
const installScripts = ['preinstall', 'install', 'postinstall'];

function checkNoScripts(folder) {
  const scope = join(folder, 'node_modules/@x');
  for (const name of readdirSync(scope)) {
    const { scripts = {} } = JSON.parse(readFileSync(join(scope, name, 'package.json'), 'utf8'));
    const found = installScripts.filter((script) => scripts[script] !== undefined);
    if (found.length > 0) throw new Error(`@x/${name} must have no install script; it has ${found}`);
  }
}

/** Installs every package in an empty folder and uses them in all the ways that people do. */
export async function consume({ folder, npmrc }) {
  // No tool of this repository on the path, and no compiler.
  const PATH = [dirname(process.execPath), '/usr/bin', '/bin'].join(':');
  const env = { PATH, npm_config_userconfig: npmrc, CC: '/bin/false', CXX: '/bin/false', NODE_PATH: '' };
  const at = { cwd: folder, env, show: false };
  const names = mainPackages().map(({ manifest }) => manifest.name);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  await step(`npm i ${names.join(' ')}`, async () => {
    await run('npm', ['install', '--no-audit', '--no-fund', ...names, '@types/node@20'], at);
    checkNoScripts(folder);
  });
  cpSync(fileURLToPath(new URL('consumers/', import.meta.url)), folder, { recursive: true });

  const sample = join(root, 'test-fixtures/sample-model');
  const args = [sample, join(sample, 'astronaut-256.latents.safetensors')];
  const decodes = async (script) => {
    const said = (await run(process.execPath, [script, ...args], at)).trim();
    if (said !== '1,3,256,256 on cpu') throw new Error(`${script} must decode on cpu; it said: ${said}`);
  };
  await step('As an ES module', () => decodes('esm.mjs'));
  await step('As a CommonJS module', () => decodes('common.cjs'));
  await step('In strict TypeScript', async () => {
    const strict = [
      '--strict',
      '--exactOptionalPropertyTypes',
      '--noUncheckedIndexedAccess',
      '--types',
      'node',
    ];
    const target = ['--target', 'ES2022', '--lib', 'ES2022,ESNext.Disposable,DOM'];
    for (const module of ['node16', 'nodenext']) {
      await run(
        bin('tsc'),
        [...strict, ...target, '--module', module, '--outDir', 'typed', 'typed.mts', 'typed.cts'],
        at,
      );
    }
    await decodes('typed/typed.mjs');
    await decodes('typed/typed.cjs');
  });
  await step('Bundled by esbuild', async () => {
    const options = ['--bundle', '--platform=node', '--format=esm', '--external:sharp', '--log-level=error'];
    await run(bin('esbuild'), ['esm.mjs', ...options, '--outfile=esbuild/bundle.mjs', banner], at);
    await decodes('esbuild/bundle.mjs');
  });
  await step('Bundled by Vite for browsers', async () => {
    await run(bin('vite'), ['build', '--logLevel', 'error', '--outDir', 'vite'], at);
    const script = readdirSync(join(folder, 'vite/assets')).find((name) => name.endsWith('.js'));
    const said = (await run(process.execPath, ['browser-like.mjs', join('vite/assets', script)], at)).trim();
    if (said !== 'reference 3,5') throw new Error(`the page must compute; it said: ${said}`);
  });
}

/** Of the bundle's dependencies some are CommonJS and require Node's modules. */
const banner =
  "--banner:js=import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);";
