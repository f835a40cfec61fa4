/** Memory that changes hands: a result in its residual's place, kept blocks at work and at rest. */
import {
  type Backend,
  convBlock,
  createBackend,
  full,
  matmul,
  ones,
  reshape,
  slice,
  sum,
  type Tensor,
} from '@x/tensor';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cpuIsThere } from './child.js';

if (await cpuIsThere()) {
  let backend: Backend;
  beforeEach(async () => {
    backend = await createBackend('cpu', { threads: 2, cacheBytes: 1 << 20 });
  });
  afterEach(() => backend.close());

  // A 1×1 convolution of ones over 16 channels of ones: 16 everywhere, to which the residual's 3 is added.
  const shape = [1, 32, 32, 16];
  const added = (residual: Tensor) =>
    convBlock(ones(shape, { backend }), { weight: ones([16, 1, 1, 16], { backend }), residual }).output;
  const allAre = async (tensor: Tensor, value: number) => {
    const values = (await tensor.data()) as Float32Array;
    expect(new Set(values)).toEqual(new Set([value]));
  };

  describe('a residual whose memory the result could take', () => {
    it('stays as it was while its tensor is held', async () => {
      const residual = full(shape, 3, { backend });
      await allAre(added(residual), 19);
      await allAre(residual, 3);
    });

    it('stays as it was while a view of it is held', async () => {
      const residual = full(shape, 3, { backend });
      const view = reshape(residual, [32, 32, 16]);
      const output = added(residual);
      residual.dispose();
      await allAre(output, 19);
      await allAre(view, 3);
    });

    it('stays as it was where it is itself a view', async () => {
      const whole = full([2, 32, 32, 16], 3, { backend });
      const residual = slice(whole, [[0, 1]]);
      const output = added(residual);
      residual.dispose();
      await allAre(output, 19);
      await allAre(whole, 3);
    });

    it('serves two results before it is gone', async () => {
      const residual = full(shape, 3, { backend });
      const first = added(residual);
      const second = added(residual);
      residual.dispose();
      await allAre(first, 19);
      await allAre(second, 19);
    });

    it('is taken when nobody holds it any more', async () => {
      const large = [1, 512, 512, 16];
      const input = ones(large, { backend });
      const weight = ones([16, 1, 1, 16], { backend });
      const residual = full(large, 3, { backend });
      const [a, b] = [ones([2048, 2048], { backend }), ones([2048, 64], { backend })];
      await b.ready();
      const before = backend.memory().bytes;
      const busy: Tensor[] = [];
      // Work before it: else it might begin before the residual is let go of.
      for (let i = 0; i < 20; i++) busy.push(matmul(a, b));
      const { output } = convBlock(input, { weight, residual });
      residual.dispose();
      await allAre(output, 19);
      // Without a second block of 16 MiB.
      expect(backend.memory().peakBytes - before).toBeLessThan(14 << 20);
    });
  });

  it('keeps freed blocks for what comes next, and gives them back at rest', async () => {
    const large = full([8 << 20], 1, { backend });
    expect(await sum(large).item()).toBe(8 << 20);
    large.dispose();
    expect(await sum(ones([1], { backend })).item()).toBe(1);
    const kept = backend.memory().bytes;
    expect(kept).toBeGreaterThan(32 << 20);
    // Other sizes, of the same pages.
    for (const count of [3 << 20, 5 << 20, 7 << 20]) {
      const next = full([count], 1, { backend });
      expect(await sum(next).item()).toBe(count);
      next.dispose();
    }
    expect(backend.memory().peakBytes).toBeLessThan(kept + (6 << 20));
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(backend.memory().bytes).toBeLessThanOrEqual(2 << 20);
  }, 20_000);

  it('keeps freed blocks as long as all together stay within a limit', async () => {
    const most = 48 << 20;
    const undo = backend.limitCaches({ buffers: 0, weights: 0, together: most });
    const make = async (mebibytes: number) => {
      const made = full([mebibytes << 18], 1, { backend });
      await made.ready();
      return made;
    };
    (await make(32)).dispose();
    await backend.sync();
    expect(backend.memory().cacheBytes).toBeGreaterThanOrEqual(32 << 20);
    // Beside the blocks that are kept, of other sizes: they give way.
    const held = await make(12);
    (await make(30)).dispose();
    await backend.sync();
    expect(backend.memory().peakBytes).toBeLessThanOrEqual(most);
    expect(backend.memory().cacheBytes).toBeGreaterThanOrEqual(30 << 20);
    undo();
    const still = backend.limitCaches({ buffers: 0, weights: 0 });
    await backend.sync();
    expect(backend.memory().cacheBytes).toBe(0);
    expect(backend.memory().bytes).toBeLessThan(13 << 20);
    still();
    held.dispose();
  });

  it('names the limit that is none', () => {
    const limits = { buffers: 0, weights: 0, together: -1 };
    expect(() => backend.limitCaches(limits)).toThrow('together must be a number of bytes; got -1');
  });
} else {
  it.skip('the cpu backend is not there: nothing to test', () => {});
}
