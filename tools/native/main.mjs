// Builds the native backends: `node tools/native/main.mjs [cpu] [mlx] [wasm] [--require]`.
// What can't be built is said in a line and is a failure only with --require.
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from '../lib/paths.mjs';
import { build, Missing } from './build.mjs';
import { buildWasm } from './wasm.mjs';

const mlxTool = new URL('../mlx/prepare.mjs', import.meta.url);

/** Each returns the path of what it built. */
const builds = {
  cpu: () => build('cpu'),
  mlx: async () => {
    if (!existsSync(mlxTool)) throw new Missing('tools/mlx is not there');
    return build('mlx', await (await import(mlxTool)).prepare());
  },
  wasm: buildWasm,
};

const args = process.argv.slice(2);
const required = args.includes('--require');
const parts = args.filter((arg) => arg !== '--require');
const unknown = parts.filter((part) => !(part in builds));
if (unknown.length > 0) {
  console.error(`usage: node tools/native/main.mjs [cpu] [mlx] [wasm] [--require]; got ${unknown.join(' ')}`);
  process.exit(2);
}

/** The compiler's first error, or what cmake said last. */
function reasonOf(error) {
  const lines = (error.output ?? '').split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => /\berror\b/i.test(line)) ?? lines.at(-1) ?? error.message;
}

for (const part of parts.length > 0 ? parts : Object.keys(builds)) {
  const start = performance.now();
  process.stdout.write(`Building the ${part} backend … `);
  try {
    const path = await builds[part]();
    console.log(`${((performance.now() - start) / 1000).toFixed(1)} s: ${relative(root, path)}`);
  } catch (error) {
    console.log(`not built: ${error instanceof Missing ? error.message : reasonOf(error).trim()}`);
    if (required && error.output) console.error(error.output.trimEnd());
    if (required) process.exitCode = 1;
  }
}
