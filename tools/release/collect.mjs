// `node tools/release/collect.mjs FOLDER`: puts the binaries of a release's artifacts into the platform packages.
import { chmodSync, cpSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root } from '../lib/paths.mjs';

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: node tools/release/collect.mjs FOLDER');
  process.exit(2);
}

// Files of an artifact keep their paths below packages/tensor/npm, where its patterns' first star stands.
for (const artifact of readdirSync(folder)) {
  for (const path of readdirSync(join(folder, artifact), { recursive: true }).map(String)) {
    if (!/(^|\/)tensor_(cpu|mlx)\.node$/.test(path)) continue;
    const from = join(folder, artifact, dirname(path));
    const platform = basename(dirname(path));
    if (!/^(cpu|mlx)-/.test(platform))
      throw new Error(`${path} must lie in the folder of its platform package`);
    cpSync(from, join(root, 'packages/tensor/npm', platform), { recursive: true });
    chmodSync(join(root, 'packages/tensor/npm', platform, basename(path)), 0o755);
    console.log(platform);
  }
}
