import type { ArrayRef, Handle } from '@x/tensor';
import { describe, expect, it } from 'vitest';
import type { BackendDriver } from '../../src/backend.js';
import { createMlxDriver } from '../../src/backends/mlx/index.js';
import { available } from '../conformance/suite.js';

if (await available('mlx')) {
  const shape = [200, 200];
  const out = { shape, dtype: 'float32' } as const;
  const ref = (handle: Handle): ArrayRef => ({ handle, ...out });

  const withDriver = async (work: (driver: BackendDriver) => Promise<void>) => {
    const driver = await createMlxDriver({});
    try {
      await work(driver);
    } finally {
      await driver.close();
    }
  };

  describe('mlx jobs', () => {
    it('counts the work of the ops issued in them', () =>
      withDriver(async (driver) => {
        const x = ref(driver.fill(1, out));
        const job = driver.jobs!.open();
        driver.jobs!.enter(job);
        const y = ref(driver.matmul(x, x, out));
        driver.jobs!.enter(null);
        driver.matmul(x, x, out);
        expect(driver.jobs!.progress(job).issued).toBe(200 ** 3);
        await driver.ready([y]);
        expect(driver.jobs!.progress(job)).toEqual({ issued: 200 ** 3, done: 200 ** 3 });
        driver.jobs!.close(job);
      }));

    it('cancels what has not run, with code aborted, and goes on', () =>
      withDriver(async (driver) => {
        const x = ref(driver.fill(1, out));
        const job = driver.jobs!.open();
        driver.jobs!.enter(job);
        let y = x;
        for (let i = 0; i < 300; i++) y = ref(driver.matmul(y, x, out));
        driver.jobs!.enter(null);
        const after = ref(driver.unary('negative', y, out));
        driver.jobs!.cancel(job);
        await expect(driver.read(y)).rejects.toMatchObject({ code: 'aborted' });
        await expect(driver.read(after)).rejects.toMatchObject({ code: 'aborted' });
        const { issued, done } = driver.jobs!.progress(job);
        expect(done).toBe(issued);
        const bytes = await driver.read(ref(driver.unary('negative', x, out)));
        expect(new Float32Array(bytes.buffer)[0]).toBe(-1);
      }));
  });
}
