// `npm run docs`: builds the documentation into out/site, from docs/, the READMEs and the sources' TSDoc.
// `--check`: looks at links and navigation alone. `--serve`: builds, then serves it on this machine.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run, step } from '../lib/run.mjs';
import { mainPackages } from '../publish/packages.mjs';
import { brokenLinks, forSite } from './links.mjs';
import { sidebarOf } from './navigation.mjs';
import { findPages } from './pages.mjs';

const staged = join(root, '.cache/site');
const vitepress = join(root, 'tools/site/node_modules/vitepress/bin/vitepress.js');
const [option] = process.argv.slice(2);

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Entry points of each published package: `{ name, source, page }`. */
function entryPoints() {
  return mainPackages().flatMap(({ folder, manifest }) =>
    Object.keys(manifest.exports)
      .filter((entry) => entry !== './package.json')
      .map((entry) => {
        const name = `${manifest.name}${entry.slice(1)}`;
        const source = `${folder}/src/${entry === '.' ? 'index' : entry.slice(2)}.ts`;
        return { name, source };
      }),
  );
}

function stage(pages) {
  rmSync(staged, { recursive: true, force: true });
  const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const publicUrl = (repository?.url ?? repository)?.replace(/^git\+|\.git$/g, '');
  for (const page of pages) {
    const { text, images } = forSite(page, pages, { publicUrl });
    write(join(staged, 'pages', page.path), text);
    for (const { file, path } of images) {
      mkdirSync(dirname(join(staged, 'pages', path)), { recursive: true });
      copyFileSync(join(root, file), join(staged, 'pages', path));
    }
  }
}

const { pages, sidebar } = await step('Checking links and navigation', () => {
  const found = findPages();
  const readme = { file: 'README.md', path: 'index.md', text: readFileSync(join(root, 'README.md'), 'utf8') };
  const broken = [...brokenLinks(found), ...brokenLinks([readme], { pages: found })];
  if (broken.length > 0) throw new Error(`${broken.length} broken links:\n${broken.join('\n')}`);
  return { pages: found, sidebar: sidebarOf(found) };
});

if (option !== '--check') {
  stage(pages);
  const { writeReference } = await import('./reference.mjs');
  const reference = await step('Reading the API out of the sources', () =>
    writeReference({ entries: entryPoints(), out: join(staged, 'pages/api') }),
  );
  write(join(staged, 'sidebar.json'), JSON.stringify({ '/api/': reference, '/': sidebar }));
  await step('Building the site', () =>
    run(process.execPath, [vitepress, 'build', 'tools/site'], { show: false }),
  );
  if (option === '--serve') await run(process.execPath, [vitepress, 'preview', 'tools/site']);
}
