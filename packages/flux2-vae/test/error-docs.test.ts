/** docs/errors.md has each code of each package's error class, with cause and cure, and no other; and no code is invented. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
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

/** All of a package's own code but the file that lists the codes. */
function codeOf(name: string): string {
  const read = (folder: URL): string =>
    readdirSync(folder)
      .map((entry) => {
        const url = new URL(entry, folder);
        if (statSync(url).isDirectory()) return read(new URL(`${entry}/`, folder));
        return /\.(ts|cc|h)$/.test(entry) && entry !== 'errors.ts' ? readFileSync(url, 'utf8') : '';
      })
      .join('\n');
  const native = new URL(`packages/${name}/native/`, root);
  return read(new URL(`packages/${name}/src/`, root)) + (existsSync(native) ? read(native) : '');
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

const packages = readdirSync(new URL('packages/', root)).filter((name) =>
  existsSync(new URL(`packages/${name}/src/errors.ts`, root)),
);

test.each(packages)('every code of %s is one that its code gives', (name) => {
  const listed = readFileSync(new URL(`packages/${name}/src/errors.ts`, root), 'utf8');
  const [, error] = /export type (\w+)Code =/.exec(listed)!;
  const code = codeOf(name);
  const given = (each: string) => code.includes(`'${each}'`) || code.includes(`"${each}"`);
  expect(sources.get(error!)!.filter((each) => !given(each))).toEqual([]);
});

test('its example runs', async () => {
  expect(await runExample(exampleOf(docs), { '@x/tensor': tensor })).toEqual([true]);
});
