import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as latents from '@x/flux2-latents';
import * as tensor from '@x/tensor';
import { expect, test } from 'vitest';
import { exampleOf, runExample } from '../../../tools/testing/readme.js';
import * as taef2 from '../src/index.js';
import { seededFile } from './support/fixtures.js';

test('the README’s example runs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'taef2-readme-'));
  try {
    const [model, file] = [join(folder, 'taef2.safetensors'), join(folder, 'latents.safetensors')];
    await writeFile(model, seededFile());
    const data = Float32Array.from({ length: 128 * 2 }, (_, i) => Math.sin(i));
    await latents.saveLatents(file, { data, shape: [1, 1, 2, 128], layout: 'packed-nhwc' });
    const code = exampleOf(new URL('../README.md', import.meta.url))
      .replace("'taef2.safetensors'", JSON.stringify(model))
      .replace("'latents.safetensors'", JSON.stringify(file));
    const modules = { '@x/flux2-latents': latents, '@x/taef2': taef2, '@x/tensor': tensor };
    expect(await runExample(code, modules)).toEqual([
      [1, 3, 16, 32],
      [1, 1, 2, 128],
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
