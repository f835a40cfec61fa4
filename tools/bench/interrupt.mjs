import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writeNpy } from '@x/weights';
import { root } from '../lib/paths.mjs';

const latents = 'latents.npy';

/**
 * How many milliseconds the command takes to end after Ctrl-C: the sample model, 1536 × 2048 px, undivided and bounded,
 * stopped at several times of its work.
 */
export async function interruptions(backend) {
  const folder = await mkdtemp(join(tmpdir(), 'flux2-vae-interrupt-'));
  try {
    await mkdir(join(folder, 'out'));
    const data = new Float32Array(128 * 128 * 96).map((_, i) => Math.sin(i));
    await writeNpy(join(folder, latents), { dtype: 'F32', shape: [1, 128, 128, 96], data });
    const stops = [];
    for (const flags of [
      ['--tiling', 'off'],
      ['--max-memory', '900MiB'],
    ]) {
      for (const milliseconds of [0, 300, 900, 2000]) {
        stops.push(await interrupted(folder, backend, flags, milliseconds));
      }
    }
    return stops;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from the signal to the end of the process, which must leave no file. */
async function interrupted(folder, backend, flags, milliseconds) {
  const output = join(folder, 'out', 'a.png');
  const bin = join(root, 'packages/flux2-vae/bin/flux2-vae.js');
  const sample = join(root, 'test-fixtures/sample-model');
  const args = [
    bin,
    'decode',
    join(folder, latents),
    '--model',
    sample,
    '--output',
    output,
    '--backend',
    backend,
  ];
  const child = spawn(process.execPath, [...args, ...flags], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  // The note on the layout comes just before the work.
  for await (const text of child.stderr.setEncoding('utf8')) if (text.includes('taken as')) break;
  await pause(milliseconds);
  const start = performance.now();
  child.kill('SIGINT');
  const [code] = await ended;
  const files = await readdir(join(folder, 'out'));
  if (code !== 130 || files.length > 0) throw new Error(`Ctrl-C gave exit code ${code}, files ${files}`);
  return performance.now() - start;
}
