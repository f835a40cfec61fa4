// Resident memory over many decodes, after forced collections: let go of by dispose, by `using`, by the collector alone.
import { createBackend } from '@x/tensor';
import { availableBackends, row, smallModel } from '../model.mjs';

const ways = {
  dispose: (picture) => picture.dispose(),
  // What `using` does at the end of its block.
  using: (picture) => picture[Symbol.dispose](),
  'the collector alone': () => {},
};

async function collect() {
  for (let i = 0; i < 3; i++) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Least squares, in bytes a decode. */
function slope(samples) {
  const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
  const x = mean(samples.map(([decodes]) => decodes));
  const y = mean(samples.map(([, bytes]) => bytes));
  const covariance = samples.reduce((sum, [decodes, bytes]) => sum + (decodes - x) * (bytes - y), 0);
  return covariance / samples.reduce((sum, [decodes]) => sum + (decodes - x) ** 2, 0);
}

async function measure(backend, model, letGo, { decodes, warm }) {
  const samples = [];
  for (let i = 1; i <= decodes; i++) {
    letGo(await model.vae.decode(model.latents));
    if (i < warm || i % 50 !== 0) continue;
    await collect();
    await backend.sync();
    samples.push([i, process.memoryUsage.rss()]);
  }
  await collect();
  return slope(samples);
}

/** Rows for one backend and one way to let go. */
export async function rowsOf(name, way, { decodes, warm, limit }) {
  const backend = await createBackend(name);
  const model = await smallModel(backend);
  const { tensors } = backend.memory();
  const bytes = await measure(backend, model, ways[way], { decodes, warm });
  const left = backend.memory().tensors - tensors;
  await backend.close();
  const what = `memory a decode over ${decodes} on ${name}, let go by ${way}`;
  return [
    row(what, `${bytes.toFixed(0)} bytes`, `below ${limit} after the first ${warm}`, bytes < limit),
    row(`tensors left on ${name} by ${way}`, `${left}`, 'none', left === 0),
  ];
}

export async function run({ long }) {
  const rows = [];
  // V8 takes its young generation's full size some 300 decodes in: a step that is no leak.
  const counts = long
    ? { decodes: 5000, warm: 500, limit: 1024 }
    : { decodes: 900, warm: 500, limit: 16 * 1024 };
  for (const name of await availableBackends(long ? ['cpu', 'mlx'] : ['cpu'])) {
    for (const way of Object.keys(ways)) rows.push(...(await rowsOf(name, way, counts)));
  }
  return rows;
}
