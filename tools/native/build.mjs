import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { platformName } from './platform.mjs';

const tensor = join(root, 'packages/tensor');
const version = JSON.parse(readFileSync(join(tensor, 'package.json'), 'utf8')).version;

/** Something needed is not at hand: said in one line, no failure of the build. */
export class Missing extends Error {}

export function has(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

function checkTools() {
  if (!has('cmake')) throw new Missing('cmake is not installed');
  const compilers = [process.env.CXX, 'c++', 'g++', 'clang++'].filter(Boolean);
  if (process.platform !== 'win32' && !compilers.some(has)) throw new Missing('no C++ compiler is installed');
  try {
    return join(
      dirname(createRequire(join(tensor, 'package.json')).resolve('cmake-js/package.json')),
      'bin/cmake-js',
    );
  } catch {
    throw new Missing('cmake-js is not installed; install the dependencies first');
  }
}

/** A cache that speaks of folders which have moved would fail the build. */
function dropStaleCache(source, folder) {
  const cache = join(folder, 'CMakeCache.txt');
  if (!existsSync(cache)) return;
  const entries = new Map();
  for (const line of readFileSync(cache, 'utf8').split('\n')) {
    const match = /^([A-Za-z_]+):[A-Z]+=(.*)$/.exec(line);
    if (match) entries.set(match[1], match[2]);
  }
  const headers = (entries.get('CMAKE_JS_INC') ?? '').split(';');
  if (entries.get('CMAKE_HOME_DIRECTORY') === source && headers.every(existsSync)) return;
  rmSync(folder, { recursive: true, force: true });
}

/** The manifest of a platform package. Those of the platforms we build for are checked in, and so stay as they are. */
export function manifestOf(part, platform) {
  const [os, cpu, libc] = platform.split('-');
  const manifest = {
    name: `@x/tensor-${part}-${platform}`,
    version,
    description: `The ${part} backend of @x/tensor for ${platform}.`,
    license: 'MIT',
    os: [os],
    cpu: [cpu],
    ...(libc && { libc: [libc === 'gnu' ? 'glibc' : libc] }),
    main: `tensor_${part}.node`,
    files: [`tensor_${part}.node`, ...(part === 'mlx' ? ['lib'] : [])],
    preferUnplugged: true,
    publishConfig: { access: 'public', provenance: true },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function writeIfChanged(path, text) {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}

/**
 * Compiles native/<part> in build/<part>; `defines` are CMake's. Returns the addon's path. Throws `Missing` where
 * tools are.
 */
export async function compile(part, defines = {}, folder = join(tensor, 'build', part)) {
  const cmakeJs = checkTools();
  const source = join(tensor, 'native', part);
  dropStaleCache(source, folder);
  const options = Object.entries(defines).map(([name, value]) => `--CD${name}=${value}`);
  const jobs = String(availableParallelism());
  const base = ['--directory', source, '--out', folder, '--log-level', 'warn', ...options];
  await run(process.execPath, [cmakeJs, 'configure', ...base], { show: false });
  await run(process.execPath, [cmakeJs, 'build', ...base, '--parallel', jobs], { show: false });
  return join(folder, 'Release', `tensor_${part}.node`);
}

/** Compiles, and puts the addon, loaded once for a check, into npm/<part>-<platform>/. Returns its path there. */
export async function build(part, defines = {}) {
  const compiled = await compile(part, defines);
  const binary = `tensor_${part}.node`;
  const target = join(tensor, 'npm', `${part}-${platformName()}`);
  mkdirSync(target, { recursive: true });
  writeIfChanged(join(target, 'package.json'), manifestOf(part, platformName()));
  // A process may be running the old one: a new file takes its place, nothing is written over.
  const fresh = join(target, `.${process.pid}.${binary}`);
  copyFileSync(compiled, fresh);
  renameSync(fresh, join(target, binary));
  await run(process.execPath, ['-e', 'require(process.argv[1])', join(target, binary)], { show: false });
  return join(target, binary);
}
