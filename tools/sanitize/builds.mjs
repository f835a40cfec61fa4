import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { compile } from '../native/build.mjs';
import { platformName } from '../native/platform.mjs';

const tensor = join(root, 'packages/tensor');

/** Path of a sanitizer's library, or null: clang has others, and not every system packs gcc's. */
export function sanitizerLibrary(name) {
  const compiler = process.env.CXX ?? 'c++';
  const path = spawnSync(compiler, [`-print-file-name=${name}`], { encoding: 'utf8' }).stdout?.trim() ?? '';
  return path.startsWith('/') ? path : null;
}

/**
 * What is compiled with instrumentation: the widest instruction set that this machine runs, and in the long run the
 * others too. Compiling is most of the time.
 */
function instructionSets(long) {
  const info = existsSync('/proc/cpuinfo') ? readFileSync('/proc/cpuinfo', 'utf8') : '';
  const flags = new Set(/^flags\s*:(.*)$/m.exec(info)?.[1]?.split(' ') ?? []);
  const wide = [flags.has('avx2') && 'avx2', flags.has('avx512bw') && 'avx512'].filter(Boolean);
  return long ? ['portable', ...wide] : [wide.at(-1) ?? 'portable'];
}

/** Warnings are errors but under ThreadSanitizer, of which gcc says that it knows no fences. */
const cpuDefines = (sanitizer, long) => ({
  XT_SANITIZE: sanitizer,
  XT_WARNINGS_AS_ERRORS: sanitizer === 'thread' ? 'OFF' : 'ON',
  XT_INSTRUCTION_SETS: instructionSets(long).join(';'),
  XT_REPLAY: 'ON',
});

const cpuFolder = (sanitizer) => join(tensor, 'build', `cpu-${sanitizer.split(',')[0]}`);

/** The addon of `cpu` with AddressSanitizer and UBSan; its path. */
export function compileCpu(long) {
  const sanitizer = 'address,undefined';
  return compile('cpu', cpuDefines(sanitizer, long), cpuFolder(sanitizer));
}

/** The addon of `mlx`, our files alone instrumented; its path. Throws `Missing` where MLX can't be had. */
export async function compileMlx() {
  const { prepare } = await import('../mlx/prepare.mjs');
  const defines = await prepare();
  const runpath = `../../../npm/mlx-${platformName()}/${defines.MLX_RUNPATH}`;
  return compile(
    'mlx',
    { ...defines, MLX_RUNPATH: runpath, XT_SANITIZE: 'address,undefined' },
    join(tensor, 'build/mlx-address'),
  );
}

/** native/cpu/replay under a sanitizer; the program's path. */
export async function compileReplay(sanitizer, long) {
  const folder = cpuFolder(sanitizer);
  const quiet = { show: false };
  // The addon's build has this folder configured already, with what the addon needs beside.
  if (sanitizer === 'thread') {
    const options = Object.entries(cpuDefines(sanitizer, long)).map(([name, value]) => `-D${name}=${value}`);
    await run('cmake', ['-S', join(tensor, 'native/cpu'), '-B', folder, ...options], quiet);
  } else {
    await compileCpu(long);
  }
  const jobs = String(availableParallelism());
  await run('cmake', ['--build', folder, '--target', 'replay', '--parallel', jobs], quiet);
  return [join(folder, 'Release/replay'), join(folder, 'replay')].find((path) => existsSync(path));
}
