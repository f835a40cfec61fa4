import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', conformance: 'src/conformance.ts' },
  format: ['esm', 'cjs'],
  dts: true,
  clean: true,
  sourcemap: true,
  shims: true,
  target: 'node20',
  tsconfig: 'tsconfig.build.json',
  // The suite works on the one copy of the package that its caller has.
  external: ['@x/tensor'],
});
