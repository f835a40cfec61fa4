/** Every code sample of the README and of docs/ runs, and logs what its comments say. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as nn from '@x/nn';
import * as tensor from '@x/tensor';
import * as weights from '@x/weights';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runExample } from '../../../tools/testing/readme.js';
import * as vae from '../src/index.js';
import { fixtures } from './support/fixtures.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const modules = { '@x/tensor': tensor, '@x/nn': nn, '@x/weights': weights, '@x/flux2-vae': vae };

interface Sample {
  readonly title: string;
  readonly code: string;
}

async function samplesOf(file: string): Promise<Sample[]> {
  const text = await readFile(join(root, file), 'utf8');
  const blocks = [...text.matchAll(/^```(?:js|ts|javascript|typescript)\n(.*?)^```/gms)];
  return blocks.map(([, code], i) => ({ title: `${file}, ${i + 1}`, code: code! }));
}

const docs = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md'));
const files = ['README.md', 'CONTRIBUTING.md', ...docs.map((name) => `docs/${name}`)];
const samples = (await Promise.all(files.map(samplesOf))).flat();

/** What a sample says that it logs: the comments at the end of its calls of `console.log`. */
const promised = (code: string): string[] =>
  [...code.matchAll(/^ *console\.log\(.*\); \/\/ (.*)$/gm)].map(([, said]) => said!);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'x-samples-'));
  const file = await weights.openSafetensors(`${fixtures}vae/tiny/expected.safetensors`);
  const { shape } = file.info('packed');
  const data = new Float32Array((await file.read('packed')).slice().buffer);
  await vae.saveLatents(join(folder, 'latents.safetensors'), { data, shape, layout: 'packed-nchw' });
  await file.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('there are samples', () => expect(samples.length).toBeGreaterThan(3));

test.each(samples)('$title', async ({ code }) => {
  const here = code
    .replaceAll(/'path\/to\/[^']*'/g, JSON.stringify(`${fixtures}vae/tiny`))
    .replaceAll(/'(\w+\.(?:safetensors|png|npy))'/g, (_, name) => JSON.stringify(join(folder, name)));
  const logged = await runExample(here, modules);
  const said = promised(code);
  if (said.length > 0) expect(logged.length).toBe(said.length);
  for (const [i, line] of said.entries())
    expect(line.startsWith(String(logged[i]).split('\n')[0]!)).toBe(true);
});
