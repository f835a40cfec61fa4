// Compiles the published `cpu` binaries: `npm run build:release -- [platform …]`; without names, that of this machine.
import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from '../lib/paths.mjs';
import { step } from '../lib/run.mjs';
import { platformName } from '../native/platform.mjs';
import { compile } from './compile.mjs';
import { targets } from './targets.mjs';
import { fetchZig } from './zig.mjs';

const given = process.argv.slice(2);
const platforms = given.includes('--all')
  ? Object.keys(targets)
  : given.length > 0
    ? given
    : [platformName()];
const unknown = platforms.filter((platform) => !(platform in targets));
if (unknown.length > 0) {
  console.error(`platforms must be of ${Object.keys(targets).join(', ')}; got ${unknown.join(', ')}`);
  process.exit(2);
}

const zig = await step('Fetching zig', fetchZig);
for (const platform of platforms) {
  const { path, glibc } = await step(`Compiling cpu for ${platform}`, () => compile(platform, zig));
  const needs = glibc === null ? 'no glibc' : `glibc ${glibc}`;
  console.log(`${relative(root, path)}: ${(statSync(path).size / 1e6).toFixed(1)} MB, needs ${needs}`);
}
