import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const packages = fileURLToPath(new URL('./packages/', import.meta.url));
const names = readdirSync(packages);
const examples = fileURLToPath(new URL('./examples/', import.meta.url));
const exampleNames = readdirSync(examples).filter((name) => existsSync(`${examples}${name}/test`));

/** Tests read the sources of every package; what is built (ESM, CJS, the command) has tests of its own. */
const alias = [
  { find: '@x/tensor/conformance', replacement: `${packages}tensor/src/conformance.ts` },
  ...names.map((name) => ({
    find: new RegExp(`^@x/${name}$`),
    replacement: `${packages}${name}/src/index.ts`,
  })),
];

export default defineConfig({
  resolve: { alias },
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      ...names.map((name) => ({ name, root: `${packages}${name}` })),
      ...exampleNames.map((name) => ({ name: `example-${name}`, root: `${examples}${name}` })),
    ].map(({ name, root }) => ({
      extends: true,
      test: { name, root, include: ['test/**/*.test.ts'] },
    })),
  },
});
