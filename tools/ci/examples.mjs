// Runs each example as its README says.
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run, step } from '../lib/run.mjs';
import { runVitest } from '../test/vitest.mjs';
import { tryBrowser } from './browser-example.mjs';
import { chromiumPath } from './chromium.mjs';
import { diffusersPython } from './diffusers-python.mjs';
import { tryServer } from './server-example.mjs';

const sample = join(root, 'test-fixtures/sample-model');
const latents = join(sample, 'astronaut-256.latents.safetensors');

/** By folder: what its `npm start` takes, and what it must say. */
const examples = {
  'flux2-transformer-block': { args: [], says: /^1,71,64 on \w+: finite$/m },
  'third-party-backend': {
    args: [sample, latents],
    says: /^decoded to \[1,3,\d+,\d+\]\n[\s\S]* × binary /m,
  },
};

async function tryExample(name, { args, says, env = {} }) {
  const said = await run('npm', ['start', '--silent', '--', ...args], {
    cwd: join(root, 'examples', name),
    show: false,
    env,
  });
  if (!says.test(said)) throw Object.assign(new Error(`it must say ${says}`), { output: said });
}

async function tryBatch() {
  const folder = await mkdtemp(join(tmpdir(), 'x-batch-'));
  try {
    await mkdir(join(folder, 'latents'));
    for (const name of ['a', 'b', 'c'])
      await copyFile(latents, join(folder, 'latents', `${name}.safetensors`));
    const args = [join(folder, 'latents'), join(folder, 'pictures')];
    await tryExample('batch', { args, says: /^3 of 3 pictures in /m, env: { MODEL: sample } });
    const made = (await readdir(join(folder, 'pictures'))).sort().join();
    if (made !== 'a.png,b.png,c.png') throw new Error(`it must make a.png, b.png and c.png; got ${made}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

for (const [name, what] of Object.entries(examples)) {
  await step(`Running examples/${name}`, () => tryExample(name, what));
}
await step('Running examples/server', () => tryServer({ model: sample, latents }));
if (spawnSync('redis-server', ['--version']).error) {
  console.log('skipped examples/batch: redis-server is not installed');
} else {
  await step('Running examples/batch', tryBatch);
}
const chromium = chromiumPath();
if (chromium === null) {
  console.log('skipped examples/browser: Chromium is not installed');
} else {
  const said = await step('Running examples/browser in Chromium', () => tryBrowser({ chromium }));
  for (const line of said) console.log(`  ${line}`);
}
const python = await diffusersPython();
if (python !== null) {
  console.log('diffusers’ own client against examples/server');
  const args = ['--project', 'example-server', 'diffusers.test.ts'];
  if (!(await runVitest({ args, env: { X_DIFFUSERS_PYTHON: python } }))) process.exit(1);
}
