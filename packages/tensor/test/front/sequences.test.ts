/**
 * Random sequences of calls with arguments of every kind, on tensors and backends in every state: each gives a result
 * or a `TensorError`, at the call or when it is read. `npm run soak` runs the long version (X_SEQUENCE_CALLS).
 */
import * as front from '@x/tensor';
import { type Backend, isTensor, type Job, type Tensor, TensorError } from '@x/tensor';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testBackends } from '../../../../tools/testing/backends.js';

const calls = Number(process.env.X_SEQUENCE_CALLS ?? 3000);
const callsARun = 40;

// Those that make backends are not called: they would fill the registry.
const { createBackend, registerBackend, defaultBackend, ...rest } = front;
type AnyFunction = (...args: unknown[]) => unknown;
const functions = Object.entries(rest as Record<string, unknown>).filter(
  (entry): entry is [string, AnyFunction] => typeof entry[1] === 'function' && !/^[A-Z]/.test(entry[0]),
);
const methods = 'data item bytes ready to dispose astype reshape broadcastTo permuteDims add toString'.split(
  ' ',
);
const members = 'sync memory resetPeak pending job inTurn emptyCaches limitCaches'.split(' ');
const jobMembers = 'run progress cancel dispose'.split(' ');

/** Of every type; sizes are small, or so large that only arithmetic can refuse them. */
const values: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  1,
  2,
  -1,
  0.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 53,
  3n,
  -(2n ** 70n),
  '',
  'float32',
  'int32',
  'float64',
  '__proto__',
  'gelu',
  Symbol('symbol'),
  () => 1,
  async () => 1,
  () => {
    throw new TensorError('argument', 'test', 'thrown on purpose; got that');
  },
  [],
  [0],
  [1],
  [1, 0],
  [2, 3],
  [3, 2],
  [1, 4, 4, 2],
  [-1],
  [Number.NaN],
  ['2'],
  [null],
  [2 ** 40, 2 ** 40],
  Array(40).fill(1),
  [[1, 2], [3]],
  {},
  Object.create(null),
  { axis: 0 },
  { axes: [0], keepDims: true },
  { axis: 7 },
  { shape: [2], dtype: 'int32' },
  { groups: 1, eps: 1e-5 },
  { stride: 1, padding: 1 },
  { stride: 0, padding: -1, dilation: Number.NaN },
  { seed: 3, dtype: 'float16' },
  { buffers: 0, weights: 0 },
  { start: 0, stop: 1 },
  new Date(0),
  new Map(),
  new Float32Array(6),
  new Uint8Array(24),
  new BigInt64Array(2),
  new DataView(new ArrayBuffer(8)),
  /x/,
  new Proxy({}, {}),
];

interface World {
  readonly backends: Backend[];
  readonly tensors: Tensor[];
  readonly jobs: Job[];
  readonly settled: Promise<void>[];
  answered: number;
  refused: number;
}

interface Call {
  readonly kind: 'function' | 'method' | 'backend' | 'job' | 'close';
  readonly which: number;
  readonly on: number;
  readonly args: readonly {
    readonly kind: 'tensor' | 'tensors' | 'value' | 'backend' | 'options';
    readonly pick: number;
  }[];
}

const pick = fc.nat(2 ** 20);
const argument = fc.record({
  kind: fc.constantFrom<Call['args'][number]['kind']>(
    'tensor',
    'tensor',
    'tensor',
    'value',
    'value',
    'tensors',
    'options',
    'backend',
  ),
  pick,
});
const call: fc.Arbitrary<Call> = fc.record({
  kind: fc.constantFrom<Call['kind']>(
    ...Array(12).fill('function'),
    ...Array(8).fill('method'),
    ...Array(3).fill('backend'),
    ...Array(3).fill('job'),
    'close',
  ),
  which: pick,
  on: pick,
  args: fc.array(argument, { maxLength: 4 }),
});

const at = <T>(list: readonly T[], i: number): T => list[i % list.length]!;

function argumentOf(world: World, { kind, pick: i }: Call['args'][number]): unknown {
  switch (kind) {
    case 'tensor':
      return at(world.tensors, i);
    case 'tensors':
      return [at(world.tensors, i), at(world.tensors, i >> 3)];
    case 'backend':
      return at(world.backends, i);
    case 'options':
      return {
        ...(at(values, i >> 4) as object),
        backend: at(world.backends, i),
        dtype: at(front.dtypes, i >> 2),
      };
    case 'value':
      return at(values, i);
  }
}

