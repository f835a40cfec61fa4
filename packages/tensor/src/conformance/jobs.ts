/** Watching, cancelling, and taking turns. */
import {
  add,
  type Backend,
  matmul,
  multiply,
  ones,
  randomUniform,
  sum,
  type Tensor,
  tensor,
} from '@x/tensor';
import { type ConformanceCase, group } from './case.js';
import { check, expectRejects, expectThrows } from './expect.js';

/** Each product needs the one before; only the last stays. */
export function chain(x: Tensor, count: number): Tensor {
  let y = matmul(x, x);
  for (let i = 1; i < count; i++) {
    const next = matmul(y, x);
    y.dispose();
    y = next;
  }
  return y;
}

async function countsItsOwn(backend: Backend): Promise<void> {
  using x = ones([64, 64], { backend });
  using job = backend.job();
  const none = job.progress();
  check(none.issued === 0 && none.done === 0, `a new job must have nothing; got ${JSON.stringify(none)}`);
  using y = job.run(() => matmul(x, x));
  const { issued } = job.progress();
  check(issued > 0, `an op in it must count; got ${issued} units`);
  using z = matmul(x, y);
  check(job.progress().issued === issued, 'an op after it must not count');
  await z.ready();
  const { done } = job.progress();
  check(done === issued, `all must be done; got ${done} of ${issued}`);
  check((await y.data())[0] === 64, 'the result must be right');
}

async function nests(backend: Backend): Promise<void> {
  using outer = backend.job();
  using inner = backend.job();
  const made: Tensor[] = [];
  expectThrows('shape', 'an error within', () =>
    outer.run(() => {
      made.push(inner.run(() => ones([100], { backend })));
      check(outer.progress().issued === 0, "the inner job's op must not count for the outer one");
      made.push(ones([100], { backend }));
      add(made[0]!, zeroRows(made));
    }),
  );
  const counts = [outer, inner].map((job) => job.progress().issued);
  const outside = ones([100], { backend });
  check(
    [outer, inner].every((job, i) => job.progress().issued === counts[i]),
    'after an error no job is current',
  );
  check(
    counts.every((count) => count > 0),
    `each job must have one op; got ${counts.join(' and ')} units`,
  );
  await outside.ready();
  for (const x of [...made, outside]) x.dispose();
}

/** Something that doesn't fit `ones([100])`. */
const zeroRows = (made: Tensor[]): Tensor => {
  const { backend } = made[0]!;
  made.push(tensor([1, 2, 3], { backend }));
  return made.at(-1)!;
};

async function cancels(backend: Backend): Promise<void> {
  using x = randomUniform([320, 320], { seed: 5, backend });
  using before = sum(x);
  await x.ready();
  const job = backend.job();
  const reason = new Error('enough');
  const last = job.run(() => chain(x, 60));
  const after = job.run(() => multiply(last, 2));
  using others = add(x, 1);
  const reads = [last, after].map((y) =>
    y.data().then(
      () => 'resolved',
      (error: { code?: string }) => error.code,
    ),
  );
  job.cancel(reason);
  job.cancel(new Error('again'));
  const codes = await Promise.all(reads);
  check(codes.join() === 'aborted,aborted', `reads under way must reject with aborted; got ${codes.join()}`);
  await expectRejects('aborted', 'a read after it', () => last.data());
  await expectRejects('aborted', 'ready() after it', () => after.ready());
  check(job.isCancelled && job.reason === reason, 'the job must know its first reason');
  const refused = expectThrows('aborted', 'run() after it', () => job.run(() => add(x, 1)));
  check(refused.cause === reason, 'the refusal must have the reason as its cause');
  last.dispose();
  after.dispose();
  await backend.sync();
  const { issued, done } = job.progress();
  check(done === issued, `what was dropped must count as done; got ${done} of ${issued}`);
  job.dispose();
  using one = add(x, 1);
  const [a, b] = await Promise.all([others.data(), one.data()]);
  check(a.join() === b.join(), 'work outside the job must be right, and so must what comes after');
  check(Number.isFinite(Number(await before.item())), 'what was issued before must stay');
}

async function freesAll(makeBackend: () => Promise<Backend>): Promise<void> {
  const backend = await makeBackend();
  try {
    const x = ones([256, 256], { backend });
    await x.ready();
    backend.emptyCaches();
    const { bytes } = backend.memory();
    const job = backend.job();
    const y = job.run(() => chain(x, 30));
    job.cancel();
    await expectRejects('aborted', 'a cancelled result', () => y.data());
    y.dispose();
    job.dispose();
    await backend.sync();
    backend.emptyCaches();
    const left = backend.memory().bytes;
    check(left <= bytes, `memory must be ${bytes} bytes as before; got ${left}`);
  } finally {
    await backend.close();
  }
}

async function refuses(backend: Backend, makeBackend: () => Promise<Backend>): Promise<void> {
  using job = backend.job();
  expectThrows('argument', 'an asynchronous function', () => job.run(async () => {}));
  expectThrows('argument', 'no function', () => job.run(3 as never));
  const gone = backend.job();
  gone.dispose();
  gone.dispose();
  gone.cancel();
  expectThrows('disposed', 'a disposed job', () => gone.run(() => {}));
  const own = await makeBackend();
  const late = own.job();
  await own.close();
  late.cancel();
  expectThrows('closed', 'job() of a closed backend', () => own.job());
  expectThrows('closed', 'a job of a closed backend', () => late.run(() => {}));
  await expectRejects('closed', 'inTurn() of a closed backend', () => own.inTurn(() => {}));
  late.dispose();
}

async function takesTurns(backend: Backend): Promise<void> {
  await backend.sync();
  const events: string[] = [];
  const stop = new AbortController();
  const reason = new Error('no longer');
  let release!: () => void;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = backend.inTurn(async () => {
    events.push('first begins');
    await gate;
    events.push('first ends');
    return 1;
  });
  const second = backend.inTurn(() => events.push('second'), { signal: stop.signal });
  const third = backend.inTurn(() => {
    events.push('third');
    throw new RangeError('its own');
  });
  const thirdFails = third.catch((error: unknown) => error);
  const fourth = backend.inTurn(() => events.push('fourth'));
  check(backend.pending() === 4, `pending() must count turns; got ${backend.pending()}`);
  stop.abort(reason);
  const left = await second.catch((error: unknown) => error);
  check(
    left === reason,
    `one that is aborted while it waits must reject with the reason; got ${String(left)}`,
  );
  check(backend.pending() === 3, `pending() must count it no longer; got ${backend.pending()}`);
  release();
  check((await first) === 1, 'a turn must give what its work gives');
  const failed = await thirdFails;
  check(failed instanceof RangeError, `an error must be passed on; got ${String(failed)}`);
  await fourth;
  check(
    events.join() === 'first begins,first ends,third,fourth',
    `turns must be in order; got ${events.join()}`,
  );
  check(backend.pending() === 0, `pending() must be 0 in the end; got ${backend.pending()}`);
}

export function jobCases(): ConformanceCase[] {
  return group('jobs', [
    ['a job counts the ops issued in it', ({ backend }) => countsItsOwn(backend)],
    ['a job within a job, and an error in it', ({ backend }) => nests(backend)],
    ['cancelled work rejects with aborted, other work goes on', ({ backend }) => cancels(backend)],
    ['cancelled work frees its memory', ({ makeBackend }) => freesAll(makeBackend)],
    ['what a job refuses', ({ backend, makeBackend }) => refuses(backend, makeBackend)],
    ['turns are in order, and count as pending', ({ backend }) => takesTurns(backend)],
  ]);
}
