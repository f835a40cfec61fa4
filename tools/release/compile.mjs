import { chmodSync, copyFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { glibcNeeded, isNewer } from './glibc.mjs';
import { targets } from './targets.mjs';

const cache = join(root, '.cache/zig-cache');
const tensor = join(root, 'packages/tensor');
const require = createRequire(join(tensor, 'package.json'));

/** Node-API's headers, as cmake-js would give them. */
const headers = [
  join(dirname(require.resolve('node-api-headers/package.json')), 'include'),
  dirname(require.resolve('node-addon-api/package.json')),
].join(';');

/** CMake wants a compiler that is one program. */
function writeCompiler(folder, zig, { zig: triple, processor }) {
  const path = join(folder, 'c++');
  // zig switches off each feature of the baseline by name, this one too, which `-mavx512f` doesn't switch on again.
  const wide = processor === 'x86_64' ? ' -mevex512' : '';
  const caches = `ZIG_GLOBAL_CACHE_DIR='${cache}' ZIG_LOCAL_CACHE_DIR='${cache}'`;
  writeFileSync(path, `#!/bin/sh\n${caches} exec '${zig}' c++ -target ${triple}${wide} "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

/**
 * Compiles native/cpu with zig for one of `targets` and puts the addon, without symbols for debuggers, into
 * npm/cpu-<platform>/. Returns its path and the newest glibc it asks for (null: none).
 */
export async function compile(platform, zig) {
  const target = targets[platform];
  const folder = join(tensor, 'build', `release-${platform}`);
  mkdirSync(folder, { recursive: true });
  const defines = {
    CMAKE_SYSTEM_NAME: 'Linux',
    CMAKE_SYSTEM_PROCESSOR: target.processor,
    CMAKE_CXX_COMPILER: writeCompiler(folder, zig, target),
    CMAKE_BUILD_TYPE: 'Release',
    CMAKE_SHARED_LINKER_FLAGS: '-s',
    CMAKE_JS_INC: headers,
  };
  const options = Object.entries(defines).map(([name, value]) => `-D${name}=${value}`);
  const quiet = { show: false };
  await run('cmake', ['-S', join(tensor, 'native/cpu'), '-B', folder, ...options], quiet);
  await run('cmake', ['--build', folder, '--parallel', String(availableParallelism())], quiet);

  const built = join(folder, 'tensor_cpu.node');
  const glibc = await glibcNeeded(built);
  if (glibc !== null && (target.glibc === null || isNewer(glibc, target.glibc))) {
    throw new Error(`${built} must need no glibc newer than ${target.glibc ?? 'none'}; it needs ${glibc}`);
  }
  const path = join(tensor, 'npm', `cpu-${platform}`, 'tensor_cpu.node');
  // A process may be running the old one: a new file takes its place, nothing is written over.
  copyFileSync(built, `${path}.${process.pid}`);
  renameSync(`${path}.${process.pid}`, path);
  return { path, glibc };
}
