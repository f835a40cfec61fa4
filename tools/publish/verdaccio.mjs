import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fetchNode24 } from '../ci/node24.mjs';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

const version = '6.10.4';

/** Path of verdaccio, installed from the npm registry into the cache folder. */
export async function fetchVerdaccio() {
  const folder = join(root, '.cache/verdaccio');
  const binary = join(folder, 'node_modules/verdaccio/bin/verdaccio');
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  // A dependency names node-fetch by a tag that not every mirror of the registry keeps.
  const manifest = { private: true, overrides: { 'node-fetch': '2.7.0' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--omit=optional'];
  await run('npm', ['install', ...options, `verdaccio@${version}`], { show: false, cwd: folder });
  return binary;
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** A registry in `folder` that keeps `@x/*` and passes all else on to the one in use here. `{ url, stop }`. */
export async function startRegistry(folder) {
  const binary = await fetchVerdaccio();
  const upstream = (await run('npm', ['config', 'get', 'registry'], { show: false }))
    .trim()
    .split('\n')
    .at(-1);
  const config = {
    storage: join(folder, 'storage'),
    uplinks: { upstream: { url: upstream, timeout: '120s', cache: false } },
    packages: {
      '@x/*': { access: '$all', publish: '$all' },
      '**': { access: '$all', proxy: 'upstream' },
    },
    max_body_size: '200mb',
    log: { type: 'stdout', level: 'warn' },
  };
  mkdirSync(folder, { recursive: true });
  // JSON is YAML.
  writeFileSync(join(folder, 'config.yaml'), JSON.stringify(config));
  const port = await freePort();
  const args = [binary, '--config', join(folder, 'config.yaml'), '--listen', `127.0.0.1:${port}`];
  // It needs Node 22 or newer.
  const server = spawn(await fetchNode24(), args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (bytes) => (output += bytes));
  const url = `http://127.0.0.1:${port}/`;
  for (let tries = 0; ; tries++) {
    if (server.exitCode !== null) throw new Error(`the registry ended:\n${output}`);
    const answer = await fetch(`${url}-/ping`).catch(() => null);
    if (answer?.ok) break;
    if (tries === 600) throw new Error(`the registry must answer at ${url}; it said:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { url, stop: () => server.kill() };
}
