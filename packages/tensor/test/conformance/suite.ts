import { type Backend, createBackend, TensorError } from '@x/tensor';
import { conformance, conformanceCases } from '@x/tensor/conformance';
import { describe, expect, it } from 'vitest';

/** Why a backend can't be had here, or null. */
export async function missing(name: string): Promise<string | null> {
  try {
    await (await createBackend(name)).close();
    return null;
  } catch (error) {
    if (error instanceof TensorError && error.code.startsWith('backend-un')) return error.message;
    throw error;
  }
}

/** Not every machine that tests this project can build it. */
const optional = ['wasm'];

/** Whether tests of a backend can run; says why not. With CI=true a missing one is a failure. */
export async function available(name: string): Promise<boolean> {
  const reason = await missing(name);
  if (reason === null) return true;
  if (process.env.CI === 'true' && !optional.includes(name)) {
    it(`backend ${name} can be had`, () => expect(reason).toBeNull());
  } else {
    console.warn(`skipped: ${reason}`);
    it(`backend ${name}`, ({ skip }) => skip(`backend ${name}: ${reason}`));
  }
  return false;
}

export function testConformance(
  title: string,
  makeBackend: () => Promise<Backend>,
  cases = conformanceCases(),
): void {
  describe(title, () => conformance({ describe, it }, makeBackend, cases));
}
