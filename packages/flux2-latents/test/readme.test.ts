import { join } from 'node:path';
import * as tensor from '@x/tensor';
import { expect, test } from 'vitest';
import { exampleOf, runExample } from '../../../tools/testing/readme.js';
import * as latents from '../src/index.js';
import { temporaryFolder } from './support.js';

test('the README’s example runs', async () => {
  const path = JSON.stringify(join(temporaryFolder(), 'noise.safetensors'));
  const code = exampleOf(new URL('../README.md', import.meta.url)).replaceAll("'noise.safetensors'", path);
  const logged = await runExample(code, { '@x/tensor': tensor, '@x/flux2-latents': latents });
  expect(logged).toEqual([[1, 128, 16, 24], 'float32', 'packed-nchw', [1, 3, 32, 48], [1, 32, 32, 48]]);
});
