// What a decode asks of a backend: `npm start -- MODEL LATENTS`.
import { AutoencoderKLFlux2, readLatents } from '@x/flux2-vae';
import { createBackend } from '@x/tensor';
import { type OpRecord, registerRecording } from './index.js';

const [model, latents] = process.argv.slice(2);
if (model === undefined || latents === undefined) {
  console.error('usage: npm start -- MODEL LATENTS');
  process.exit(2);
}

registerRecording();
const counts = new Map<string, number>();
const onOp = ({ op }: OpRecord) => counts.set(op, (counts.get(op) ?? 0) + 1);
const backend = await createBackend('recording', { onOp });
const vae = await AutoencoderKLFlux2.load(model, { backend });
counts.clear();
const image = await vae.decode(await readLatents(latents));
console.log(`decoded to [${image.shape}]`);
for (const [op, count] of [...counts].sort(([, a], [, b]) => b - a)) console.log(`${count} × ${op}`);
await backend.close();
