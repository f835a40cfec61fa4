// Decodes or encodes in a process of their own: the peak beyond the loaded model, the last one's time, how it was done.
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { AutoencoderKLFlux2 } from '@x/flux2-vae';
import { createBackend, randomNormal, randomUniform } from '@x/tensor';
import { randomModel } from './random-model.mjs';

const { model, backend: name, threads, direction, pixels, runs, runOptions } = JSON.parse(process.argv[2]);
const kibibytes = (field) =>
  1024 * Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))[1]);

const backend = await createBackend(name, name === 'cpu' ? { threads } : {});
const encodes = direction === 'encode';
const vae =
  model === null
    ? randomModel(backend, { decoderOnly: !encodes })
    : await AutoencoderKLFlux2.load(model, { backend });
if (encodes && model !== null) await vae.loadEncoder();
const { latentChannels } = vae.config;

async function run(side, options) {
  const result = encodes
    ? vae.encode(input(side), { layout: 'raw-nhwc', ...options })
    : vae.decodeRaw(input(side), options);
  const done = await result;
  await done.ready();
  return done;
}
const input = (side) =>
  encodes
    ? randomUniform([1, 3, side, side], { seed: 3, backend })
    : randomNormal([1, side / 8, side / 8, latentChannels], { seed: 3, backend });

(await run(64, { tiling: 'off' })).dispose();
backend.emptyCaches();
await backend.sync();
globalThis.gc?.();
await pause(100);
const bytesBefore = backend.memory().bytes;
backend.resetPeak();
writeFileSync('/proc/self/clear_refs', '5');
const before = kibibytes('VmRSS');
let tiling = 'undivided';
const onTiling = (done) => {
  tiling = done;
};
let result;
let [seconds, cpuSeconds] = [0, 0];
for (let i = 0; i < runs; i++) {
  result?.dispose();
  const [start, startCpu] = [performance.now(), process.cpuUsage()];
  result = await run(pixels, { ...runOptions, onTiling });
  seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(startCpu);
  cpuSeconds = (user + system) / 1e6;
}
console.log(
  JSON.stringify({
    tiling,
    processBytes: kibibytes('VmHWM') - before,
    backendBytes: backend.memory().peakBytes - bytesBefore,
    seconds,
    cpuSeconds,
  }),
);
result.dispose();
await backend.close();
