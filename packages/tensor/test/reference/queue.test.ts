import { describe, expect, test } from 'vitest';
import type { ArrayRef, BackendDriver } from '../../src/backend.js';
import { turnByMessage } from '../../src/backends/reference/turn.js';
import { array, float32, makeDriver, ref, stored } from './harness.js';

const spec = (shape: readonly number[]) => ({ shape, dtype: 'float32' as const });
const ones = (driver: BackendDriver, shape: readonly number[]): ArrayRef =>
  ref(driver.fill(1, spec(shape)), 'float32', shape);
const matmul = (driver: BackendDriver, a: ArrayRef, b: ArrayRef): ArrayRef => {
  const shape = [a.shape[0]!, b.shape[1]!];
  return ref(driver.matmul(a, b, spec(shape)), 'float32', shape);
};
/** A take that fails. */
const failing = (driver: BackendDriver): ArrayRef =>
  ref(driver.take(float32(driver, [1], [1]), array(driver, 'int32', [1], [5]), 0, spec([1])), 'float32', [1]);

describe('order and time', () => {
  test('an op returns before its work is done, and results come in order', async () => {
    const driver = makeDriver();
    const a = ones(driver, [4]);
    const b = ref(driver.binary('add', a, a, spec([4])), 'float32', [4]);
    expect(driver.pending()).toBe(2);
    expect(driver.memory().bytes).toBe(0);
    await driver.ready([a]);
    expect(await stored(driver, b)).toEqual([2, 2, 2, 2]);
    expect(driver.pending()).toBe(0);
  });

  test('long work lets the event loop turn', async () => {
    const driver = makeDriver();
    const x = ones(driver, [512, 512]);
    const product = matmul(driver, x, x);
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns++;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await driver.ready([product]);
    isDone = true;
    expect(turns).toBeGreaterThan(2);
  });

  test('ready without arrays waits for everything, failed or not', async () => {
    const driver = makeDriver();
    failing(driver);
    const x = ones(driver, [1000]);
    await driver.ready();
    expect(driver.pending()).toBe(0);
    expect(await stored(driver, x)).toHaveLength(1000);
    await driver.ready();
  });

  test('ready waits for work before what was cancelled, too', async () => {
    const driver = makeDriver();
    const x = ones(driver, [512, 512]);
    const product = matmul(driver, x, x);
    const job = driver.jobs!.open();
    driver.jobs!.enter(job);
    ones(driver, [1]);
    driver.jobs!.enter(null);
    const ready = driver.ready();
    driver.jobs!.cancel(job);
    await ready;
    expect(driver.pending()).toBe(0);
    expect(await stored(driver, product)).toEqual(new Array(512 * 512).fill(512));
  });
});

describe('failure', () => {
  test('of an op fails what depends on it, and nothing else', async () => {
    const driver = makeDriver();
    const bad = failing(driver);
    const dependent = ref(driver.unary('negative', bad, spec([1])), 'float32', [1]);
    const reshaped = ref(driver.reshape(dependent, spec([1, 1])), 'float32', [1, 1]);
    const other = ones(driver, [1]);
    await expect(driver.read(bad)).rejects.toMatchObject({ code: 'argument', op: 'take' });
    await expect(driver.ready([dependent])).rejects.toMatchObject({ code: 'argument', op: 'take' });
    await expect(driver.read(reshaped)).rejects.toMatchObject({ code: 'argument', op: 'take' });
    expect(await stored(driver, other)).toEqual([1]);
  });

  test('to allocate is out-of-memory, and the driver goes on', async () => {
    const driver = makeDriver();
    const huge = driver.fill(0, spec([2 ** 50]));
    await expect(driver.read(ref(huge, 'float32', [2 ** 50]))).rejects.toMatchObject({
      name: 'TensorError',
      code: 'out-of-memory',
      op: 'fill',
    });
    expect(await stored(driver, ones(driver, [1]))).toEqual([1]);
    expect(driver.memory().bytes).toBe(4);
  });
});

