import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../lib/paths.mjs';

const execute = promisify(execFile);
const version = '0.15.2';
const sha256 = '806316453d1ede7174ed3fefb8e5348154629089c3bb5fe812dfd0e172fac130';

/** Path of the pinned zig, from PyPI's `ziglang`, installed into the cache folder once. Linux x64 only. */
export async function fetchZig() {
  const folder = join(root, `.cache/zig-${version}`);
  const binary = join(folder, 'ziglang/zig');
  if (existsSync(binary)) return binary;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `release binaries are compiled on Linux x64; this is ${process.platform} ${process.arch}`,
    );
  }
  const fresh = `${folder}.${process.pid}`;
  await mkdir(fresh, { recursive: true });
  const requirements = join(fresh, 'requirements.txt');
  await writeFile(requirements, `ziglang==${version} --hash=sha256:${sha256}\n`);
  const options = ['--quiet', '--no-deps', '--require-hashes', '--target', fresh, '-r', requirements];
  await execute('python3', ['-m', 'pip', 'install', '--disable-pip-version-check', ...options]);
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
  return binary;
}
