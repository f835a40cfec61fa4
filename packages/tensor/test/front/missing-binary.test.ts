/** What is built, in a folder of its own: without a native binary, and with a broken one. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { platform } from '../cpu/child.js';

const source = fileURLToPath(new URL('../..', import.meta.url));
const platformPackage = `@x/tensor-cpu-${platform}`;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'x-tensor-binary-'));
  const installed = join(folder, 'node_modules/@x/tensor');
  await cp(join(source, 'dist'), join(installed, 'dist'), { recursive: true });
  await cp(join(source, 'package.json'), join(installed, 'package.json'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(code: string): Promise<string> {
  const { X_TENSOR_BACKEND: _, NODE_PATH: __, ...env } = process.env;
  const args = ['--input-type=module', '-e', `import * as x from '@x/tensor'; ${code}`];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: folder, env });
  expect(stderr).toBe('');
  return stdout.trim();
}

const named = `await x.createBackend('cpu').catch((error) => console.log(error.code, error.message));`;
const unnamed = `console.log(x.defaultBackend().name, ...(await x.tensor([1, 2]).add(1).data()));`;

test('a missing binary: one line that says what to install, and reference for those who name none', async () => {
  expect(await run(named)).toBe(
    `backend-unavailable [createBackend] backend 'cpu' must be available; ` +
      `[cpu] a native binary must be at hand; install ${platformPackage} (npm i ${platformPackage}), which is not here`,
  );
  expect(await run(unnamed)).toBe('reference 2 3');
});

test('where no package is published, it says so', async () => {
  const elsewhere = `Object.defineProperty(process, 'platform', { value: 'win32' });`;
  expect(await run(`${elsewhere} ${named}`)).toBe(
    `backend-unavailable [createBackend] backend 'cpu' must be available; ` +
      `[cpu] a native binary must be at hand; none is published for win32-${process.arch}`,
  );
});

test('the published platforms are the optional dependencies', async () => {
  const { optionalDependencies } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
  const code = await readFile(join(source, 'src/backends/native-binary.ts'), 'utf8');
  const [, list] = /const published = new Set\(\[(.*?)\]\)/s.exec(code)!;
  const published = [...list!.matchAll(/'([^']+)'/g)].map(([, name]) => `@x/tensor-${name}`);
  expect(published).toEqual(Object.keys(optionalDependencies));
});

test('a broken binary: one line that says what to reinstall, and reference for those who name none', async () => {
  const broken = join(folder, 'node_modules', platformPackage);
  await mkdir(broken, { recursive: true });
  await writeFile(join(broken, 'package.json'), '{ "main": "tensor_cpu.node" }');
  await writeFile(join(broken, 'tensor_cpu.node'), 'no program');
  const message = await run(named);
  expect(message.split('\n')).toHaveLength(1);
  expect(message).toContain(`a native binary must be at hand; reinstall ${platformPackage}: ${broken}`);
  expect(await run(unnamed)).toBe('reference 2 3');
});
