// How evenly a decode's bar moves, what it costs, how soon an abort and Ctrl-C end, how long a preview takes: see `usage`.
import { previewLatents } from '@x/flux2-vae';
import { createBackend, randomNormal } from '@x/tensor';
import { interruptions } from './interrupt.mjs';
import { machine } from './machine.mjs';
import { optionsOf } from './options.mjs';
import { randomModel } from './random-model.mjs';

const usage = `node tools/bench/control.mjs [options]
  --pixels 1024        a side
  --rounds 3           decodes with a bar, and as many without
  --backend cpu
  --threads 2
  --dtype float32      or bfloat16, float16
  --cpu-time           time is the process's CPU time instead of the clock's: on a machine that others use
  --layers             each layer's time too, beside its part of the bar`;

const values = optionsOf(usage, {
  pixels: { type: 'string', default: '1024' },
  rounds: { type: 'string', default: '3' },
  backend: { type: 'string', default: 'cpu' },
  threads: { type: 'string', default: '2' },
  dtype: { type: 'string', default: 'float32' },
  'cpu-time': { type: 'boolean', default: false },
  layers: { type: 'boolean', default: false },
});

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const clock = values['cpu-time'] ? cpuSeconds : () => performance.now() / 1000;
const unit = values['cpu-time'] ? 's of CPU time' : 's';

const options = values.backend === 'cpu' ? { threads: Number(values.threads) } : {};
const backend = await createBackend(values.backend, options);
const { dtype } = values;

const vae = randomModel(backend, { dtype });
const side = Number(values.pixels) / 8;
const latents = randomNormal([1, side, side, 32], { seed: 3, backend });
const decode = async (more = {}) => {
  const start = clock();
  const image = await vae.decodeRaw(latents, { tiling: 'off', ...more });
  await image.ready();
  image.dispose();
  return clock() - start;
};

/** Where the bar stood at a time. */
function barAt(seen, time) {
  const after = seen.findIndex((event) => event.time >= time);
  if (after <= 0) return after === 0 ? seen[0].part : seen.at(-1).part;
  const [a, b] = [seen[after - 1], seen[after]];
  return a.part + ((b.part - a.part) * (time - a.time)) / Math.max(1e-9, b.time - a.time);
}

const { processor, cores, instructionSets } = machine();
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${processor}, ${cores} cores, ${instructionSets.join(' ')}`,
);
console.log(
  `${backend.name} (${backend.description}), full model, ${values.pixels} px, ${dtype}, Node ${process.version}\n`,
);

await decode();
const [withBar, without, furthest] = [[], [], []];
for (let round = 0; round < Number(values.rounds); round++) {
  without.push(await decode());
  const seen = [];
  const start = clock();
  const onProgress = ({ done, total, stage }) =>
    seen.push({ time: clock() - start, part: done / total, stage });
  const seconds = await decode({ onProgress });
  withBar.push(seconds);
  const tenths = Array.from({ length: 9 }, (_, i) => (i + 1) / 10);
  const bar = tenths.map((tenth) => barAt(seen, tenth * seconds));
  furthest.push(Math.max(...bar.map((part, i) => Math.abs(part - tenths[i]))));
  console.log(
    `${seconds.toFixed(2)} ${unit}; the bar at tenths of it: ${bar.map((part) => (100 * part).toFixed(1)).join(' ')} %`,
  );
  if (!values.layers) continue;
  for (const [i, { time, part, stage }] of seen.entries()) {
    if (stage === seen[i + 1]?.stage) continue;
    console.log(
      `  ${stage.padEnd(36)} ends at ${((100 * time) / seconds).toFixed(1)} % of the time, bar ${(100 * part).toFixed(1)} %`,
    );
  }
}
const best = Math.min(...furthest);
console.log(`furthest from even: ${(100 * best).toFixed(1)} points (best of ${furthest.length}); wanted ≤ 3`);
const cost = Math.min(...withBar) / Math.min(...without) - 1;
console.log(
  `the bar's cost: ${(100 * cost).toFixed(2)} % (least with ${Math.min(...withBar).toFixed(2)} ${unit}, without ${Math.min(...without).toFixed(2)}); wanted < 1`,
);

const ends = [];
for (const part of [0.05, 0.12, 0.2, 0.35, 0.45, 0.6, 0.75, 0.8, 0.95]) {
  const stop = new AbortController();
  let aborted = 0;
  const onProgress = ({ done, total }) => {
    if (aborted > 0 || done / total < part) return;
    aborted = performance.now();
    stop.abort();
  };
  const reason = await decode({ signal: stop.signal, onProgress }).catch((error) => error);
  if (reason !== stop.signal.reason) throw new Error(`an abort at ${part} gave ${reason}`);
  ends.push(performance.now() - aborted);
}
console.log(`an abort ends within ${ends.map((ms) => ms.toFixed(0)).join(', ')} ms; wanted ≤ 250`);

const packed = randomNormal([1, side / 2, side / 2, 128], { seed: 4, backend });
const previews = [];
for (let i = 0; i < 20; i++) {
  const start = clock();
  const picture = previewLatents(packed, { layout: 'packed-nhwc' });
  await picture.ready();
  picture.dispose();
  previews.push(1000 * (clock() - start));
}
console.log(`a preview: ${Math.min(...previews).toFixed(1)} ms (least of 20); wanted < 5`);
await backend.close();

const stops = await interruptions(values.backend);
console.log(
  `Ctrl-C ends the command within ${stops.map((ms) => ms.toFixed(0)).join(', ')} ms; wanted ≤ 1000`,
);
