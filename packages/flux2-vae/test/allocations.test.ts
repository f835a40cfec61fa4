/** Each allocation of a decode on `cpu` may fail: a typed error, and the next decode is right. */
import { type Backend, createBackend, registerBackend, type Tensor } from '@x/tensor';
import { describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import type { CpuDriver } from '../../tensor/src/backends/cpu/driver.js';
import { createCpuDriver } from '../../tensor/src/backends/cpu/index.js';
import { AutoencoderKLFlux2 } from '../src/index.js';
import { fixtures, readFloats, toNhwc } from './support/fixtures.js';

const folder = `${fixtures}vae/one-pixel`;

let driver: CpuDriver;
registerBackend('cpu-to-fail', (options) => {
  driver = createCpuDriver(options) as CpuDriver;
  return driver;
});

const cpu = (await testBackends()).find(({ name }) => name === 'cpu')!;

/** The picture's bytes; nothing is left behind. */
async function decoded(vae: AutoencoderKLFlux2, latents: Parameters<AutoencoderKLFlux2['decode']>[0]) {
  let picture: Tensor | undefined;
  try {
    picture = await vae.decode(latents);
    return Buffer.from(await picture.bytes());
  } finally {
    picture?.dispose();
  }
}

/** Without what was kept for speed, so that all is allocated again. */
async function withoutCaches(backend: Backend): Promise<void> {
  await backend.sync();
  backend.emptyCaches();
  await backend.sync();
}

describe.skipIf(cpu.skipped !== null)(cpu.title, () => {
  test('every allocation of a decode fails once', { timeout: 600_000 }, async () => {
    await using backend = await createBackend('cpu-to-fail', { threads: 2 });
    const vae = await AutoencoderKLFlux2.load(folder, { backend });
    const latents = toNhwc(await readFloats(`${folder}/expected.safetensors`, 'packed'));
    const expected = await decoded(vae, latents);
    const { tensors } = backend.memory();

    let failures = 0;
    for (let nth = 1; ; nth++) {
      await withoutCaches(backend);
      driver.failAllocation(nth);
      const outcome = await decoded(vae, latents).catch((error: unknown) => error);
      driver.failAllocation(0);
      expect(backend.memory().tensors).toBe(tensors);
      if (Buffer.isBuffer(outcome)) {
        // Beyond the last; or work that a kernel can do without (an op's extra copy) was refused its memory.
        expect(outcome.equals(expected)).toBe(true);
        if (nth > failures + 20) break;
        continue;
      }
      failures++;
      expect(outcome).toMatchObject({ name: 'TensorError', code: 'out-of-memory' });
      expect((await decoded(vae, latents)).equals(expected)).toBe(true);
    }
    expect(failures).toBeGreaterThan(100);
    vae.dispose();
  });
});
