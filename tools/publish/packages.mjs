import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';

function manifests(parent) {
  return readdirSync(join(root, parent))
    .map((name) => join(parent, name))
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => ({
      folder,
      manifest: JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')),
    }))
    .filter(({ manifest }) => !manifest.private);
}

/** What is published besides the platform packages: `{ folder, manifest }`, folders relative to the root. */
export const mainPackages = () => manifests('packages');

/** The platform packages, and that of WebAssembly; `built` where all that they publish lies in them. */
export const platformPackages = () =>
  manifests('packages/tensor/npm').map((entry) => ({
    ...entry,
    built: entry.manifest.files.every((file) => existsSync(join(root, entry.folder, file))),
  }));