/** What one call does: the function to call, and its name. */
function target(world: World, { kind, which, on }: Call): readonly [string, (args: unknown[]) => unknown] {
  if (kind === 'function') {
    const [name, run] = at(functions, which);
    return [name, (args) => run(...args)];
  }
  const targets: Record<typeof kind, readonly [object, readonly string[]]> = {
    method: [at(world.tensors, on), methods],
    backend: [at(world.backends, on), members],
    job: [at(world.jobs, on), jobMembers],
    close: [at(world.backends, on), ['close']],
  };
  const [object, names] = targets[kind];
  const name = at(names, which);
  return [
    `${object.constructor.name}.${name}`,
    (args) => (object as Record<string, (...args: unknown[]) => unknown>)[name]!(...args),
  ];
}

function requireTyped(name: string, args: readonly unknown[], error: unknown): void {
  if (error instanceof TensorError && error.message.startsWith('[')) return;
  const shown = args.map((arg) => (isTensor(arg) ? String(arg) : typeof arg)).join(', ');
  throw new Error(`${name}(${shown}) gave no TensorError`, { cause: error });
}

/** Tensors and jobs that a call made are used by later calls. */
function keepMade(world: World, made: unknown): void {
  if (isTensor(made)) world.tensors.push(made);
  else if (Array.isArray(made)) for (const item of made) keepMade(world, item);
  else if (made instanceof world.jobs[0]!.constructor) world.jobs.push(made as Job);
}

function perform(world: World, one: Call): void {
  const args = one.args.map((arg) => argumentOf(world, arg));
  const [name, run] = target(world, one);
  try {
    const made = run(args);
    world.answered++;
    if (made instanceof Promise) {
      const settle = made.then(
        (value) => keepMade(world, value),
        (error) => requireTyped(name, args, error),
      );
      world.settled.push(settle);
    } else keepMade(world, made);
  } catch (error) {
    requireTyped(name, args, error);
    world.refused++;
  }
}

for (const { title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    test('any sequence of calls gives results or typed errors', { timeout: 3_600_000 }, async () => {
      const counts = { answered: 0, refused: 0 };
      const run = async (sequence: readonly Call[]): Promise<void> => {
        const backends = [await create(), await create()];
        const [backend, other] = backends as [Backend, Backend];
        const shapes = [[2, 3], [2, 3], [3], [], [3, 2], [1, 4, 4, 2], [3, 3, 3, 2], [2], [0, 3]];
        const tensors = shapes.map((shape) => front.ones(shape, { backend }));
        tensors.push(
          front.ones([2, 3], { backend: other }),
          front.full([2], 1, { backend, dtype: 'int32' }),
          front.zeros([2, 3], { backend, dtype: 'bool' }),
          front.zeros([2, 3], { backend, dtype: 'bfloat16' }),
        );
        const disposed = front.ones([2, 3], { backend });
        disposed.dispose();
        const jobs = [backend.job(), other.job()];
        const world = {
          backends,
          tensors: [...tensors, disposed],
          jobs,
          settled: [],
          answered: 0,
          refused: 0,
        };
        for (const one of sequence) perform(world, one);
        // Some are read while the backends close.
        const reading = world.tensors
          .slice(0, 10)
          .map((x) => x.data().catch((error) => requireTyped('data', [x], error)));
        await Promise.all(backends.map((some) => some.close()));
        await Promise.all([...reading, ...world.settled]);
        for (const x of world.tensors) x.dispose();
        counts.answered += world.answered;
        counts.refused += world.refused;
      };
      const sequences = fc.array(call, { minLength: callsARun, maxLength: callsARun, size: 'max' });
      await fc.assert(fc.asyncProperty(sequences, run), { numRuns: Math.ceil(calls / callsARun), seed: 16 });
      expect(counts.answered).toBeGreaterThan(calls / 10);
      expect(counts.refused).toBeGreaterThan(calls / 10);

      // The process is as good as new.
      await using backend = await create();
      expect([...((await front.add(front.ones([3], { backend }), 1).data()) as Float32Array)]).toEqual([
        2, 2, 2,
      ]);
    });
  });
}
