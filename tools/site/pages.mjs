import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root as repository } from '../lib/paths.mjs';
import { titleOf } from './markdown.mjs';

const folders = (root, parent) =>
  existsSync(join(root, parent)) ? readdirSync(join(root, parent)).sort() : [];

function markdownIn(root, folder) {
  return folders(root, folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(join(root, path)).isDirectory()) return markdownIn(root, path);
    return name.endsWith('.md') ? [path] : [];
  });
}

/** Where a markdown file of the repository lies in the site, or null where it is no page. */
export function sitePath(file) {
  if (file === 'README.md' || file === 'docs/README.md') return 'index.md';
  const [, readme] = /^((?:packages|examples)\/[^/]+)\/README\.md$/.exec(file) ?? [];
  if (readme !== undefined) return `${readme}.md`;
  if (file === 'CONTRIBUTING.md' || file === 'SECURITY.md') return file.toLowerCase();
  return file.startsWith('docs/') && file.endsWith('.md') ? file.slice('docs/'.length) : null;
}

/** Every page: `{ file, path, title, text }`, `file` from the repository's root, `path` from the site's. */
export function findPages(root = repository) {
  const readmes = ['packages', 'examples'].flatMap((parent) =>
    folders(root, parent).map((name) => `${parent}/${name}/README.md`),
  );
  return [...markdownIn(root, 'docs'), ...readmes, 'CONTRIBUTING.md', 'SECURITY.md']
    .filter((file) => existsSync(join(root, file)))
    .map((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return { file, path: sitePath(file), title: titleOf(text) ?? file, text };
    });
}
