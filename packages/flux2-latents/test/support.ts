import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LatentsError, type LatentsErrorCode } from '@x/flux2-latents';
import { type Backend, createBackend, type Tensor, tensor } from '@x/tensor';
import { afterAll, expect, onTestFinished } from 'vitest';

export const fixtures = fileURLToPath(new URL('../../../test-fixtures/', import.meta.url));

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'x-latents-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A backend for a test file, with nothing left on it at the end. */
export async function referenceBackend(): Promise<Backend> {
  const backend = await createBackend('reference');
  afterAll(() => backend.close());
  return backend;
}

export const values = async (x: Tensor): Promise<number[]> => Array.from((await x.data()) as Float32Array);

export async function maxDifference(x: Tensor, expected: Float32Array): Promise<number> {
  const data = (await x.data()) as Float32Array;
  expect(data.length).toBe(expected.length);
  return data.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (expected[i] as number))), 0);
}

export async function expectRefusal(
  run: () => unknown,
  code: LatentsErrorCode,
  ...words: readonly string[]
): Promise<void> {
  const error = await Promise.resolve()
    .then(run)
    .then(
      () => expect.unreachable('it was accepted'),
      (reason: unknown) => reason,
    );
  expect(error).toBeInstanceOf(LatentsError);
  const { message, code: got } = error as LatentsError;
  for (const word of words) expect(message).toContain(word);
  expect(got).toBe(code);
  expect(message).toMatch(/^\[[a-zA-Z]+\] [^\n]*; got [^\n]+$/);
}

/** 0, 1, 2, … in this shape. */
export function ramp(shape: readonly number[], backend: Backend): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(
    Float32Array.from({ length: size }, (_, i) => i),
    { shape, backend },
  );
}
