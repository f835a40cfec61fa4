/** One scenario a process (`node process-script.cjs NAME`), on the bare addon. Run by processes.test.ts. */
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { isMainThread, parentPort, Worker, workerData } = require('node:worker_threads');

const npm = join(__dirname, '../../npm');
const folder = readdirSync(npm).find((name) => name.startsWith(`mlx-${process.platform}-${process.arch}`));
const addon = require(join(npm, folder, 'tensor_mlx.node'));

const float32 = 0;
const op = (name) => addon.kernels().indexOf(name);
const open = () => addon.open(2 ** 33, -1, true);
const ones = (backend, shape) => addon.run(backend, op('fill'), [], [1], shape, float32, 1);
const matmul = (backend, a, b, n) => addon.run(backend, op('matmul'), [a, b], [], [n, n], float32, n ** 3);

/** Some seconds of work. */
function queue(backend) {
  const n = 500;
  const x = ones(backend, [n, n]);
  let y = x;
  for (let i = 0; i < 60; i++) y = matmul(backend, y, x, n);
  return y;
}

function read(backend, handle, elements) {
  return new Promise((resolve, reject) => {
    const into = new ArrayBuffer(elements * 4);
    addon.read(backend, handle, into, (failure) =>
      failure ? reject(Object.assign(new Error(failure.message), failure)) : resolve(new Float32Array(into)),
    );
  });
}

async function awaited() {
  const backend = open();
  const data = await read(backend, matmul(backend, ones(backend, [9, 9]), ones(backend, [9, 9]), 9), 81);
  assert.equal(data[80], 9);
}

function worker(scenario) {
  const thread = new Worker(__filename, { workerData: scenario });
  const ended = new Promise((resolve, reject) => thread.on('exit', resolve).on('error', reject));
  const started = new Promise((resolve) => thread.on('message', resolve));
  return { thread, ended, started };
}

const scenarios = {
  idle: () => void open(),
  queued: () => void queue(open()),
  'exit-queued'() {
    queue(open());
    setTimeout(() => process.exit(7), 100);
  },
  'throw-queued'() {
    queue(open());
    throw new Error('on purpose');
  },
  awaited,
  async 'worker-awaited'() {
    await worker('awaited').ended;
    await awaited();
  },
  async 'worker-queued'() {
    await worker('queued').ended;
    await awaited();
  },
  async 'worker-terminated'() {
    const { thread, started } = worker('read-long');
    await started;
    await thread.terminate();
    await awaited();
  },
  async 'read-long'() {
    const backend = open();
    const data = read(backend, queue(backend), 250_000);
    parentPort.postMessage('started');
    await data;
  },
  async 'many-workers'() {
    for (let round = 0; round < 3; round++) {
      const workers = Array.from({ length: 6 }, (_, i) => worker(i % 2 ? 'awaited' : 'read-long'));
      await Promise.all(
        workers.map(async ({ thread, started, ended }, i) => {
          if (i % 2) return ended;
          await started;
          return thread.terminate();
        }),
      );
    }
    await awaited();
  },
  /** Handles that nobody disposed of give their memory back when they are collected. */
  async collected() {
    require('node:v8').setFlagsFromString('--expose-gc');
    const collect = require('node:vm').runInNewContext('gc');
    const backend = open();
    const MiB = 2 ** 20;
    for (let i = 0; i < 50; i++) {
      const x = addon.fromBytes(backend, new Uint8Array(4 * 2 ** 18), [2 ** 18], float32);
      addon.run(backend, op('exp'), [x], [], [2 ** 18], float32, 1);
    }
    for (let i = 0; i < 20 && addon.memory(backend)[0] > 2 * MiB; i++) {
      collect();
      await new Promise((resolve) => addon.ready(backend, null, resolve));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    // The last two may still lie on the stack.
    assert.ok(addon.memory(backend)[0] <= 2 * MiB);
  },
  /** Too little address space for a thread's stack is an error, and once there is more MLX starts. Linux alone. */
  async 'no-threads'() {
    const limit = (bytes) => execFileSync('prlimit', ['--pid', process.pid, `--as=${bytes}:unlimited`]);
    const kibibytes = Number(/^VmSize:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
    limit((kibibytes + 4096) * 1024);
    try {
      assert.throws(open, /MLX must start/);
    } finally {
      limit('unlimited');
    }
    await awaited();
  },
  /** Nothing that JavaScript hands over ends the process. */
  async 'wrong-arguments'() {
    const backend = open();
    const x = ones(backend, [2]);
    const wrong = [
      undefined,
      null,
      3,
      'x',
      {},
      [],
      Symbol('x'),
      () => {},
      backend,
      addon.jobOpen(),
      x,
      [x],
      new Date(),
    ];
    for (const name of Object.keys(addon)) {
      for (const a of wrong) {
        for (const b of wrong) {
          for (const rest of wrong) {
            try {
              addon[name](a, b, rest, rest, rest, rest, rest);
            } catch (error) {
              assert.ok(error instanceof Error);
            }
          }
        }
      }
    }
    await awaited();
  },
};

scenarios[isMainThread ? process.argv[2] : workerData]();
