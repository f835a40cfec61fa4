import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

/** Path of a Node 24 binary, installed from the npm registry into the cache folder. */
export async function fetchNode24() {
  const folder = join(root, '.cache/node24');
  const binary = join(folder, 'node_modules/node/bin/node');
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "allowScripts": { "node": true } }\n');
    await run('npm', ['install', '--no-audit', '--no-fund', 'node@24'], { show: false, cwd: folder });
  }
  return binary;
}
