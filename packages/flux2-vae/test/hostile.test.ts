/** Configs and pictures in test-fixtures/hostile/: each is refused as its table says. */
import { readJsonFile } from '@x/weights';
import { describe, expect, test } from 'vitest';
import { faultsOf, hostileFolder, malformedCases, refusal } from '../../../tools/testing/hostile.js';
import { parseConfig, readPicture } from '../src/index.js';

describe('configs', () => {
  test.each(malformedCases('config'))('$name', async (row) => {
    const file = `${hostileFolder}${row.file}`;
    const parsed = readJsonFile(file).then((json) => parseConfig(json, { file }));
    expect(faultsOf(await refusal(parsed), row, file)).toEqual([]);
  });
});

describe('pictures', () => {
  test.each(malformedCases('picture'))('$name', async (row) => {
    const path = `${hostileFolder}${row.file}`;
    expect(faultsOf(await refusal(readPicture(path)), row, path)).toEqual([]);
  });
});
