/** Same bytes for any number of threads. */
import { type Backend, createBackend } from '@x/tensor';
import { afterAll, describe, expect, it } from 'vitest';
import { builds, bytesOf } from '../../src/conformance/determinism.js';
import { available } from './suite.js';

if (await available('cpu')) {
  describe('cpu', () => {
    const backends: Backend[] = [];
    afterAll(() => Promise.all(backends.map((backend) => backend.close())));

    it.each(Object.entries(builds))('%s: the same bytes with 1, 2, 3 and 8 threads', async (_, build) => {
      const results: string[] = [];
      for (const [i, threads] of [1, 2, 3, 8].entries()) {
        backends[i] ??= await createBackend('cpu', { threads });
        results.push(Buffer.from(await bytesOf(build, backends[i]!)).toString('base64'));
      }
      expect(new Set(results).size).toBe(1);
    });
  });
}
