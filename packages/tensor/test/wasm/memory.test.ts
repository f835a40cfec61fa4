/** A memory that grows, and has an end. */
import { add, createBackend, matmul, ones, slice, sum, zeros } from '@x/tensor';
import { describe, expect, it } from 'vitest';
import { available } from '../conformance/suite.js';

const settings = [{ threads: 2 }, { shared: false }];

if (await available('wasm')) {
  describe.each(settings)('wasm with %j', (options) => {
    it('grows as far as it is used', async () => {
      await using backend = await createBackend('wasm', options);
      using x = ones([300, 2 ** 20], { backend }); // 1200 MiB
      using total = sum(x);
      expect(await total.item()).toBe(300 * 2 ** 20);
      expect(backend.memory().bytes).toBeGreaterThan(1200 * 2 ** 20);
      // Beyond 2 GiB, where addresses have their highest bit set.
      using y = add(x, 1);
      using last = sum(y);
      expect(await last.item()).toBe(600 * 2 ** 20);
      using row = slice(y, [[299, 300]]);
      const data = await row.data();
      expect(data.length).toBe(2 ** 20);
      expect(data.at(-1)).toBe(2);
    });

    it('fails the work that needs more than it may have, and goes on', async () => {
      await using backend = await createBackend('wasm', { ...options, memoryBytes: 2 ** 26 });
      using x = zeros([2 ** 22], { backend }); // 16 MiB
      await x.ready();
      const kept = [x];
      let code = '';
      for (let i = 0; i < 4 && code === ''; i++) {
        const next = add(kept.at(-1)!, 1);
        kept.push(next);
        await next.ready().catch((error: { code: string }) => {
          code = error.code;
        });
      }
      expect(code).toBe('out-of-memory');
      for (const some of kept.splice(1)) some.dispose();
      using again = add(x, 1);
      expect((await again.data()).at(-1)).toBe(1);
    });

    it('fails arrays that no address reaches', async () => {
      await using backend = await createBackend('wasm', options);
      // 4 GiB and a little: cut to 32 bits it would be small.
      using column = ones([2 ** 15 + 1, 1], { backend });
      using row = ones([1, 2 ** 15], { backend });
      using product = matmul(column, row);
      await expect(product.ready()).rejects.toMatchObject({ code: 'out-of-memory' });
    });
  });
}
