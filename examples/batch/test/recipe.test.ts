/** The samples of docs/recipes/batch.md, run as a reader would run them. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startRedis } from '../src/redis-server.js';

const example = fileURLToPath(new URL('../', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));
const model = join(root, 'test-fixtures/sample-model');
const missing = spawnSync('redis-server', ['--version']).error ? 'redis-server is not installed' : null;

const page = await readFile(join(root, 'docs/recipes/batch.md'), 'utf8');
const files = [...page.matchAll(/^```js\n\/\/ ([\w-]+\.js)\n([\s\S]*?)^```/gm)].map(([, name, code]) => ({
  name: name!,
  code: code!,
}));

it('has three files and nothing else', () => {
  expect(files.map(({ name }) => name)).toEqual(['save-once.js', 'worker.js', 'add.js']);
  expect(page.match(/^```js/gm)).toHaveLength(3);
});

it('makes the pictures', async ({ skip }) => {
  if (missing !== null) return skip(missing);
  // Within the example, for its packages.
  await mkdir(join(example, 'dist'), { recursive: true });
  const folder = await mkdtemp(join(example, 'dist/recipe-'));
  const redis = await startRedis();
  const env = { ...process.env, REDIS_URL: redis.url, MODEL: model };
  try {
    for (const { name, code } of files) await writeFile(join(folder, name), code);
    await copyFile(join(model, 'astronaut-256.latents.safetensors'), join(folder, 'a.safetensors'));
    const latents = join(folder, 'a.safetensors');
    const pictures = ['a.png', 'b.png'].map((name) => join(folder, name));
    const worker = spawn(process.execPath, [join(folder, 'worker.js')], { env, stdio: 'inherit' });
    const ended = once(worker, 'close');
    const add = [join(folder, 'add.js'), ...pictures.flatMap((picture) => [latents, picture])];
    await promisify(execFile)(process.execPath, add, { env });
    for (let i = 0; (await readdir(folder)).filter((name) => name.endsWith('.png')).length < 2; i++) {
      if (i > 600 || worker.exitCode !== null) throw new Error('no pictures');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    worker.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
    const [first, second] = await Promise.all(pictures.map((path) => readFile(path)));
    expect(first!.equals(second!)).toBe(true);
    expect(first!.subarray(1, 4).toString()).toBe('PNG');
  } finally {
    await redis.close();
    await rm(folder, { recursive: true, force: true });
  }
});
