// `npm run publish:dry`: versions and publishes a copy of this repository to a registry on this machine, then uses the
// packages as strangers do. Needs what `npm run build` and a native build make, and no network but the npm registry.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run, step } from '../lib/run.mjs';
import { consume } from './consume.mjs';
import { mainPackages, platformPackages } from './packages.mjs';
import { startRegistry } from './verdaccio.mjs';

const work = mkdtempSync(join(tmpdir(), 'x-publish-'));
const copy = join(work, 'repository');
const quiet = { show: false };

/** What versioning and publishing read: manifests, changesets, and what is packed. */
async function copyRepository() {
  const top = ['package.json', 'pnpm-workspace.yaml', '.changeset'];
  const packages = [...mainPackages(), ...platformPackages()];
  for (const path of [...top, ...packages.map(({ folder }) => folder)]) {
    cpSync(join(root, path), join(copy, path), {
      recursive: true,
      filter: (from) =>
        !/\/(node_modules|src|test|native|build|npm|\.turbo)$/.test(from.slice(root.length - 1)),
    });
  }
  for (const { folder } of packages) {
    // Provenance is given by the release workflow's own identity, which nobody has here.
    const path = join(copy, folder, 'package.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    delete manifest.publishConfig.provenance;
    writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
  }
  const git = (...args) =>
    run('git', ['-c', 'user.name=x', '-c', 'user.email=x@localhost', ...args], { cwd: copy, ...quiet });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all', '--force', '.changeset', 'package.json', 'pnpm-workspace.yaml');
  await git('commit', '--quiet', '-m', 'Start');
}

const changeset = (...args) =>
  run(join(root, 'node_modules/.bin/changeset'), args, {
    cwd: copy,
    show: false,
    env: { npm_config_userconfig: join(work, 'npmrc'), npm_config_registry: registry.url },
  });

const registry = await step('Starting a registry', () => startRegistry(join(work, 'registry')));
try {
  const host = registry.url.slice('http:'.length);
  writeFileSync(join(work, 'npmrc'), `registry=${registry.url}\n${host}:_authToken=none\n`);
  await step('Copying the repository', copyRepository);
  await step('changeset version', async () => {
    if (existsSync(join(copy, '.changeset/pre.json'))) throw new Error('pre-releases are not for here');
    await changeset('version');
  });
  await step('changeset publish', () => changeset('publish', '--no-git-tag'));
  const consumer = join(work, 'consumer');
  mkdirSync(consumer);
  await consume({ folder: consumer, npmrc: join(work, 'npmrc') });
} finally {
  registry.stop();
  rmSync(work, { recursive: true, force: true });
}
