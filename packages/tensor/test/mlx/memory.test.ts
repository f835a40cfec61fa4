import {
  attention,
  type Backend,
  conv2d,
  createBackend,
  full,
  ones,
  randomUniform,
  sum,
  type TensorError,
  tensor,
  zeros,
} from '@x/tensor';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mlxHasGpu } from '../../src/backends/mlx/index.js';
import { available } from '../conformance/suite.js';

const MiB = 2 ** 20;
/** A GPU's workspaces and caches are MLX's own affair. */
const onCpu = (name: string, test: () => Promise<void>): void =>
  it(name, async (ctx) => {
    if (mlxHasGpu()) ctx.skip('MLX computes on a GPU here');
    await test();
  });

if (await available('mlx')) {
  let backend: Backend;
  beforeEach(async () => {
    backend = await createBackend('mlx');
  });
  afterEach(() => backend.close());

  describe('mlx memory', () => {
    it('refuses what is larger than the machine, and goes on', async () => {
      const small = await createBackend('mlx', { memoryBytes: 64 * MiB });
      const big = full([5000, 5000], 1, { backend: small });
      await expect(big.data()).rejects.toMatchObject({ code: 'out-of-memory', op: 'fill' });
      await expect(sum(big).data()).rejects.toMatchObject({ code: 'out-of-memory' });
      expect(await sum(full([100, 100], 1, { backend: small })).item()).toBe(10_000);
      await small.close();
    });

    it('refuses what many arrays together would pass', async () => {
      const small = await createBackend('mlx', { memoryBytes: 64 * MiB });
      const held = [];
      const errors: TensorError[] = [];
      for (let i = 0; i < 12; i++) {
        const x = randomUniform([2 * MiB], { seed: i, backend: small });
        held.push(x);
        await x.ready().catch((error) => errors.push(error));
      }
      expect(errors.length).toBeGreaterThan(0);
      expect(errors.length).toBeLessThan(12);
      for (const error of errors) expect(error.code).toBe('out-of-memory');
      for (const x of held) x.dispose();
      await small.sync();
      expect(await sum(ones([MiB], { backend: small })).item()).toBe(MiB);
      await small.close();
    });

    it('refuses arrays of 2^31 elements by the result, not the call', async () => {
      const x = zeros([2 ** 16, 2 ** 15], { dtype: 'uint8', backend });
      await expect(x.ready()).rejects.toMatchObject({ code: 'out-of-memory' });
    });

    onCpu('counts arrays of each backend apart, and comes back to where it was', async () => {
      const other = await createBackend('mlx');
      const before = backend.memory().bytes;
      const x = tensor(new Float32Array(MiB), { shape: [MiB], backend });
      const y = x.add(1);
      await y.ready();
      const during = backend.memory().bytes;
      expect(during - before).toBeGreaterThanOrEqual(8 * MiB);
      expect(during - before).toBeLessThan(9 * MiB);
      expect(other.memory().bytes).toBe(before);
      x.dispose();
      y.dispose();
      await backend.sync();
      expect(backend.memory().bytes).toBe(before);
      expect(backend.memory().peakBytes).toBeGreaterThanOrEqual(during);
      backend.resetPeak();
      expect(backend.memory().peakBytes).toBe(before);
      await other.close();
    });

    onCpu('attention never holds the score matrix', async () => {
      const [n, d] = [4096, 8];
      const make = (seed: number) => randomUniform([1, 1, n, d], { seed, backend });
      const [q, k, v] = [make(1), make(2), make(3)];
      await backend.sync();
      backend.resetPeak();
      const before = backend.memory().bytes;
      await attention(q, k, v).ready();
      // The whole matrix takes 64 MiB, and its softmax once more; a block of it 32.
      expect(backend.memory().peakBytes - before).toBeLessThan(80 * MiB);
      const other = await createBackend('mlx');
      const larger = 12 * 1024; // 576 MiB of scores
      const [a, b, c] = [1, 2, 3].map((seed) => randomUniform([1, 1, larger, 4], { seed, backend: other }));
      await other.sync();
      other.resetPeak();
      await attention(a!, b!, c!).ready();
      expect(other.memory().peakBytes).toBeLessThan(120 * MiB);
      await other.close();
    });

    onCpu('a convolution never holds the patches of the whole picture', async () => {
      const side = 512;
      const x = randomUniform([1, side, side, 16], { seed: 1, backend });
      const weight = randomUniform([1, 3, 3, 16], { seed: 2, backend });
      await backend.sync();
      backend.resetPeak();
      await conv2d(x, weight, { padding: 1 }).ready();
      // Whole, they take 144 MiB; the input takes 16.
      expect(backend.memory().peakBytes).toBeLessThan(24 * MiB);
    });
  });
}
