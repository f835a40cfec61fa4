// Ends of processes with work queued, forks, clusters, two copies of the packages, contexts of vm.
import { fork, spawn } from 'node:child_process';
import cluster from 'node:cluster';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { createBackend, tensor } from '@x/tensor';
import { availableBackends, decodedHash, row, sampleModel, smallModel } from '../model.mjs';

const file = fileURLToPath(import.meta.url);
const require = createRequire(import.meta.url);

/** What a process of its own does, by name. */
const children = {
  exit: async (name) => {
    const { vae, latents } = await sampleModel(await createBackend(name));
    for (let i = 0; i < 4; i++) vae.decode(latents).catch(() => {});
    setTimeout(() => process.exit(7), 30);
  },
  kill: async (name) => {
    const { vae, latents } = await sampleModel(await createBackend(name));
    for (let i = 0; i < 4; i++) vae.decode(latents).catch(() => {});
    setTimeout(() => process.kill(process.pid, 'SIGTERM'), 30);
  },
  idle: async (name) => {
    await decodedHash(await smallModel(await createBackend(name)));
  },
  fork: async (name) => {
    process.send(await decodedHash(await smallModel(await createBackend(name))));
    process.disconnect();
  },
  cluster: async (name) => {
    if (!cluster.isPrimary) return children.fork(name);
    cluster.setupPrimary({ exec: file, args: ['cluster', name] });
    const workers = [cluster.fork(), cluster.fork()];
    const hashes = await Promise.all(
      workers.map((worker) => new Promise((resolve) => worker.once('message', resolve))),
    );
    console.log(hashes.join());
  },
};

/** A process that hangs is killed after a minute, and so noticed. */
function ending(way, name) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, way, name], { timeout: 60_000, killSignal: 'SIGKILL' });
    let output = '';
    child.stdout.on('data', (bytes) => (output += bytes));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, output: output.trim() }));
  });
}

function forked(name) {
  return new Promise((resolve, reject) => {
    const child = fork(file, ['fork', name], { timeout: 60_000 });
    child
      .once('message', resolve)
      .once('error', reject)
      .once('exit', (code) => reject(new Error(`exit ${code}`)));
  });
}

/** Loaded once more, as where two versions are installed; the addon is the process's one. */
function secondCopy(name) {
  for (const path of Object.keys(require.cache)) if (!path.endsWith('.node')) delete require.cache[path];
  return require(name);
}

async function rowsOf(name, times) {
  const backend = await createBackend(name);
  const model = await smallModel(backend);
  const expected = await decodedHash(model);
  const rows = [];
  const check = (what, figure, limit) =>
    rows.push(row(`${what} on ${name}`, `${figure}`, limit, `${figure}` === limit));
  for (let i = 0; i < times; i++) {
    const exit = await ending('exit', name);
    const kill = await ending('kill', name);
    const idle = await ending('idle', name);
    if (i > 0 && exit.code === 7 && kill.signal === 'SIGTERM' && idle.code === 0) continue;
    check('process.exit(7) with decodes queued', exit.code ?? exit.signal, '7');
    check('SIGTERM with decodes queued', kill.signal ?? kill.code, 'SIGTERM');
    check('an end with an open backend', idle.code ?? idle.signal, '0');
  }
  check('a fork', (await forked(name)) === expected ? 'the same picture' : 'another', 'the same picture');
  const { output } = await ending('cluster', name);
  check(
    'a cluster of two',
    output === `${expected},${expected}` ? 'the same picture' : output,
    'the same picture',
  );

  const other = secondCopy('@x/tensor');
  const second = await other.createBackend(name);
  const mixed = await decodedHash({ ...model });
  const sum = await other.add(other.ones([2], { backend: second }), 1).data();
  check(
    'two copies in one process',
    mixed === expected && sum.join() === '2,2' ? 'both right' : 'wrong',
    'both right',
  );
  const foreign = await Promise.resolve(tensor([1], { backend }).to(second)).catch((error) => error.code);
  check('a tensor given to the other copy', foreign, 'argument');
  await second.close();

  const context = vm.createContext({ require, name });
  const inside = await vm.runInContext(
    `(async () => {
      const { createBackend, tensor, add } = require('@x/tensor');
      const backend = await createBackend(name);
      const data = await add(tensor(new Float32Array([1, 2]), { backend }), tensor([3, 4], { backend })).data();
      await backend.close();
      return data.join();
    })()`,
    context,
  );
  check('arrays of a vm context', inside, '4,6');
  await backend.close();
  return rows;
}

export async function run({ long }) {
  const rows = [];
  for (const name of await availableBackends(['cpu', 'mlx']))
    rows.push(...(await rowsOf(name, long ? 10 : 1)));
  return rows;
}

const [way, name] = process.argv.slice(2);
if (process.argv[1] === file && Object.hasOwn(children, way)) await children[way](name);
