import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitepress';
import { root } from '../../lib/paths.mjs';
import { slug } from '../slug.mjs';

export default defineConfig({
  title: '@x/flux2-vae',
  description: "FLUX.2's image decoder outside Python",
  lang: 'en',
  base: process.env.SITE_BASE ?? '/',
  srcDir: join(root, '.cache/site/pages'),
  outDir: join(root, 'out/site'),
  cacheDir: join(root, '.cache/site/vitepress'),
  markdown: { anchor: { slugify: slug } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Quick start', link: '/quick-start' },
      { text: 'Errors', link: '/errors' },
      { text: 'API', link: '/api/' },
    ],
    sidebar: JSON.parse(readFileSync(join(root, '.cache/site/sidebar.json'), 'utf8')),
  },
});
