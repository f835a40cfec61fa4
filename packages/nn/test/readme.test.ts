import * as tensor from '@x/tensor';
import { expect, test } from 'vitest';
import { exampleOf, runExample } from '../../../tools/testing/readme.js';
import * as nn from '../src/index.js';

test.each([
  ['of a module', 0, [1, 16, 16, 8]],
  ['of bounded memory', 1, [1, 64, 48, 8]],
])('the README’s example %s runs', async (_, index, shape) => {
  const code = exampleOf(new URL('../README.md', import.meta.url), index);
  expect(await runExample(code, { '@x/tensor': tensor, '@x/nn': nn })).toEqual([shape]);
});
