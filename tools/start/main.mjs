// `npm start`: from a fresh clone to a picture.
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../lib/paths.mjs';
import { prepare } from '../lib/prepare.mjs';
import { run, step } from '../lib/run.mjs';

// Those that this machine may decode on by default: `wasm`, which none does, takes the longest.
await prepare(['cpu', 'mlx']);

const { defaultBackend } = await import('@x/tensor');
const backend = defaultBackend().name;
// Plain TypeScript takes the small picture; the native backends take the large one.
const name = backend === 'reference' ? 'astronaut-256' : 'astronaut';
const sample = join(root, 'test-fixtures/sample-model');
const output = join(root, 'out', `${name}.png`);
mkdirSync(join(root, 'out'), { recursive: true });

const report = await step(`Decoding ${name} on ${backend}`, async () => {
  const command = join(root, 'packages/flux2-vae/bin/flux2-vae.js');
  const latents = join(sample, `${name}.latents.safetensors`);
  const args = [
    'decode',
    latents,
    '--model',
    sample,
    '--output',
    output,
    '--backend',
    backend,
    '--json',
    '--quiet',
  ];
  return JSON.parse(await run(process.execPath, [command, ...args], { show: false }));
});
console.log(
  `${relative(process.cwd(), report.output)}: ${report.width}×${report.height}, ` +
    `decoded on ${report.backend} in ${report.seconds.toFixed(2)} s`,
);
