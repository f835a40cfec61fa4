import { spawnSync } from 'node:child_process';
import { createBackend } from '@x/tensor';
import { describe, expect, it } from 'vitest';
import { loadNativeBinary } from '../../src/backends/native-binary.js';
import { cpuIsThere, runChild } from './child.js';

if (await cpuIsThere()) {
  describe('options', () => {
    it.each([
      { threads: 0 },
      { threads: 1.5 },
      { threads: 5000 },
      { cacheBytes: -1 },
      { cacheBytes: Number.NaN },
    ])('%j is refused', async (options) => {
      await expect(createBackend('cpu', options)).rejects.toMatchObject({ code: 'argument' });
    });

    it('threads are as many as asked for', async () => {
      const backend = await createBackend('cpu', { threads: 3, cacheBytes: 0 });
      expect(backend.description).toMatch(/^3 threads, /);
      await backend.close();
    });

    it('the default is the cores this process may use', async () => {
      const { output } = await runChild('settings');
      const { availableProcessors, description } = JSON.parse(output);
      expect(availableProcessors).toBeGreaterThanOrEqual(1);
      expect(description).toMatch(new RegExp(`^${availableProcessors} threads?, `));
    });

    it('the default heeds affinity', async ({ skip }) => {
      if (spawnSync('taskset', ['--version']).error) skip('taskset is not installed');
      const { output } = await runChild('settings', [], {}, ['taskset', '-c', '0']);
      expect(JSON.parse(output)).toMatchObject({ availableProcessors: 1 });
    });
  });

  describe('X_TENSOR_CPU_ISA', () => {
    // Worst errors of glibc's functions are below 1 unit; ours are polynomials without fused multiply-add.
    const bounds = { exp: 1.5, log: 1, tanh: 2, sigmoid: 2.5, sin: 1, cos: 1, sqrt: 0.501, rsqrt: 1.5 };

    it.each(['portable', 'avx2', 'avx512', 'avx512-bf16', 'amx'])(
      '%s: functions are accurate',
      async (isa) => {
        const { code, output } = await runChild('accuracy', [], { X_TENSOR_CPU_ISA: isa });
        expect(code).toBe(0);
        const { isa: used, ...worst } = JSON.parse(output);
        // A cap, not a wish: the machine may have less.
        const allowed = {
          portable: ['sse2', 'neon', 'portable'],
          avx2: ['avx2'],
          avx512: ['avx512'],
          'avx512-bf16': ['avx512-bf16'],
          amx: ['amx'],
        };
        const upTo = Object.values(allowed).slice(0, Object.keys(allowed).indexOf(isa) + 1);
        expect(upTo.flat()).toContain(used);
        for (const [name, bound] of Object.entries(bounds)) {
          expect(worst[name], `${name} on ${used}`).toBeLessThanOrEqual(bound);
        }
      },
    );

    it('what it does not know caps nothing', async () => {
      const best = await runChild('settings');
      const { output } = await runChild('settings', [], { X_TENSOR_CPU_ISA: 'avx1024' });
      expect(JSON.parse(output)).toEqual(JSON.parse(best.output));
    });
  });
}

it('a binary that is not there is said in one line', () => {
  let message = '';
  try {
    loadNativeBinary('nothing');
  } catch (error) {
    expect(error).toMatchObject({ code: 'backend-unavailable' });
    message = (error as Error).message;
  }
  expect(message).toMatch(/^\[nothing\] a native binary must be at hand; none is published for \S+$/);
});
