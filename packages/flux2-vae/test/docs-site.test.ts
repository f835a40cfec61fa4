/** The documentation's links: to pages, to their headings, to files of the repository; and its navigation. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root } from './support/samples.js';

const tool = (name: string) => import(/* @vite-ignore */ `${root}tools/site/${name}.mjs`);
const { brokenLinks, forSite } = await tool('links');
const { findPages } = await tool('pages');
const { sidebarOf } = await tool('navigation');
const { anchorsOf } = await tool('markdown');

const folder = mkdtempSync(join(tmpdir(), 'x-docs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A repository of these files. */
function pagesOf(files: Record<string, string>) {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return findPages(folder);
}

test('no link of the documentation is broken, and every page has its place', () => {
  const pages = findPages();
  expect(pages.length).toBeGreaterThan(20);
  expect(brokenLinks(pages)).toEqual([]);
  const links = sidebarOf(pages).flatMap(({ items }: { items: { link: string }[] }) =>
    items.map(({ link }) => link),
  );
  expect(links).toHaveLength(pages.length - 1);
  expect(new Set(links).size).toBe(links.length);
});

test.each([
  ['a page that is not there', '[a](b.md)', /b\.md\) is not there/],
  [
    'a heading that is not there',
    '[a](memory.md#seams)',
    /has no heading #seams; docs\/memory\.md has memory/,
  ],
  ['a heading of its own that is not there', '[a](#b)', /has no heading #b/],
  ['a file that is not there', '[a](../packages/x/src/a.ts)', /is not there/],
  ['an image that is not there', '![a](images/a.jpg)', /is not there/],
  ['a way out', '[a](../../etc/passwd)', /leads out/],
  ['no https', '[a](http://example.org/)', /must be an https address/],
  ['no public host', '[a](https://localhost/a)', /must be an https address/],
])('finds %s', (_, link, problem) => {
  const broken = brokenLinks(pagesOf({ 'docs/a.md': `# A\n\n${link}\n`, 'docs/memory.md': '# Memory\n' }), {
    root: folder,
  });
  expect(broken).toHaveLength(1);
  expect(broken[0]).toMatch(problem);
});

test('code is no link', () => {
  const text = '# A\n\n`[a](b.md)`\n\n```\n[a](b.md)\n# B\n```\n';
  expect(brokenLinks(pagesOf({ 'docs/a.md': text }), { root: folder })).toEqual([]);
  expect(anchorsOf(text)).toEqual(['a']);
});

test('anchors are those of GitHub', () => {
  expect(anchorsOf("## What `auto` does\n## FLUX.2's file\n## A\n## A\n## In C++, too\n")).toEqual([
    'what-auto-does',
    'flux2s-file',
    'a',
    'a-1',
    'in-c-too',
  ]);
});

test('a page of the site links to pages, and names the files that are none', () => {
  const pages = pagesOf({
    'docs/recipes/a.md':
      '# A\n\n[b](../../packages/x/README.md#b) [`c`](../../packages/x/src/c.ts) ![d](../images/d.svg) [e](../../packages/x)\n',
    'docs/images/d.svg': '',
    'packages/x/README.md': '# X\n\n## B\n\n[f](../../docs/recipes/a.md)\n',
    'packages/x/src/c.ts': '',
  });
  const [a, x] = pages;
  expect(forSite(a, pages, { root: folder })).toEqual({
    text: '# A\n\n[b](../packages/x.md#b) `c` ![d](../images/d.svg) [e](../packages/x.md)\n',
    images: [{ file: 'docs/images/d.svg', path: 'images/d.svg' }],
  });
  expect(forSite(a, pages, { root: folder, publicUrl: 'https://example.org/x' }).text).toContain(
    '[`c`](https://example.org/x/blob/main/packages/x/src/c.ts)',
  );
  expect(forSite(x, pages, { root: folder }).text).toContain('[f](../recipes/a.md)');
});

test('a page without a place in the navigation is an error', () => {
  expect(() => sidebarOf(pagesOf({ 'docs/nowhere.md': '# Nowhere\n' }))).toThrow(
    /none for docs\/nowhere\.md/,
  );
});
