/** Files of latents in test-fixtures/hostile/: each is refused as its table says. */
import { readLatents } from '@x/flux2-latents';
import { expect, test } from 'vitest';
import { faultsOf, hostileFolder, malformedCases, refusal } from '../../../tools/testing/hostile.js';

test.each(malformedCases('latents'))('$name', async (row) => {
  const path = `${hostileFolder}${row.file}`;
  expect(faultsOf(await refusal(readLatents(path)), row, path)).toEqual([]);
});
