import { resolve } from 'node:path';
import { build } from 'esbuild';

export interface BrowserBuild {
  readonly entry: Readonly<Record<string, string>>;
  /** What an import means in a browser, by how it is written. */
  readonly replace: Readonly<Record<string, string>>;
}

/** `dist/<entry>.browser.js`: for packages that need other modules in a browser. */
export async function buildForBrowser({ entry, replace }: BrowserBuild): Promise<void> {
  await build({
    entryPoints: Object.fromEntries(Object.entries(entry).map(([name, path]) => [`${name}.browser`, path])),
    outdir: 'dist',
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    packages: 'external',
    tsconfig: 'tsconfig.build.json',
    logLevel: 'warning',
    plugins: [
      {
        name: 'replace',
        setup({ onResolve }) {
          onResolve({ filter: /^\./ }, ({ path }) => {
            const other = replace[path];
            return other === undefined ? null : { path: resolve(other) };
          });
        },
      },
    ],
  });
}
