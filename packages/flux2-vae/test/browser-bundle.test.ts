/** Each package as bundlers take it for a page: nothing of Node's, nothing that only Node has. Wants `npm run build`. */
import { fileURLToPath } from 'node:url';
import { build as esbuild, type Plugin } from 'esbuild';
import { build as vite } from 'vite';
import { describe, expect, test } from 'vitest';

const here = fileURLToPath(new URL('..', import.meta.url));
const names = ['tensor', 'nn', 'weights', 'flux2-latents', 'taef2', 'flux2-vae'];
/** All of it, so that no part is dropped for want of a use. */
const entryOf = (name: string): string =>
  `import * as all from '@x/${name}';\nglobalThis.all = { ...all };\n`;

/** An import or a require of a module of Node's, or of one that a bundler put in its place. */
const ofNode =
  /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*["'`](?:node:|(?:fs|path|os|crypto|url|module|worker_threads|child_process)(?:\/\w+)?["'`])|browser-external/;

/** The packages' own files; `sharp` and such would be a mistake. */
const allowed = /^@x\//;

test('the pattern finds what it is for', () => {
  for (const text of [
    `import a from "node:fs"`,
    `import 'node:os'`,
    `await import("node:fs")`,
    `require("path")`,
  ]) {
    expect(ofNode.test(text)).toBe(true);
  }
  expect(ofNode.test("builtin('node:fs'); import('@x/tensor-wasm')")).toBe(false);
});

describe.each(names)('@x/%s', (name) => {
  test('by esbuild', async () => {
    const asked: string[] = [];
    const watch: Plugin = {
      name: 'watch',
      setup({ onResolve }) {
        onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
          if (kind !== 'entry-point') asked.push(path);
          return path === '@x/tensor-wasm' ? { path, external: true } : null;
        });
      },
    };
    const { errors, warnings, outputFiles } = await esbuild({
      stdin: { contents: entryOf(name), resolveDir: here },
      bundle: true,
      platform: 'browser',
      format: 'esm',
      target: 'es2022',
      write: false,
      logLevel: 'silent',
      plugins: [watch],
    });
    // Where the native binaries lie is asked in Node alone: `import.meta.url` stays, and warns of nothing in a module.
    expect([errors, warnings]).toEqual([[], []]);
    expect(asked.filter((path) => !allowed.test(path))).toEqual([]);
    expect(ofNode.exec(outputFiles[0]!.text)?.[0]).toBeUndefined();
  });

  test('by Vite', async () => {
    const said: string[] = [];
    const entry = 'virtual-entry';
    const result = await vite({
      configFile: false,
      root: here,
      logLevel: 'silent',
      plugins: [
        {
          name: 'entry',
          resolveId: (id) => (id === entry ? `${here}test/${entry}.js` : null),
          load: (id) => (id.endsWith(`${entry}.js`) ? entryOf(name) : null),
        },
      ],
      build: {
        write: false,
        minify: false,
        rollupOptions: {
          input: entry,
          external: ['@x/tensor-wasm'],
          onwarn: ({ message }) => void said.push(message),
        },
      },
    });
    const outputs = (Array.isArray(result) ? result : [result]).flatMap((part) =>
      'output' in part ? part.output : [],
    );
    const code = outputs.flatMap((part) => ('code' in part ? [part.code] : []));
    expect(code.length).toBeGreaterThan(0);
    expect(said).toEqual([]);
    for (const text of code) expect(ofNode.exec(text)?.[0]).toBeUndefined();
  });
});
