// `npm run bench`: our decoder beside its peers, interleaved in one run on the full model with seeded weights.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../lib/run.mjs';
import { buildKernelBench, layerTable } from './layers.mjs';
import { machine } from './machine.mjs';
import { measureTogether } from './measure.mjs';
import { optionsOf } from './options.mjs';
import { resultHeader, resultRows, table } from './report.mjs';
import { benchFolder, exportModel, setUpNodePeer, setUpPython } from './setup.mjs';
import { pictureError } from './statistics.mjs';
import { systems } from './systems.mjs';
import { rowsOf, tableNames } from './tables.mjs';

const usage = `npm run bench -- [options]
  --sizes 256,512      pixels a side
  --rounds 5           counted decodes of each system
  --warmups 2          decodes before the first counted one
  --threads 2
  --batch 1
  --dtype float32      or bfloat16, float16, or lower: all below float32 in one table; several as float32,lower
  --weights he         or random, heavy
  --peers ncnn,…       some of: ${systems
    .slice(1)
    .map(({ name }) => name)
    .join(', ')}; "none" for ours alone
  --no-truth           leave out the float64 decode, and with it the errors (at 1024 px it takes long)
  --pairs              each peer alone with ours instead of all together; always so from 1024 px on, for memory
  --layers             no peers: the kernels alone, layer by layer, with the fraction of the arithmetic limit`;

const values = optionsOf(usage, {
  sizes: { type: 'string', default: '256,512' },
  rounds: { type: 'string', default: '5' },
  warmups: { type: 'string', default: '2' },
  threads: { type: 'string', default: '2' },
  batch: { type: 'string', default: '1' },
  dtype: { type: 'string', default: 'float32,lower' },
  weights: { type: 'string', default: 'he' },
  peers: { type: 'string' },
  'no-truth': { type: 'boolean', default: false },
  pairs: { type: 'boolean', default: false },
  layers: { type: 'boolean', default: false },
});

const tables = values.dtype.split(',');
const unknown = tables.find((table) => !tableNames.includes(table));
if (unknown !== undefined)
  throw new Error(`--dtype must be some of ${tableNames.join(', ')}; got ${unknown}`);
const { processor, cores, memoryGiB, instructionSets } = machine();
const named = values.peers?.split(',');
const rowsByTable = new Map(tables.map((table) => [table, rowsOf(table, { peers: named, instructionSets })]));
const peers = [...new Set([...rowsByTable.values()].flat().map(({ system }) => system))].slice(1);
const numbers = {
  rounds: Number(values.rounds),
  threads: Number(values.threads),
  batch: Number(values.batch),
};
mkdirSync(benchFolder, { recursive: true });
if (values.layers) {
  const kernelBench = await buildKernelBench();
  for (const pixels of values.sizes.split(',').map(Number))
    console.log(await layerTable(kernelBench, { ...numbers, pixels }));
  process.exit(0);
}
const python = await setUpPython();
const nodePeer = peers.some(({ name }) => name === 'onnxruntime-node') ? await setUpNodePeer() : null;

const versionsScript = `import json, importlib.metadata as m
print(json.dumps({n: m.version(p) for n, p in json.loads(${JSON.stringify(
  JSON.stringify(Object.fromEntries(peers.filter((p) => p.package).map((p) => [p.name, p.package]))),
)}).items()}))`;
const versions = JSON.parse(await run(python, ['-c', versionsScript], { show: false }));

console.log(
  `\n${new Date().toISOString().slice(0, 10)}, ${processor}, ${cores} cores, ${memoryGiB} GiB, ${instructionSets.join(' ')}`,
);
console.log(
  `Full model, ${values.weights} weights, batch ${numbers.batch}, ${numbers.threads} threads, ${numbers.rounds} rounds, Node ${process.version}`,
);

for (const pixels of values.sizes.split(',').map(Number)) {
  for (const table of tables) await measureTable(pixels, table);
}

async function measureTable(pixels, title) {
  const rows = rowsByTable.get(title);
  const taken = rows.filter(({ absent }) => absent === null);
  const parts = [
    ...new Set(taken.flatMap(({ system }) => system.parts)),
    ...(values['no-truth'] ? [] : ['truth']),
  ];
  const files = await exportModel(python, { kind: values.weights, pixels, batch: numbers.batch, parts });
  const start = ({ id, system, dtype, precision }) => {
    const warmups = Number(values.warmups);
    const options = {
      ...files,
      dtype,
      precision,
      threads: numbers.threads,
      warmups,
      tries: pixels < 512 ? 2 : 0,
    };
    return { id, command: system.command(options, { python, nodePeer }) };
  };
  const [own, ...others] = taken;
  const groups = values.pairs || pixels >= 1024 ? others.map((other) => [own, other]) : [taken];
  const results = new Map();
  for (const group of groups.length ? groups : [[own]]) {
    const measured = await measureTogether(group.map(start), {
      rounds: numbers.rounds,
      outputPath: (id) => join(benchFolder, `output-${id.replace(/\W+/g, '-')}.npy`),
    });
    const { error, seconds } = measured.get(own.id);
    if (error) throw new Error(error);
    for (const [id, result] of measured) {
      if (results.has(id)) continue;
      const picture =
        result.output && !values['no-truth'] ? await pictureError(result.output, files.truth) : null;
      results.set(id, { ...result, ours: seconds, picture });
    }
  }
  const done = rows.map((row) => ({ ...row, ...(results.get(row.id) ?? { error: row.absent }) }));
  console.log(`\n${pixels} × ${pixels} px\n\n${table(resultHeader, resultRows(done, versions))}`);
}
