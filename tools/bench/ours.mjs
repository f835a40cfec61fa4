// Our own decoder, driven like the peers: raw latents to a picture, on the `cpu` backend.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { AutoencoderKLFlux2 } from '@x/flux2-vae';
import { createBackend, tensor } from '@x/tensor';
import { readNpy, writeNpy } from '@x/weights';

const options = JSON.parse(process.argv[2]);
const answer = (values) => console.log(JSON.stringify(values));
const peakBytes = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;

const backend = await createBackend('cpu', { threads: options.threads });
const { model, dtype, precision } = options;
const vae = await AutoencoderKLFlux2.load(model, { backend, dtype, precision });
const file = await readNpy(options.latents);
const values = new Float32Array(file.data.buffer, file.data.byteOffset, file.data.byteLength / 4);
const latents = tensor(values, { shape: file.shape, backend });
let image = null;

async function decode() {
  image?.dispose();
  image = await vae.decode(latents, { layout: 'raw-nchw' });
  await image.ready();
}

for (let i = 0; i < options.warmups; i++) await decode();
answer({ ready: true, setting: backend.description });
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  if (request.do === 'run') {
    const start = performance.now();
    await decode();
    answer({ seconds: (performance.now() - start) / 1000 });
  } else if (request.do === 'output') {
    const sample = (await image.data()).map((value) => value * 2 - 1);
    await writeNpy(request.path, { data: new Uint8Array(sample.buffer), shape: image.shape, dtype: 'F32' });
    answer({ written: true });
  } else {
    answer({ peakBytes: peakBytes() });
    break;
  }
}
await backend.close();
