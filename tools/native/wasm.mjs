import { copyFileSync, readFileSync, renameSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { has, Missing } from './build.mjs';

const tensor = join(root, 'packages/tensor');
const source = join(tensor, 'native/wasm');
const target = join(tensor, 'npm/wasm');
const modules = { 'tensor.wasm': 'OFF', 'tensor-threads.wasm': 'ON' };

const launcher = fileURLToPath(new URL('wasm-compile.mjs', import.meta.url));
/** Emscripten asks Node for acorn, which Debian keeps where its own Node alone looks. */
const env = { NODE_PATH: [process.env.NODE_PATH, '/usr/share/nodejs'].filter(Boolean).join(delimiter) };

/** Compiles native/wasm with and without threads into npm/wasm/. Returns that folder. Throws `Missing` where tools are. */
export async function buildWasm() {
  if (!has('emcc'))
    throw new Missing('emcc is not installed (Emscripten, of Debian: emscripten and node-acorn)');
  if (!has('cmake')) throw new Missing('cmake is not installed');
  for (const [file, threads] of Object.entries(modules)) {
    const folder = join(tensor, 'build', file.replace('.', '-'));
    const defines = [`-DXT_THREADS=${threads}`];
    if (threads === 'ON') defines.push(`-DCMAKE_CXX_COMPILER_LAUNCHER=${process.execPath};${launcher}`);
    await run('emcmake', ['cmake', '-S', source, '-B', folder, ...defines], { show: false, env });
    const jobs = String(availableParallelism());
    await run('cmake', ['--build', folder, '--parallel', jobs], { show: false, env });
    const compiled = join(folder, 'tensor_wasm.wasm');
    await WebAssembly.compile(readFileSync(compiled));
    const fresh = join(target, `.${process.pid}.${file}`);
    copyFileSync(compiled, fresh);
    renameSync(fresh, join(target, file));
  }
  return target;
}
