import { defineConfig } from 'tsup';
import { packageConfig } from '../../tools/packages/tsup.js';

export default defineConfig(packageConfig({ index: 'src/index.ts' }));
