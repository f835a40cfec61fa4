// `npm run ci`: what takes longer than `npm test`, or needs more than Node, Python and a compiler.
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { prepare } from '../lib/prepare.mjs';
import { run, step } from '../lib/run.mjs';
import { sanitize } from '../sanitize/main.mjs';
import { soak } from '../soak/main.mjs';
import { runVitest } from '../test/vitest.mjs';
import { fetchNode24 } from './node24.mjs';

const quiet = { show: false };
const tool = (path) => [join(root, 'tools', path)];

await prepare();
await step('Checking format and lint', () => run('biome', ['ci', '.'], quiet));
await step('Checking types', () =>
  run('turbo', ['run', 'typecheck', '--output-logs=errors-only'], { show: false }),
);
await step('Checking the recorded API', () =>
  run(process.execPath, [...tool('api/main.mjs'), '--check'], quiet),
);
await run(process.execPath, tool('site/main.mjs'));
// From here on the backend cpu is the published binary.
await run(process.execPath, tool('release/main.mjs'));
await step('Checking what would be published', () => run(process.execPath, tool('publish/check.mjs'), quiet));
await run(process.execPath, tool('publish/main.mjs'));
await run(process.execPath, tool('ci/examples.mjs'));
await run(process.execPath, tool('ci/emulated.mjs'));
const node24 = await step('Fetching Node 24', fetchNode24);
console.log('Unit tests on Node 24, with the published binary');
if (!(await runVitest({ node: node24 }))) process.exitCode = 1;
console.log('Long lives, in short');
if (!(await soak({ long: false }))) process.exitCode = 1;
console.log('Sanitizers, in short');
if (!(await sanitize({ long: false }))) process.exitCode = 1;
