/**
 * The suite on one instruction set of `cpu`. It is chosen once a process, so each set has a file of its own, and with it
 * a process.
 */
import { type Backend, createBackend, type Precision, precisions } from '@x/tensor';
import { afterAll, describe, expect, it } from 'vitest';
import { builds, bytesOf } from '../../src/conformance/determinism.js';
import { available, testConformance } from '../conformance/suite.js';

/** What a build without vectors of its own says. */
const portable = ['portable', 'sse2', 'neon'];

/** Whether this process computes with the named set; says why not. */
async function canUse(name: string): Promise<boolean> {
  process.env.X_TENSOR_CPU_ISA = name;
  if (!(await available('cpu'))) return false;
  const backend = await createBackend('cpu');
  const used = backend.description.split(', ')[1]!;
  await backend.close();
  if (used === name || (name === 'portable' && portable.includes(used))) return true;
  const reason = `cpu on ${name}: this machine and build have ${used}`;
  console.warn(`skipped: ${reason}`);
  it(reason, ({ skip }) => skip(reason));
  return false;
}

export async function testInstructionSet(name: string): Promise<void> {
  if (!(await canUse(name))) return;
  testConformance(`cpu on ${name}`, () => createBackend('cpu'));

  describe(`cpu on ${name}: the same bytes with 1, 2 and 5 threads`, () => {
    const backends: Backend[] = [];
    afterAll(() => Promise.all(backends.map((backend) => backend.close())));
    const cases = Object.entries(builds).flatMap(([what, build]) =>
      precisions.map((precision) => ({ what, build, precision })),
    );
    const bytes = async (build: (typeof cases)[number]['build'], precision: Precision, backend: Backend) => {
      const inJob: typeof build = (array, on) => {
        using job = on.job({ precision });
        return job.run(() => build(array, on));
      };
      return Buffer.from(await bytesOf(inJob, backend)).toString('base64');
    };

    it.each(cases)('$what at $precision', async ({ build, precision }) => {
      const results: string[] = [];
      for (const [i, threads] of [1, 2, 5].entries()) {
        backends[i] ??= await createBackend('cpu', { threads });
        results.push(await bytes(build, precision, backends[i]!));
      }
      // Without products of bfloat16 there is nothing to gain by being less exact.
      if (!/bf16|amx/.test(name)) results.push(await bytes(build, 'highest', backends[0]!));
      expect(new Set(results).size).toBe(1);
    });
  });
}
