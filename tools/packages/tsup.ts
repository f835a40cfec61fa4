import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Options } from 'tsup';
import { type BrowserBuild, buildForBrowser } from './browser.js';

const importMetaUrl = fileURLToPath(new URL('import-meta-url.js', import.meta.url));

/**
 * How every package is built. Node gets one copy of a package whether it is imported or required: the ES module for
 * Node (`<entry>.node.js`) hands on what the CommonJS one exports. Two copies would be two classes `Tensor`, of which
 * neither takes the other's. Bundlers and browsers get plain ES modules, browsers
 * another one where `inBrowser` says so. What is built is readable as it is: maps would
 * be most of the package.
 */
export function packageConfig(
  entry: Record<string, string>,
  { inBrowser, ...options }: Options & { readonly inBrowser?: BrowserBuild } = {},
): Options {
  return {
    entry,
    format: ['esm', 'cjs'],
    dts: true,
    clean: true,
    target: 'node20',
    tsconfig: 'tsconfig.build.json',
    esbuildOptions(esbuild, { format }) {
      if (format !== 'cjs') return;
      esbuild.define = { ...esbuild.define, 'import.meta.url': 'importMetaUrl' };
      esbuild.inject = [...(esbuild.inject ?? []), importMetaUrl];
    },
    async onSuccess() {
      for (const name of Object.keys(entry)) {
        writeFileSync(join('dist', `${name}.node.js`), `export * from './${name}.cjs';\n`);
      }
      if (inBrowser !== undefined) await buildForBrowser(inBrowser);
    },
    ...options,
  };
}
