// Workers that decode at once, and workers that are ended in the middle.
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createBackend } from '@x/tensor';
import { availableBackends, decodedHash, row, smallModel } from '../model.mjs';

const file = fileURLToPath(import.meta.url);

async function work() {
  const backend = await createBackend(workerData.name, { threads: 1 });
  const model = await smallModel(backend);
  const hashes = new Set();
  for (let i = 0; i < workerData.decodes; i++) {
    hashes.add(await decodedHash(model));
    if (i === 0) parentPort.postMessage('decoding');
  }
  parentPort.postMessage([...hashes]);
  await backend.close();
}

function start(name, decodes) {
  const worker = new Worker(file, { workerData: { name, decodes, isSoak: true } });
  const seen = [];
  worker.on('message', (message) => seen.push(message));
  const decoding = new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  const ended = new Promise((resolve, reject) =>
    worker.once('exit', (code) => resolve({ code, seen })).once('error', reject),
  );
  ended.catch(() => {});
  return { worker, decoding, ended };
}

export async function run({ long }) {
  const rows = [];
  for (const name of await availableBackends(['cpu', 'mlx'])) {
    const backend = await createBackend(name, { threads: 1 });
    const model = await smallModel(backend);
    const expected = await decodedHash(model);
    const decodes = long ? 50 : 5;
    const endings = await Promise.all(Array.from({ length: 8 }, () => start(name, decodes).ended));
    const right = endings.filter(({ code, seen }) => code === 0 && String(seen.at(-1)) === expected);
    rows.push(
      row(`8 workers × ${decodes} decodes on ${name}`, `${right.length} right`, '8', right.length === 8),
    );

    const count = long ? 200 : 12;
    for (let i = 0; i < count; i += 4) {
      const doomed = Array.from({ length: 4 }, () => start(name, 1e9));
      await Promise.all(doomed.map(({ decoding }) => decoding));
      await Promise.all(doomed.map(({ worker }) => worker.terminate()));
    }
    const after = await decodedHash(model);
    rows.push(
      row(
        `${count} workers ended in the middle on ${name}`,
        after === expected ? 'the main thread decodes right' : 'another picture',
        'no crash, the same picture',
        after === expected,
      ),
    );
    await backend.close();
  }
  return rows;
}

if (!isMainThread && workerData?.isSoak) await work();
