import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root as repository } from '../lib/paths.mjs';
import { anchorsOf, linksOf } from './markdown.mjs';
import { sitePath } from './pages.mjs';

/**
 * Where a link of `file` leads: `{ kind: 'external' }`, `{ kind: 'page', path, anchor }` in the site, `{ kind: 'file', file }` of the
 * repository, or `{ problem }`. Addresses of others are looked at by their form alone: there is no network here.
 */
function resolve(link, { file, pages, root }) {
  const { target, isImage } = link;
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) {
    const url = URL.canParse(target) ? new URL(target) : null;
    const right = url?.protocol === 'https:' && /\.[a-z]{2,}$/.test(url.hostname) && url.port === '';
    return right ? { kind: 'external' } : { problem: 'must be an https address of a public host' };
  }
  const [path, anchor] = target.split('#');
  let to = path === '' ? file : posix.normalize(posix.join(posix.dirname(file), decodeURI(path)));
  to = to.replace(/\/$/, '');
  if (to.startsWith('..')) return { problem: 'leads out of the repository' };
  if (!existsSync(join(root, to))) return { problem: 'is not there' };
  if (isImage) return { kind: 'file', file: to };
  if (statSync(join(root, to)).isDirectory() && existsSync(join(root, to, 'README.md'))) to += '/README.md';
  const sitePage = sitePath(to);
  const page = pages.find(({ path }) => path === sitePage);
  if (anchor !== undefined && page !== undefined && !anchorsOf(page.text).includes(anchor)) {
    return { problem: `has no heading #${anchor}; ${page.file} has ${anchorsOf(page.text).join(', ')}` };
  }
  return page === undefined ? { kind: 'file', file: to } : { kind: 'page', path: page.path, anchor };
}

/** Each link of a page with where it leads. */
export const resolveLinks = (page, pages, root = repository) =>
  linksOf(page.text).map((link) => ({ ...link, to: resolve(link, { file: page.file, pages, root }) }));

/** What is wrong with the links of these files, a line each; `pages` are those that they may lead to. */
export function brokenLinks(files, { pages = files, root = repository } = {}) {
  return files.flatMap((page) =>
    resolveLinks(page, pages, root)
      .filter(({ to }) => to.problem !== undefined)
      .map(({ target, to }) => `${page.file}: (${target}) ${to.problem}`),
  );
}

/**
 * The page's text for the site: links to pages lead to pages, images lie beside them. A file of the repository that is
 * no page is named without a link, or linked under `publicUrl` where the repository has one.
 */
export function forSite(page, pages, { root = repository, publicUrl } = {}) {
  const images = [];
  const relative = (path) => {
    const from = posix.relative(posix.dirname(page.path), path);
    return from.startsWith('.') ? from : `./${from}`;
  };
  let text = page.text;
  for (const { start, end, targetStart, targetEnd, label, isImage, to } of resolveLinks(
    page,
    pages,
    root,
  ).reverse()) {
    const put = (from, until, by) => {
      text = text.slice(0, from) + by + text.slice(until);
    };
    if (to.kind === 'page') {
      put(targetStart, targetEnd, `${relative(to.path)}${to.anchor === undefined ? '' : `#${to.anchor}`}`);
    } else if (to.kind === 'file' && isImage) {
      const path = to.file.replace(/^docs\//, '');
      images.push({ file: to.file, path });
      put(targetStart, targetEnd, relative(path));
    } else if (to.kind === 'file') {
      if (publicUrl === undefined) put(start, end, label);
      else put(targetStart, targetEnd, `${publicUrl}/blob/main/${to.file}`);
    }
  }
  return { text, images };
}
