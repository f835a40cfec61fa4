import { defineConfig } from 'tsup';
import { packageConfig } from '../../tools/packages/tsup.js';

export default defineConfig(
  packageConfig(
    { index: 'src/index.ts', conformance: 'src/conformance.ts' },
    // The suite works on the one copy of the package that its caller has.
    { external: ['@x/tensor'] },
  ),
);
