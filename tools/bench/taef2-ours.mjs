// Our TAEF2, driven like its peer: packed latents to a picture, on the `cpu` backend.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Taef2 } from '@x/taef2';
import { createBackend, tensor } from '@x/tensor';
import { readNpy, writeNpy } from '@x/weights';

const options = JSON.parse(process.argv[2]);
const answer = (values) => console.log(JSON.stringify(values));
const peakBytes = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;

const backend = await createBackend('cpu', { threads: options.threads });
const model = await Taef2.load(options.weights, { backend });
const file = await readNpy(options.latents);
const values = new Float32Array(file.data.buffer, file.data.byteOffset, file.data.byteLength / 4);
const latents = tensor(values, { shape: file.shape, backend });
const { maxMemory } = options;
let image = null;

async function decode() {
  image?.dispose();
  image = await model.decode(latents, { layout: 'packed-nchw', maxMemory });
  await image.ready();
}

for (let i = 0; i < options.warmups; i++) await decode();
answer({ ready: true, setting: backend.description });
let peak = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  if (request.do === 'run') {
    const start = performance.now();
    await decode();
    const seconds = (performance.now() - start) / 1000;
    peak = peakBytes(); // before the picture is copied out
    answer({ seconds });
  } else if (request.do === 'output') {
    const data = await image.data();
    await writeNpy(request.path, { data, shape: image.shape, dtype: 'F32' });
    answer({ written: true });
  } else {
    answer({ peakBytes: peak });
    break;
  }
}
await backend.close();
