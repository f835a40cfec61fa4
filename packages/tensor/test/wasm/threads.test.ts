/** Same bytes for any number of threads, and for none. */
import { type Backend, createBackend, precisions } from '@x/tensor';
import { afterAll, describe, expect, it } from 'vitest';
import { builds, bytesOf } from '../../src/conformance/determinism.js';
import { available } from '../conformance/suite.js';

const settings = [{ shared: false }, { threads: 1 }, { threads: 2 }, { threads: 5 }];

if (await available('wasm')) {
  describe('wasm: the same bytes with no, 1, 2 and 5 threads', () => {
    const backends: Backend[] = [];
    afterAll(() => Promise.all(backends.map((backend) => backend.close())));
    const cases = Object.entries(builds).flatMap(([what, build]) =>
      precisions.map((precision) => ({ what, build, precision })),
    );

    it.each(cases)('$what at $precision', async ({ build, precision }) => {
      const inJob: typeof build = (array, on) => {
        using job = on.job({ precision });
        return job.run(() => build(array, on));
      };
      const results: string[] = [];
      for (const [i, options] of settings.entries()) {
        backends[i] ??= await createBackend('wasm', options);
        results.push(Buffer.from(await bytesOf(inJob, backends[i]!)).toString('base64'));
      }
      expect(new Set(results).size).toBe(1);
    });

    it('says what it computes with', () => {
      expect(backends.map(({ description }) => description)).toEqual([
        'no threads, simd128',
        '1 thread, simd128',
        '2 threads, simd128',
        '5 threads, simd128',
      ]);
    });
  });
}
