import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const packages = fileURLToPath(new URL('./packages/', import.meta.url));
const names = readdirSync(packages);

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
    projects: names.map((name) => ({
      extends: true,
      test: { name, root: `${packages}${name}`, include: ['test/**/*.test.ts'] },
    })),
  },
});
