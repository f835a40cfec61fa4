import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exampleOf, runExample } from '../../../tools/testing/readme.js';
import * as weights from '../src/index.js';
import { floats, temporaryFolder } from './support.js';

test('the README’s example runs', async () => {
  const path = JSON.stringify(join(temporaryFolder(), 'example.safetensors'));
  const code = exampleOf(new URL('../README.md', import.meta.url)).replaceAll("'example.safetensors'", path);
  const logged = await runExample(code, { '@x/weights': weights });
  expect(logged).toEqual(['a', 'F32', [2, 2], floats(1, 2, 3, 4)]);
});
