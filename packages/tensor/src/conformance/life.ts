/** Memory, disposal while work is under way, order, closing. */
import {
  add,
  type Backend,
  keep,
  matmul,
  multiply,
  ones,
  randomUniform,
  reshape,
  sum,
  type Tensor,
  tensor,
  tidy,
  zeros,
} from '@x/tensor';
import { type ConformanceCase, group } from './case.js';
import { check } from './expect.js';

async function withOwn(
  makeBackend: () => Promise<Backend>,
  body: (backend: Backend) => Promise<void>,
): Promise<void> {
  const backend = await makeBackend();
  try {
    await body(backend);
  } finally {
    await backend.close();
  }
}

const megabyte = 262_144;

async function countsMemory(backend: Backend): Promise<void> {
  const start = backend.memory();
  check(start.tensors === 0, `a new backend must hold no tensor; got ${start.tensors}`);
  const x = zeros([megabyte], { backend });
  const y = add(x, 1);
  await y.ready();
  const held = backend.memory();
  check(held.tensors === 2, `tensors must be 2; got ${held.tensors}`);
  const grown = held.bytes - start.bytes;
  check(grown >= 2 ** 20, `bytes must have grown by at least 1 MiB; got ${grown}`);
  check(held.peakBytes >= held.bytes, `peakBytes must be at least bytes; got ${JSON.stringify(held)}`);
  x.dispose();
  y.dispose();
  await backend.sync();
  backend.emptyCaches();
  const left = backend.memory();
  check(left.tensors === 0, `tensors must be 0; got ${left.tensors}`);
  check(
    left.bytes - start.bytes < 2 ** 18,
    `bytes must be given back; got ${left.bytes}, at first ${start.bytes}`,
  );
  check(left.peakBytes >= held.bytes, 'the peak must be remembered');
  backend.resetPeak();
  const reset = backend.memory();
  check(
    reset.peakBytes < held.bytes,
    `resetPeak must forget the peak; got ${reset.peakBytes}, before ${held.peakBytes}`,
  );
}

async function disposesInFlight(backend: Backend): Promise<void> {
  const random = randomUniform([200, 200], { seed: 3, backend });
  let x = random;
  for (let i = 0; i < 20; i++) {
    const from = x;
    const next = tidy(() => multiply(matmul(from, random), 0.01));
    if (x !== random) x.dispose();
    x = next;
  }
  random.dispose();
  const total = sum(x);
  x.dispose();
  const value = await total.item();
  total.dispose();
  check(
    typeof value === 'number' && Number.isFinite(value) && value > 0,
    `the sum must be a number; got ${value}`,
  );
}

export function lifeCases(): ConformanceCase[] {
  return group('life', [
    ['memory is counted and given back', ({ makeBackend }) => withOwn(makeBackend, countsMemory)],
    ['arguments may be disposed while the work is under way', ({ backend }) => disposesInFlight(backend)],
    [
      'a result may be disposed before it is computed',
      async ({ backend }) => {
        const before = backend.memory().tensors;
        using x = ones([300, 300], { backend });
        for (let i = 0; i < 20; i++) matmul(x, x).dispose();
        await backend.sync();
        const more = backend.memory().tensors - before;
        check(more === 1, `only x must be left; got ${more} tensors`);
      },
    ],
    [
      'a read under way outlives its tensor',
      async ({ backend }) => {
        const x = ones([100, 100], { backend });
        const y = matmul(x, x);
        const data = y.data();
        y.dispose();
        x.dispose();
        const values = await data;
        check(
          values.every((value) => value === 100),
          `every element must be 100; got ${values.slice(0, 5)}`,
        );
      },
    ],
    [
      'a view outlives its source',
      async ({ backend }) => {
        const x = tensor([1, 2, 3, 4, 5, 6], { backend });
        using y = reshape(x, [2, 3]);
        x.dispose();
        check((await y.data()).join() === '1,2,3,4,5,6', 'the view must keep its elements');
      },
    ],
    [
      'disposing twice is fine',
      async ({ backend }) => {
        const x = zeros([2], { backend });
        x.dispose();
        x.dispose();
        check(x.isDisposed, 'it must say that it is disposed');
      },
    ],
    [
      'tidy keeps only what it returns',
      async ({ backend }) => {
        const before = backend.memory().tensors;
        let kept: Tensor | undefined;
        const result = tidy(() => {
          const x = ones([3], { backend });
          kept = keep(add(x, 1));
          return { list: [add(x, 2)], other: add(x, 3) };
        });
        const more = backend.memory().tensors - before;
        check(more === 3, `three tensors must be left; got ${more}`);
        check((await result.list[0]!.data()).join() === '3,3,3', 'what is returned must be right');
        for (const x of [...result.list, result.other, kept!]) x.dispose();
      },
    ],
    [
      'work runs in the order of the calls, and pending() falls to 0',
      async ({ backend }) => {
        using x = ones([64, 64], { backend });
        const chain: Tensor[] = [x];
        for (let i = 0; i < 30; i++) chain.push(add(chain.at(-1)!, 1));
        check(backend.pending() >= 0, 'pending() must be a count');
        await backend.sync();
        check(backend.pending() === 0, `pending() must be 0 after sync(); got ${backend.pending()}`);
        const last = (await chain.at(-1)!.data())[0];
        for (const y of chain) y.dispose();
        check(last === 31, `thirty times one more must be 31; got ${last}`);
      },
    ],
    [
      'hundred rounds leave no tensor',
      async ({ backend }) => {
        const before = backend.memory().tensors;
        for (let i = 0; i < 100; i++) {
          const total = tidy(() => sum(multiply(ones([50], { backend }), i)));
          const value = await total.item();
          total.dispose();
          check(value === 50 * i, `the sum must be ${50 * i}; got ${value}`);
        }
        const after = backend.memory().tensors;
        check(after === before, `tensors must be ${before} as before; got ${after}`);
      },
    ],
    [
      'two of a kind live side by side',
      ({ backend, makeBackend }) =>
        withOwn(makeBackend, async (other) => {
          using a = ones([10], { backend });
          using b = ones([10], { backend: other });
          using c = add(a, 1);
          using d = add(b, 2);
          const [x, y] = await Promise.all([c.data(), d.data()]);
          check(x[0] === 2 && y[0] === 3, `sums must be 2 and 3; got ${x[0]} and ${y[0]}`);
        }),
    ],
    [
      'close with work queued, then again',
      async ({ makeBackend }) => {
        const own = await makeBackend();
        const x = ones([300, 300], { backend: own });
        for (let i = 0; i < 10; i++) matmul(x, x);
        await own.close();
        await own.close();
        check(own.isClosed, 'it must say that it is closed');
      },
    ],
    [
      'a description for people',
      async ({ backend }) => {
        const { description } = backend;
        check(
          description.length > 0 && !description.includes('\n'),
          `it must be one line; got ${JSON.stringify(description)}`,
        );
      },
    ],
  ]);
}
