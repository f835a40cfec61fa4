/** Groups of the navigation in their order: pages by name, or all of a folder. What isn't there yet is left out. */
const groups = [
  { text: 'Start', pages: ['quick-start.md', 'weights.md', 'platforms.md'] },
  {
    text: 'I have latents from',
    pages: ['recipes/diffusers.md', 'recipes/comfyui.md', 'recipes/mflux.md', 'recipes/ollama.md'],
  },
  { text: 'Recipes', pages: ['recipes/previews.md', 'recipes/worker.md'], folder: 'recipes/' },
  {
    text: 'Guide',
    pages: [
      'backends.md',
      'mlx.md',
      'wasm.md',
      'browser.md',
      'memory.md',
      'performance.md',
      'reliability.md',
      'errors.md',
    ],
  },
  { text: 'Inside', pages: ['architecture.md', 'extending.md', 'contributing.md', 'security.md'] },
  {
    text: 'Packages',
    pages: ['packages/flux2-vae.md', 'packages/taef2.md', 'packages/flux2-latents.md'],
    folder: 'packages/',
  },
  { text: 'Examples', pages: [], folder: 'examples/' },
];

/** Short enough for a side bar: `I have latents from diffusers` stands below its group's name. */
const label = ({ title }, group) => {
  const short = title.replace(/^I have (?:latents|a model) from /, '');
  return group.text === 'Examples' ? short.replace(/^Example: /i, '') : short;
};

/** VitePress's sidebar of these pages. Throws where one has no place in it. */
export function sidebarOf(pages) {
  const placed = new Set(['index.md']);
  const sidebar = groups.map((group) => {
    const named = group.pages.map((path) => pages.find((page) => page.path === path)).filter(Boolean);
    const rest = pages.filter(
      ({ path }) =>
        group.folder !== undefined &&
        path.startsWith(group.folder) &&
        !groups.some(({ pages: names }) => names.includes(path)),
    );
    const items = [...named, ...rest].map((page) => {
      placed.add(page.path);
      return { text: label(page, group), link: `/${page.path.replace(/\.md$/, '')}` };
    });
    return { text: group.text, items };
  });
  const lost = pages.filter(({ path }) => !placed.has(path)).map(({ file }) => file);
  if (lost.length > 0) {
    throw new Error(
      `tools/site/navigation.mjs must have a place for every page; none for ${lost.join(', ')}`,
    );
  }
  return sidebar.filter(({ items }) => items.length > 0);
}
