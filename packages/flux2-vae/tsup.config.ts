import { defineConfig } from 'tsup';
import { packageConfig } from '../../tools/packages/tsup.js';

export default defineConfig(
  packageConfig(
    { index: 'src/index.ts', cli: 'src/cli/main.ts' },
    { inBrowser: { entry: { index: 'src/index.ts' }, replace: { './codec.js': 'src/codec.browser.ts' } } },
  ),
);
