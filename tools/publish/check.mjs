// `npm run publish:check`: packs every package as it would be published and checks what is in it. With `-- --complete`
// each platform package must have its binary; else those without one are left out.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { mainPackages, platformPackages } from './packages.mjs';

const mainLimitBytes = 1.5e6;
const packed = join(root, 'out/packed');
const installScripts = ['preinstall', 'install', 'postinstall', 'prepare'];

/** Packs into out/packed; the tarball's path and what is in it. */
async function pack(folder) {
  const output = await run('pnpm', ['pack', '--json', '--pack-destination', packed], {
    cwd: join(root, folder),
    show: false,
  });
  return JSON.parse(output.slice(output.indexOf('{')));
}

async function unpackedBytes(tarball) {
  const list = await run('tar', ['-tvzf', tarball], { show: false });
  return list.split('\n').reduce((sum, line) => sum + Number(line.trim().split(/\s+/)[2] ?? 0), 0);
}

const text = (tarball, file) => run('tar', ['-xOzf', tarball, `package/${file}`], { show: false });

async function problemsOf({ folder, manifest, main }) {
  const problems = [];
  const { filename } = await pack(folder);
  const published = JSON.parse(await text(filename, 'package.json'));
  for (const name of installScripts) {
    if (published.scripts?.[name]) problems.push(`has an install script: ${name}`);
  }
  const unresolved = Object.entries({ ...published.dependencies, ...published.optionalDependencies });
  for (const [name, range] of unresolved) {
    if (range.startsWith('workspace:')) problems.push(`depends on ${name} by ${range}`);
  }
  const bytes = await unpackedBytes(filename);
  if (main && bytes > mainLimitBytes)
    problems.push(`is ${(bytes / 1e6).toFixed(2)} MB unpacked; at most 1.5`);
  if (!main) return { bytes, problems };

  for (const field of ['license', 'engines', 'exports', 'types', 'sideEffects', 'description', 'files']) {
    if (published[field] === undefined) problems.push(`has no ${field}`);
  }
  if (!published.publishConfig?.provenance) problems.push('is not published with provenance');
  const { messages } = await publint({ pack: { tarball: new Uint8Array(readFileSync(filename)).buffer } });
  problems.push(...messages.map((message) => formatMessage(message, published, { color: false })));
  try {
    await run('attw', ['--profile', 'node16', '--no-emoji', '--no-color', filename], { show: false });
  } catch (error) {
    problems.push(`attw:\n${error.output.trim()}`);
  }
  return { bytes, problems, name: manifest.name };
}

rmSync(packed, { recursive: true, force: true });
mkdirSync(packed, { recursive: true });
const platforms = platformPackages();
const all = [
  ...mainPackages().map((entry) => ({ ...entry, main: true })),
  ...platforms.filter(({ built }) => built),
];
if (process.argv.includes('--complete')) {
  for (const { manifest } of platforms.filter(({ built }) => !built)) {
    console.log(`${manifest.name} has no binary`);
    process.exitCode = 1;
  }
}
for (const entry of all) {
  const { bytes, problems } = await problemsOf(entry);
  console.log(`${entry.manifest.name}: ${(bytes / 1e6).toFixed(2)} MB unpacked, ${problems.length} findings`);
  for (const problem of problems) console.log(`  ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}
