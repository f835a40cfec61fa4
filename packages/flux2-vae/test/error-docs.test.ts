/** docs/errors.md has each code of each package's error class, with cause and cure, and no other. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as tensor from '@x/tensor';
import { expect, test } from 'vitest';
import { exampleOf, runExample } from '../../../tools/testing/readme.js';

const root = new URL('../../../', import.meta.url);
const docs = new URL('docs/errors.md', root);

/** `export type FooErrorCode = 'a' | 'b';` of each package: the class `FooError` and its codes. */
function codesOfSources(): Map<string, string[]> {
  const classes = new Map<string, string[]>();
  for (const name of readdirSync(new URL('packages/', root))) {
    const file = new URL(`packages/${name}/src/errors.ts`, root);
    if (!existsSync(file)) continue;
    const [, error, union] = /export type (\w+)Code =([^;]+);/.exec(readFileSync(file, 'utf8'))!;
    classes.set(
      error!,
      [...union!.matchAll(/'([^']+)'/g)].map(([, code]) => code!),
    );
  }
  return classes;
}

function rowsOfDocs(): Map<string, string[][]> {
  const sections = readFileSync(docs, 'utf8').split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const rows = section
        .split('\n')
        .filter((line) => line.startsWith('| `'))
        .map((line) =>
          line
            .split('|')
            .slice(1, -1)
            .map((cell) => cell.trim()),
        );
      return [section.split('\n', 1)[0]!, rows];
    }),
  );
}

const sources = codesOfSources();
const documented = rowsOfDocs();

test('each error class is there', () => {
  expect(sources.size).toBeGreaterThan(4);
  expect([...documented.keys()].sort()).toEqual([...sources.keys()].sort());
});

test.each([...sources])('%s', (name, codes) => {
  const rows = documented.get(name) ?? [];
  expect(rows.map(([code]) => code).sort()).toEqual(codes.map((code) => `\`${code}\``).sort());
  for (const [code, cause, cure] of rows) {
    expect(cause, `${code}: cause`).not.toBe('');
    expect(cure, `${code}: cure`).not.toBe('');
  }
});

test('its example runs', async () => {
  expect(await runExample(exampleOf(docs), { '@x/tensor': tensor })).toEqual([true]);
});
