import * as tensor from '@x/tensor';
import { expect, test } from 'vitest';
import { exampleOf, runExample } from '../../../tools/testing/readme.js';
import * as nn from '../src/index.js';

test('the README’s example runs', async () => {
  const code = exampleOf(new URL('../README.md', import.meta.url));
  expect(await runExample(code, { '@x/tensor': tensor, '@x/nn': nn })).toEqual([[1, 16, 16, 8]]);
});