describe('memory', () => {
  test('counts live arrays and the peak, and inputs live until they were read', async () => {
    const driver = makeDriver();
    const a = ones(driver, [1000]);
    const b = ref(driver.unary('negative', a, spec([1000])), 'float32', [1000]);
    driver.dispose(a.handle);
    await driver.ready();
    expect(driver.memory().bytes).toBe(4000);
    expect(driver.memory().peakBytes).toBeGreaterThanOrEqual(8000);
    expect((await stored(driver, b))[999]).toBe(-1);
    driver.dispose(b.handle);
    expect(driver.memory().bytes).toBe(0);
    driver.resetPeak();
    expect(driver.memory().peakBytes).toBe(0);
  });

  test('counts what reshape shares once, until the last lets go', async () => {
    const driver = makeDriver();
    const a = ones(driver, [1000]);
    const b = ref(driver.reshape(a, spec([10, 100])), 'float32', [10, 100]);
    await driver.ready();
    expect(driver.memory().bytes).toBe(4000);
    driver.dispose(a.handle);
    expect(driver.memory().bytes).toBe(4000);
    expect(await stored(driver, b)).toHaveLength(1000);
    driver.dispose(b.handle);
    expect(driver.memory().bytes).toBe(0);
  });

  test('workspaces count towards the peak and are given back', async () => {
    const driver = makeDriver();
    const x = ones(driver, [64, 64]);
    const y = matmul(driver, x, x);
    await driver.ready();
    expect(driver.memory().bytes).toBe(2 * 64 * 64 * 4);
    // The packed panels of both, in double.
    expect(driver.memory().peakBytes).toBeGreaterThanOrEqual(2 * 64 * 64 * 4 + 2 * 64 * 64 * 8);
    driver.dispose(x.handle);
    driver.dispose(y.handle);
    expect(driver.memory().bytes).toBe(0);
  });

  test('a read keeps its array', async () => {
    const driver = makeDriver();
    const x = ones(driver, [3]);
    const reading = stored(driver, x);
    driver.dispose(x.handle);
    expect(await reading).toEqual([1, 1, 1]);
    expect(driver.memory().bytes).toBe(0);
  });
});

describe('jobs', () => {
  test('reckon the work issued while they are current, and what is done of it', async () => {
    const driver = makeDriver();
    const x = ones(driver, [512, 512]);
    const job = driver.jobs!.open();
    driver.jobs!.enter(job);
    const product = matmul(driver, x, x);
    driver.jobs!.enter(null);
    ones(driver, [5]);
    expect(driver.jobs!.progress(job)).toEqual({ issued: 512 ** 3, done: 0 });
    const seen: number[] = [];
    let isDone = false;
    const watch = () => {
      seen.push(driver.jobs!.progress(job).done);
      if (!isDone) setImmediate(watch);
    };
    setImmediate(watch);
    await driver.ready([product]);
    isDone = true;
    expect(driver.jobs!.progress(job)).toEqual({ issued: 512 ** 3, done: 512 ** 3 });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.some((done) => done > 0 && done < 512 ** 3)).toBe(true);
    driver.jobs!.close(job);
  });

  test('cancelled, fail what has not run and what is running; the rest runs', async () => {
    const driver = makeDriver();
    const x = ones(driver, [1024, 1024]);
    const job = driver.jobs!.open();
    driver.jobs!.enter(job);
    const running = matmul(driver, x, x);
    const waiting = matmul(driver, running, x);
    driver.jobs!.enter(null);
    const after = ones(driver, [1]);
    const dependent = ref(driver.unary('negative', waiting, spec([1024, 1024])), 'float32', [1024, 1024]);
    await driver.ready([x]);
    while (driver.jobs!.progress(job).done === 0) await new Promise((resolve) => setImmediate(resolve));
    driver.jobs!.cancel(job);
    for (const array of [running, waiting, dependent]) {
      await expect(driver.read(array)).rejects.toMatchObject({
        name: 'TensorError',
        code: 'aborted',
        op: 'matmul',
      });
    }
    expect(await stored(driver, after)).toEqual([1]);
    await driver.ready();
    const { issued, done } = driver.jobs!.progress(job);
    expect(done).toBe(issued);
    expect(driver.memory().bytes).toBe(1024 * 1024 * 4 + 4);
    expect(driver.pending()).toBe(0);

    driver.jobs!.enter(job);
    const late = ones(driver, [1]);
    driver.jobs!.enter(null);
    await expect(driver.read(late)).rejects.toMatchObject({ code: 'aborted' });
  });
});

test('a turn by message resolves too, where there is no setImmediate', async () => {
  const order: string[] = [];
  const turn = turnByMessage().then(() => order.push('turn'));
  await Promise.resolve();
  order.push('microtask');
  await turn;
  expect(order).toEqual(['microtask', 'turn']);
});

test('close drops work; reads of it reject', async () => {
  const driver = makeDriver();
  const x = ones(driver, [1024, 1024]);
  const reading = driver.read(matmul(driver, x, x));
  const rejected = expect(reading).rejects.toMatchObject({ name: 'TensorError', code: 'closed' });
  await driver.close();
  await rejected;
  expect(driver.pending()).toBe(0);
  await expect(driver.read(ones(driver, [1]))).rejects.toMatchObject({ code: 'closed' });
  await driver.close();
});
