/** The suite that every backend must pass, for any test runner. */
import type { Backend } from '@x/tensor';
import { agreementCases } from './conformance/agreement.js';
import { arrayCases } from './conformance/arrays.js';
import type { ConformanceCase } from './conformance/case.js';
import { determinismCases } from './conformance/determinism.js';
import { emptyCases } from './conformance/empty.js';
import { check } from './conformance/expect.js';
import { failureCases } from './conformance/failures.js';
import { jobCases } from './conformance/jobs.js';
import { lifeCases } from './conformance/life.js';
import { precisionCases } from './conformance/precision.js';
import { sumCases } from './conformance/sums.js';
import { tableCases } from './conformance/tables.js';

export type { ConformanceCase, ConformanceContext } from './conformance/case.js';
export { ConformanceFailure } from './conformance/expect.js';

/** Every case, in groups that follow each other. */
export function conformanceCases(): ConformanceCase[] {
  return [
    ...arrayCases(),
    ...tableCases(),
    ...sumCases(),
    ...emptyCases(),
    ...agreementCases(),
    ...determinismCases(),
    ...failureCases(),
    ...lifeCases(),
    ...jobCases(),
    ...precisionCases(),
  ];
}

/** What a test runner gives: vitest, Jest, Mocha and node:test all do. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
}

/**
 * Registers the suite with a test runner: a `describe` a group, an `it` a case. `makeBackend` makes one backend for
 * most cases, and some more for those about a backend's life. No case leaves a tensor behind.
 */
export function conformance(
  { describe, it }: TestRunner,
  makeBackend: () => Promise<Backend>,
  cases: readonly ConformanceCase[] = conformanceCases(),
): void {
  let shared: Promise<Backend> | undefined;
  for (const group of new Set(cases.map((testCase) => testCase.group))) {
    describe(group, () => {
      for (const { name, run } of cases.filter((testCase) => testCase.group === group)) {
        it(name, async () => {
          shared ??= makeBackend();
          const backend = await shared;
          const before = backend.memory().tensors;
          await run({ backend, makeBackend });
          const left = backend.memory().tensors - before;
          check(left === 0, `no tensor must be left behind; got ${left}`);
        });
      }
    });
  }
  describe('after all', () => {
    it('holds no tensor, and closes', async () => {
      const backend = await (shared ?? makeBackend());
      const { tensors } = backend.memory();
      check(tensors === 0, `no tensor must be left; got ${tensors}`);
      await backend.close();
    });
  });
}
