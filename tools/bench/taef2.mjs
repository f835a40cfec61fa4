// TAEF2's decoder beside PyTorch's, interleaved in one run, and in stripes alone: see `usage`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readNpy, writeNpy } from '@x/weights';
import { root } from '../lib/paths.mjs';
import { machine } from './machine.mjs';
import { measureTogether } from './measure.mjs';
import { optionsOf } from './options.mjs';
import { benchFolder, setUpPython } from './setup.mjs';
import { median } from './statistics.mjs';

const usage = `node tools/bench/taef2.mjs --weights FILE [options]
  --weights FILE       taef2.safetensors
  --sizes 512          pixels a side
  --bounded 1024       pixels a side, in stripes; "none" for none
  --max-memory 250MiB  for the decode in stripes
  --rounds 7           counted decodes of each system
  --warmups 2          decodes before the first counted one
  --threads 2`;

const values = optionsOf(usage, {
  weights: { type: 'string' },
  sizes: { type: 'string', default: '512' },
  bounded: { type: 'string', default: '1024' },
  'max-memory': { type: 'string', default: '250MiB' },
  rounds: { type: 'string', default: '7' },
  warmups: { type: 'string', default: '2' },
  threads: { type: 'string', default: '2' },
});
if (values.weights === undefined) {
  console.log(usage);
  process.exit(2);
}

const [rounds, warmups, threads] = [values.rounds, values.warmups, values.threads].map(Number);
mkdirSync(benchFolder, { recursive: true });
const python = await setUpPython();

/** Normal latents `[1,128,h,w]`; the same for every system. */
async function latentsFile(pixels) {
  const side = pixels / 16;
  const path = join(benchFolder, `taef2-${pixels}.latents.npy`);
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const data = Float32Array.from(
    { length: 128 * side * side },
    () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
  await writeNpy(path, { data, shape: [1, 128, side, side], dtype: 'F32' });
  return path;
}

const systems = {
  ours: { name: '@x/taef2', program: [process.execPath, join(root, 'tools/bench/taef2-ours.mjs')] },
  torch: { name: 'PyTorch', program: [python, join(root, 'tools/bench/peers/taef2_peer.py')] },
};

async function measure(names, pixels, more = {}) {
  const options = {
    weights: values.weights,
    latents: await latentsFile(pixels),
    threads,
    warmups,
    tries: 3,
    ...more,
  };
  const group = names.map((name) => {
    const system = systems[name];
    return { system, command: [...system.program, JSON.stringify(options)] };
  });
  const outputPath = ({ name }) => join(benchFolder, `taef2-output-${name.replace(/\W+/g, '-')}.npy`);
  const results = await measureTogether(group, { rounds, outputPath });
  for (const [name, { error }] of results) if (error) throw new Error(`${name}: ${error}`);
  return names.map((name) => results.get(systems[name].name));
}

async function largestDifference(a, b) {
  const [one, other] = await Promise.all(
    [a, b].map(async (path) => new Float32Array((await readNpy(path)).data.slice().buffer)),
  );
  return one.reduce((worst, value, i) => Math.max(worst, Math.abs(value - other[i])), 0);
}

const spread = (seconds) =>
  `median ${median(seconds).toFixed(3)} s (${Math.min(...seconds).toFixed(3)}–${Math.max(...seconds).toFixed(3)})`;
const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

const { processor, cores, instructionSets } = machine();
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${processor}, ${cores} cores, ${instructionSets.join(' ')}, ` +
    `${threads} threads, ${rounds} rounds, Node ${process.version}`,
);
for (const pixels of values.sizes.split(',').map(Number)) {
  const [ours, torch] = await measure(['ours', 'torch'], pixels);
  const ratio = median(torch.seconds.map((seconds, round) => seconds / ours.seconds[round]));
  console.log(`\n${pixels} × ${pixels} px, float32`);
  console.log(`  ours     ${spread(ours.seconds)}, peak ${megabytes(ours.peakBytes)}, ${ours.setting}`);
  console.log(`  PyTorch  ${spread(torch.seconds)}, peak ${megabytes(torch.peakBytes)}, ${torch.setting}`);
  console.log(`  PyTorch / ours, median of the rounds' ratios: ${ratio.toFixed(2)}`);
  console.log(
    `  largest difference: ${(await largestDifference(ours.output, torch.output)).toExponential(1)}`,
  );
}
if (values.bounded !== 'none') {
  const pixels = Number(values.bounded);
  const [ours] = await measure(['ours'], pixels, { maxMemory: values['max-memory'] });
  console.log(`\n${pixels} × ${pixels} px, float32, within ${values['max-memory']}`);
  console.log(`  ours     ${spread(ours.seconds)}, peak of the process ${megabytes(ours.peakBytes)}`);
}
