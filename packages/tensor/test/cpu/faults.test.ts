/** Memory that can't be had, work that is cancelled or dropped: typed errors, and what comes after is right. */
import { add, type BackendDriver, createBackend, type Handle, matmul, ones, sum } from '@x/tensor';
import { afterEach, describe, expect, it } from 'vitest';
import type { CpuDriver } from '../../src/backends/cpu/driver.js';
import { createCpuDriver } from '../../src/backends/cpu/index.js';
import { cpuIsThere } from './child.js';

if (await cpuIsThere()) {
  let driver: CpuDriver;
  const open = (threads = 2) => (driver = createCpuDriver({ threads }) as BackendDriver as CpuDriver);
  afterEach(() => driver?.close());

  const spec = (...shape: number[]) => ({ shape, dtype: 'float32' as const });
  const ref = (handle: Handle, ...shape: number[]) => ({ handle, ...spec(...shape) });
  const values = async (handle: Handle, ...shape: number[]) => {
    const bytes = await driver.read(ref(handle, ...shape));
    return [...new Float32Array(bytes.buffer)];
  };
  const noPadding = { top: 1, bottom: 1, left: 1, right: 1 };
  const params = { stride: [1, 1], padding: noPadding, dilation: [1, 1], groups: 1 } as const;

  /** Products of 512 × 512, each of the one before. */
  const chain = (count: number) => {
    const ones512 = ref(driver.fill(1 / 512, spec(512, 512)), 512, 512);
    let x = ref(driver.fill(1, spec(512, 512)), 512, 512);
    for (let i = 0; i < count; i++) x = ref(driver.matmul(x, ones512, spec(512, 512)), 512, 512);
    return x;
  };

  /** A convolution, its group statistics, a sum over them: every kind of allocation. */
  const small = () => {
    const x = ref(driver.fill(1, spec(1, 40, 40, 32)), 1, 40, 40, 32);
    const weight = ref(driver.fill(1, spec(32, 3, 3, 32)), 32, 3, 3, 32);
    const y = ref(driver.conv2d(x, weight, params, spec(1, 40, 40, 32)), 1, 40, 40, 32);
    const turned = ref(driver.transpose(y, [3, 0, 1, 2], spec(32, 1, 40, 40)), 32, 1, 40, 40);
    return driver.reduce('max', turned, [0, 1, 2, 3], spec());
  };

  it('each allocation may fail, with code out-of-memory, and the next run is right', async () => {
    open();
    let failures = 0;
    for (let nth = 1; nth < 100; nth++) {
      driver.emptyCaches(); // else transformed weights need no memory the second time
      await driver.ready();
      driver.failAllocation(nth);
      const result = values(small());
      const outcome = await result.catch((error) => error);
      driver.failAllocation(0);
      if (Array.isArray(outcome)) {
        expect(outcome[0]).toBeCloseTo(288, 2);
        expect(failures).toBeGreaterThanOrEqual(5);
        return;
      }
      failures++;
      expect(outcome).toMatchObject({ name: 'TensorError', code: 'out-of-memory' });
      expect((await values(small()))[0]).toBeCloseTo(288, 2); // Winograd's points round
    }
    expect.unreachable('there were always more allocations');
  });

  it('more memory than the machine has is refused by arithmetic, with the bytes in the message', async () => {
    open();
    const huge = spec(2 ** 22, 2 ** 20);
    await expect(driver.ready([{ handle: driver.fill(1, huge), ...huge }])).rejects.toMatchObject({
      code: 'out-of-memory',
      op: 'fill',
      message: expect.stringContaining(String(2 ** 44)),
    });
  });

  it('what is computed from a failed array fails as it did', async () => {
    open();
    const index = ref(driver.fill(7, { shape: [1], dtype: 'int32' }), 1);
    const x = ref(driver.fill(1, spec(3)), 3);
    const taken = driver.take(x, { ...index, dtype: 'int32' }, 0, spec(1));
    const sum = driver.binary('add', ref(taken, 1), ref(driver.fill(1, spec(1)), 1), spec(1));
    await expect(driver.read(ref(sum, 1))).rejects.toMatchObject({ code: 'argument', op: 'take' });
    expect(await values(driver.fill(2, spec(1)), 1)).toEqual([2]);
  });

  describe('jobs', () => {
    it('a cancelled job fails with code aborted; others go on', async () => {
      open();
      const job = driver.jobs.open();
      driver.jobs.enter(job);
      const doomed = driver.read(chain(2000));
      driver.jobs.enter(null);
      const other = values(driver.fill(4, spec(1)), 1);
      driver.jobs.cancel(job);
      await expect(doomed).rejects.toMatchObject({ code: 'aborted' });
      expect(await other).toEqual([4]);
      expect(driver.pending()).toBe(0);
    });

    it('a large op stops in the middle', async () => {
      open(1);
      const size = 4096; // some 68 thousand million multiply-adds
      const a = ref(driver.fill(1, spec(size, size)), size, size);
      const job = driver.jobs.open();
      driver.jobs.enter(job);
      const product = driver.matmul(a, a, spec(size, size));
      driver.jobs.enter(null);
      const { issued } = driver.jobs.progress(job);
      while (driver.jobs.progress(job).done === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      const { done } = driver.jobs.progress(job);
      driver.jobs.cancel(job);
      await expect(driver.ready([ref(product, size, size)])).rejects.toMatchObject({ code: 'aborted' });
      expect(done).toBeLessThan(issued);
    });

    it('progress rises to what was issued, whatever became of it', async () => {
      open();
      const job = driver.jobs.open();
      driver.jobs.enter(job);
      const x = chain(20);
      driver.jobs.enter(null);
      const seen: number[] = [];
      const { issued } = driver.jobs.progress(job);
      expect(issued).toBeGreaterThanOrEqual(20 * 512 ** 3);
      const finished = driver.ready([x]);
      let isOver = false;
      finished.then(() => (isOver = true));
      while (!isOver) {
        seen.push(driver.jobs.progress(job).done);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
      expect(driver.jobs.progress(job)).toEqual({ issued, done: issued });
    });
  });

  it('closing drops what is queued: readers reject with code closed, and all memory is given back', async () => {
    open();
    const reading = driver.read(chain(2000));
    const rejected = expect(reading).rejects.toMatchObject({ code: 'closed' });
    await driver.close();
    await rejected;
    expect(driver.memory().bytes).toBe(0);
    expect(() => driver.fill(1, spec(1))).toThrow('closed');
  });

  it('handles of another backend are refused', async () => {
    const other = createCpuDriver({}) as BackendDriver;
    open();
    const theirs = ref(other.fill(1, spec(1)), 1);
    expect(() => driver.unary('exp', theirs, spec(1))).toThrow('of this backend');
    expect(() => driver.unary('exp', ref({}, 1), spec(1))).toThrow('of this backend');
    await other.close();
  });

  it('results that nobody holds are not computed', async () => {
    open();
    chain(50); // keeps the queue busy until the handle is gone
    const size = 8192;
    driver.dispose(driver.fill(1, spec(size, size)));
    await driver.ready();
    expect(driver.memory().peakBytes).toBeLessThan(4 * size * size);
  });

  it('reads while others are awaited come in order and are copies', async () => {
    const backend = await createBackend('cpu', { threads: 2 });
    const x = ones([4, 4], { backend });
    const total = sum(add(matmul(x, x), 1));
    const [a, b] = await Promise.all([x.data(), x.data()]);
    a[0] = 9;
    expect(b[0]).toBe(1);
    expect(await total.item()).toBe(80);
    await backend.close();
  });
}
