import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tensor from '@x/tensor';
import * as weights from '@x/weights';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { exampleOf, runExample } from '../../../tools/testing/readme.js';
import * as vae from '../src/index.js';
import { fixtures } from './support/fixtures.js';

test('the README’s example runs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'flux2-vae-readme-'));
  try {
    const at = (name: string) => join(folder, name);
    const file = await weights.openSafetensors(`${fixtures}vae/tiny/expected.safetensors`);
    const { shape } = file.info('packed');
    const data = new Float32Array((await file.read('packed')).slice().buffer);
    await vae.saveLatents(at('latents.safetensors'), { data, shape, layout: 'packed-nchw' });
    await file.close();
    const code = exampleOf(new URL('../README.md', import.meta.url))
      .replace("'path/to/vae'", JSON.stringify(`${fixtures}vae/tiny`))
      .replace("'latents.safetensors'", JSON.stringify(at('latents.safetensors')))
      .replace("'picture.png'", JSON.stringify(at('picture.png')));
    const modules = { '@x/tensor': tensor, '@x/weights': weights, '@x/flux2-vae': vae };
    expect(await runExample(code, modules)).toEqual([12, 16]);
    expect(await sharp(at('picture.png')).metadata()).toMatchObject({ format: 'png', width: 12, height: 16 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
