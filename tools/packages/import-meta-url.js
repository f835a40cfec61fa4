/**
 * `import.meta.url` of a CommonJS module. Bundled into an ES module it has no `__filename`: then it is that of the
 * program, from where its packages are found as well.
 */
const path =
  typeof __filename === 'string' ? __filename : typeof process === 'object' ? process.argv?.[1] : undefined;

export const importMetaUrl = new URL(`file:${(path ?? '/').replace(/[%#?]/g, encodeURIComponent)}`).href;
