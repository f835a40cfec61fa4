// The binary for linux-arm64, compiled here and tested under qemu, where the emulator is there.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

const needed = ['/usr/bin/qemu-aarch64', '/usr/aarch64-linux-gnu/lib/libstdc++.so.6'];
const missing = needed.filter((path) => !existsSync(path));
if (process.arch === 'arm64' || process.platform !== 'linux') {
  console.log(`skipped: linux-arm64 under emulation: this machine is ${process.platform}-${process.arch}`);
} else if (missing.length > 0) {
  console.log(
    `skipped: linux-arm64 under emulation: there is no ${missing.join(' and no ')} ` +
      '(apt-get install qemu-user libc6-arm64-cross libstdc++6-arm64-cross)',
  );
} else {
  const tool = (name, ...args) => [join(root, 'tools/release', name), ...args];
  await run(process.execPath, tool('main.mjs', 'linux-arm64-gnu'));
  await run(process.execPath, tool('emulated.mjs'));
}
