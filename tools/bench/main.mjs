// `npm run bench`: our decoder beside its peers, interleaved in one run on the full model with seeded weights.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from '../lib/run.mjs';
import { buildKernelBench, layerTable } from './layers.mjs';
import { machine } from './machine.mjs';
import { measureTogether } from './measure.mjs';
import { resultHeader, resultRows, table } from './report.mjs';
import { benchFolder, exportModel, setUpNodePeer, setUpPython } from './setup.mjs';
import { pictureError } from './statistics.mjs';
import { systems } from './systems.mjs';

const usage = `npm run bench -- [options]
  --sizes 256,512      pixels a side
  --rounds 5           counted decodes of each system
  --warmups 2          decodes before the first counted one
  --threads 2
  --batch 1
  --dtype float32      or bfloat16, float16
  --weights he         or random, heavy
  --peers ncnn,…       some of: ${systems
    .slice(1)
    .map(({ name }) => name)
    .join(', ')}; "none" for ours alone
  --no-truth           leave out the float64 decode, and with it the errors (at 1024 px it takes long)
  --pairs              each peer alone with ours instead of all together; always so from 1024 px on, for memory
  --layers             no peers: the kernels alone, layer by layer, with the fraction of the arithmetic limit`;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '256,512' },
    rounds: { type: 'string', default: '5' },
    warmups: { type: 'string', default: '2' },
    threads: { type: 'string', default: '2' },
    batch: { type: 'string', default: '1' },
    dtype: { type: 'string', default: 'float32' },
    weights: { type: 'string', default: 'he' },
    peers: { type: 'string' },
    'no-truth': { type: 'boolean', default: false },
    pairs: { type: 'boolean', default: false },
    layers: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(usage);
  process.exit(0);
}

const [ours, ...allPeers] = systems;
const named = values.peers?.split(',');
const peers = allPeers.filter(
  ({ name, dtypes }) => (named ? named.includes(name) : true) && dtypes.includes(values.dtype),
);
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

const { processor, cores, memoryGiB, instructionSets } = machine();
console.log(
  `\n${new Date().toISOString().slice(0, 10)}, ${processor}, ${cores} cores, ${memoryGiB} GiB, ${instructionSets.join(' ')}`,
);
console.log(
  `Full model, ${values.weights} weights, batch ${numbers.batch}, ${numbers.threads} threads, ${numbers.rounds} rounds, Node ${process.version}`,
);

for (const pixels of values.sizes.split(',').map(Number)) {
  const parts = [...new Set(peers.flatMap((peer) => peer.parts)), ...(values['no-truth'] ? [] : ['truth'])];
  const files = await exportModel(python, { kind: values.weights, pixels, batch: numbers.batch, parts });
  const options = {
    ...files,
    dtype: values.dtype,
    threads: numbers.threads,
    warmups: Number(values.warmups),
    tries: pixels < 512 ? 2 : 0,
  };
  const start = (system) => ({ system, command: system.command(options, { python, nodePeer }) });
  const groups = values.pairs || pixels >= 1024 ? peers.map((peer) => [ours, peer]) : [[ours, ...peers]];
  const results = [];
  for (const group of groups.length ? groups : [[ours]]) {
    const measured = await measureTogether(group.map(start), {
      rounds: numbers.rounds,
      outputPath: ({ name }) => join(benchFolder, `output-${name.replace(/\W+/g, '-')}.npy`),
    });
    const own = measured.get(ours.name);
    if (own.error) throw new Error(own.error);
    for (const [name, result] of measured) {
      if (name === ours.name && results.some((row) => row.name === name)) continue;
      const picture =
        result.output && !values['no-truth'] ? await pictureError(result.output, files.truth) : null;
      results.push({ name, dtype: values.dtype, ours: own.seconds, picture, ...result });
    }
  }
  console.log(`\n${pixels} × ${pixels} px\n\n${table(resultHeader, resultRows(results, versions))}`);
}
