import {
  type Backend,
  createBackend,
  matmul,
  ones,
  randomUniform,
  sum,
  type Tensor,
  tensor,
} from '@x/tensor';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { available } from '../conformance/suite.js';

if (await available('mlx')) {
  let backend: Backend;
  beforeEach(async () => {
    backend = await createBackend('mlx');
  });
  afterEach(() => backend.close());

  describe('mlx life', () => {
    it('disposes arguments right after the call', async () => {
      let x: Tensor = tensor(new Float32Array(1000).fill(1), { shape: [1000], backend });
      for (let i = 0; i < 200; i++) {
        const next = x.add(1);
        x.dispose();
        x = next;
      }
      expect((await x.data())[999]).toBe(201);
    });

    it('disposes while a read is under way', async () => {
      const x = matmul(ones([300, 300], { backend }), ones([300, 300], { backend }));
      const data = x.data();
      x.dispose();
      expect((await data)[0]).toBe(300);
    });

    it('closes with work queued: reads before it are answered, tensors after it are dead', async () => {
      const other = await createBackend('mlx');
      let x = ones([256, 256], { backend: other });
      for (let i = 0; i < 20; i++) x = matmul(x, x);
      const data = x.data();
      const closed = other.close();
      await expect(data).resolves.toHaveLength(256 * 256);
      await closed;
      expect(() => x.add(1)).toThrow(/closed/);
    });

    it('runs several backends at once, each in its order', async () => {
      const backends = await Promise.all([1, 2, 3].map(() => createBackend('mlx')));
      const results = await Promise.all(
        backends.map(async (own, i) => {
          let x = tensor([i], { backend: own, dtype: 'float32' });
          for (let step = 0; step < 100; step++) x = x.multiply(1).add(i);
          return x.item();
        }),
      );
      expect(results).toEqual([0, 101, 202]);
      await Promise.all(backends.map((own) => own.close()));
    });

    it('a failure reaches what was computed from it, and nothing else', async () => {
      const small = await createBackend('mlx', { memoryBytes: 2 ** 24 });
      const failed = ones([2 ** 23], { backend: small });
      const fine = ones([4], { backend: small });
      await expect(sum(failed.add(1)).item()).rejects.toMatchObject({ code: 'out-of-memory', op: 'fill' });
      expect(await sum(fine).item()).toBe(4);
      await small.close();
    });

    it('counts pending work down by itself', async () => {
      let x = randomUniform([64, 64], { seed: 1, backend });
      for (let i = 0; i < 50; i++) x = x.add(1);
      await backend.sync();
      expect(backend.pending()).toBe(0);
    });

    it('refuses unknown options', async () => {
      await expect(createBackend('mlx', { speed: 11 })).rejects.toMatchObject({ code: 'argument' });
    });
  });
}
