import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Backend, randomNormal, randomUniform, type Tensor } from '@x/tensor';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { boundedPlan, choosePlan, type Work } from '../src/bounded.js';
import { freeBytes } from '../src/free-memory.js';
import { decodeGraph, encodeGraph } from '../src/graphs.js';
import type { AutoencoderKLFlux2, Progress, TilingDone } from '../src/index.js';
import { loadWithEncoder } from './support/encoder.js';
import { fixtures } from './support/fixtures.js';

const file = '../../nn/src/memory/free.js';
vi.mock(import('../../nn/src/memory/free.js'), async (original) => {
  const real = await original();
  return { ...real, freeBytes: vi.fn(real.freeBytes) };
});
const { freeBytes: realFreeBytes } =
  await vi.importActual<typeof import('../../nn/src/memory/free.js')>(file);
const setFree = (free: () => number | null) => vi.mocked(freeBytes).mockImplementation(free);
afterEach(() => setFree(realFreeBytes));

const auto = { tiling: 'auto', boundBytes: null } as const;

/** The least that must be free for the undivided way. */
function leastForUndivided(work: Work): number {
  let [bounded, undivided] = [0, 2 ** 34];
  const isUndivided = (free: number) => {
    try {
      return choosePlan('decode', work, auto, free).isUndivided;
    } catch {
      return false; // no plan at all
    }
  };
  while (undivided - bounded > 1) {
    const middle = Math.floor((bounded + undivided) / 2);
    if (isUndivided(middle)) undivided = middle;
    else bounded = middle;
  }
  return undivided;
}

for (const { title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    let vae: AutoencoderKLFlux2;
    const side = 24;
    const work = (graph = decodeGraph(vae, [1, side, side])): Work => ({
      graph,
      batch: 1,
      backend,
      dtype: vae.dtype,
    });
    let z: Tensor;
    beforeAll(async () => {
      backend = await create();
      vae = await loadWithEncoder(`${fixtures}tiling`, backend);
      z = randomNormal([1, side, side, vae.config.latentChannels], { seed: 1, backend });
      await z.ready();
    });
    afterAll(() => backend.close());

    /** A machine of `total` bytes beside what lives now; only this backend takes of it. */
    const machineOf = (total: number) => {
      const before = backend.memory().bytes;
      setFree(() => total - (backend.memory().bytes - before));
    };
    const decode = async (options: { onProgress?: (progress: Progress) => void } = {}) => {
      const seen: TilingDone[] = [];
      const image = await vae.decodeRaw(z, { ...options, onTiling: (done) => seen.push(done) });
      await image.ready();
      return { image, seen };
    };

    test('a fifth of what the control group leaves is kept back', async () => {
      const root = await mkdtemp(join(tmpdir(), 'flux2-vae-root-'));
      try {
        await mkdir(join(root, 'sys/fs/cgroup'), { recursive: true });
        await mkdir(join(root, 'proc/self'), { recursive: true });
        await writeFile(join(root, 'proc/self/cgroup'), '0::/\n');
        const limit = leastForUndivided(work());
        for (const [bytes, isUndivided] of [
          [limit, true],
          [limit - 8, false],
        ] as const) {
          await writeFile(join(root, 'sys/fs/cgroup/memory.max'), `${bytes + 4096}\n`);
          await writeFile(join(root, 'sys/fs/cgroup/memory.current'), '4096\n');
          const plan = choosePlan('decode', work(), auto, realFreeBytes(root));
          expect(plan.isUndivided, `${bytes}`).toBe(isUndivided);
          if (!isUndivided) expect(plan).toEqual(boundedPlan('decode', work(), Math.floor(bytes * 0.8)));
        }
      } finally {
        await rm(root, { recursive: true, force: true });
      }
    });

    test('it says what it chose with each progress', async () => {
      const seen = new Set<unknown>();
      (await decode({ onProgress: ({ tiling }) => seen.add(tiling) })).image.dispose();
      expect([...seen]).toEqual(['undivided']);
      const limit = leastForUndivided(work());
      backend.emptyCaches();
      await backend.sync();
      machineOf(limit - 8);
      seen.clear();
      const { image, seen: told } = await decode({ onProgress: ({ tiling }) => seen.add(tiling) });
      image.dispose();
      expect([[...seen], told]).toEqual([['bounded'], ['bounded']]);
    });

    test('what a decode in flight takes for a while does not count', async () => {
      backend.emptyCaches();
      await backend.sync();
      // Room for one decode and the picture of the one before.
      const picture = side * side * vae.config.outChannels * 4 * 4;
      machineOf(leastForUndivided(work()) + 4 * picture);
      let second: ReturnType<typeof decode> | undefined;
      let least = Number.POSITIVE_INFINITY;
      const first = await decode({
        onProgress({ done, total }) {
          least = Math.min(least, freeBytes()!);
          if (second === undefined && done > total / 2) second = decode();
        },
      });
      const { image, seen } = await second!;
      expect([first.seen, seen]).toEqual([['undivided'], ['undivided']]);
      // While the first ran there was less than the second one needs.
      expect(least).toBeLessThan(leastForUndivided(work()));
      image.dispose();
      first.image.dispose();
    });

    test('caches are let go of before the work is divided; pictures that are kept count', async () => {
      const limit = leastForUndivided(work());
      backend.emptyCaches();
      await backend.sync();
      // A picture takes 27 KiB.
      machineOf(limit + 160 * 1024);
      const kept: Tensor[] = [];
      let at: TilingDone = 'undivided';
      for (let i = 0; i < 12 && at === 'undivided'; i++) {
        const { image, seen } = await decode();
        kept.push(image);
        at = seen[0]!;
      }
      // Some fit, whatever the caches hold.
      expect(at).toBe('bounded');
      expect(kept.length).toBeGreaterThan(3);
      for (const image of kept) image.dispose();
      const { image, seen } = await decode();
      expect(seen).toEqual(['undivided']);
      image.dispose();
    });

    test('encode too', async () => {
      const image = randomUniform([1, 3, 32, 32], { seed: 2, backend });
      await image.ready();
      const encode = async (total: number) => {
        backend.emptyCaches();
        await backend.sync();
        machineOf(total);
        const seen: TilingDone[] = [];
        (await vae.encode(image, { layout: 'raw-nhwc', onTiling: (done) => seen.push(done) })).dispose();
        return seen;
      };
      const limit = leastForUndivided(work(encodeGraph(vae, [1, 32, 32])));
      expect(await encode(limit + 2 ** 20)).toEqual(['undivided']);
      expect(await encode(limit - 8)).toEqual(['bounded']);
      image.dispose();
    });

    test('too little for any plan is an error, and the next decode goes on', async () => {
      machineOf(2 ** 20);
      await expect(vae.decodeRaw(z)).rejects.toMatchObject({ name: 'VaeError', code: 'memory' });
      setFree(() => null);
      (await decode()).image.dispose();
    });
  });
}
