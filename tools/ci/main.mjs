// `npm run ci`: what takes longer than `npm test`, or needs more than Node, Python and a compiler.
import { prepare } from '../lib/prepare.mjs';
import { run, step } from '../lib/run.mjs';
import { runVitest } from '../test/vitest.mjs';
import { fetchNode24 } from './node24.mjs';

await prepare();
await step('Checking format and lint', () => run('biome', ['ci', '.'], { show: false }));
await step('Checking types', () =>
  run('turbo', ['run', 'typecheck', '--output-logs=errors-only'], { show: false }),
);
const node24 = await step('Fetching Node 24', fetchNode24);
console.log('Unit tests on Node 24');
if (!(await runVitest({ node: node24 }))) process.exitCode = 1;
