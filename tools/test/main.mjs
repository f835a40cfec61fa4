// `npm test`: installs and builds what is missing, then runs every test on every backend.
// Arguments go to vitest: `npm test -- --project weights`.
import { prepare } from '../lib/prepare.mjs';
import { runVitest } from './vitest.mjs';

await prepare();
const passed = await runVitest({ args: process.argv.slice(2) });
process.exitCode = passed ? 0 : 1;
