// What a decode or an encode takes of memory and time, undivided and bounded: see `usage`; and `seams.mjs`.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { machine } from './machine.mjs';
import { optionsOf } from './options.mjs';
import { table } from './report.mjs';
import { median } from './statistics.mjs';

const usage = `node tools/bench/memory.mjs [options]
  --pixels 1024            a side
  --max-memory 900MiB      the bound of the bounded runs
  --ways undivided,bounded also: tiles (diffusers'), auto; run in turn, each time in a process of its own
  --rounds 3
  --runs 2                 in each process; the last one is timed, the peak is that of all
  --direction decode       or encode
  --model FOLDER           default: the full model with seeded random weights
  --backend cpu
  --threads 2`;

const values = optionsOf(usage, {
  pixels: { type: 'string', default: '1024' },
  'max-memory': { type: 'string', default: '900MiB' },
  ways: { type: 'string', default: 'undivided,bounded' },
  rounds: { type: 'string', default: '3' },
  runs: { type: 'string', default: '2' },
  direction: { type: 'string', default: 'decode' },
  model: { type: 'string' },
  backend: { type: 'string', default: 'cpu' },
  threads: { type: 'string', default: '2' },
});

const runOptionsOf = {
  undivided: { tiling: 'off' },
  bounded: { tiling: 'off', maxMemory: values['max-memory'] },
  tiles: { tiling: 'diffusers' },
  auto: { tiling: 'auto' },
};
const ways = values.ways.split(',');
const unknown = ways.find((way) => !(way in runOptionsOf));
if (unknown !== undefined) throw new Error(`--ways must be of ${Object.keys(runOptionsOf)}; got ${unknown}`);

const worker = fileURLToPath(new URL('memory-worker.mjs', import.meta.url));
async function measure(way) {
  const options = {
    model: values.model ?? null,
    backend: values.backend,
    threads: Number(values.threads),
    direction: values.direction,
    pixels: Number(values.pixels),
    runs: Number(values.runs),
    runOptions: runOptionsOf[way],
  };
  const args = ['--expose-gc', worker, JSON.stringify(options)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout);
}

const { processor, cores, instructionSets } = machine();
const model = values.model === undefined ? 'full model' : values.model.replace(/.*\//, '');
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${processor}, ${cores} cores, ${instructionSets.join(' ')}, Node ${process.version}`,
);
console.log(
  `${values.direction}, ${model}, ${values.pixels} px, float32, ${values.backend}, ${values.threads} threads, bound ${values['max-memory']}, ${values.rounds} rounds of ${values.runs} runs\n`,
);

const seen = new Map(ways.map((way) => [way, []]));
for (let round = 0; round < Number(values.rounds); round++) {
  for (const way of ways) {
    const measured = await measure(way);
    seen.get(way).push(measured);
    console.error(`${way}: ${JSON.stringify(measured)}`); // a long run may be cut off
  }
}
const mebibytes = (runs, field) => (Math.max(...runs.map((run) => run[field])) / 2 ** 20).toFixed(0);
const ratio = (runs, field) =>
  median(runs.map((run, i) => run[field] / seen.get(ways[0])[i][field])).toFixed(2);
const rows = [...seen].map(([way, runs]) => [
  way,
  [...new Set(runs.map(({ tiling }) => tiling))].join(', '),
  mebibytes(runs, 'processBytes'),
  mebibytes(runs, 'backendBytes'),
  median(runs.map(({ seconds }) => seconds)).toFixed(1),
  ratio(runs, 'seconds'),
  median(runs.map(({ cpuSeconds }) => cpuSeconds)).toFixed(1),
  ratio(runs, 'cpuSeconds'),
]);
const header = [
  'asked',
  'done',
  'peak of the process, MiB',
  'of the backend, MiB',
  'seconds',
  `× ${ways[0]}`,
  'CPU seconds',
  `× ${ways[0]}`,
];
console.log(table(header, rows));
