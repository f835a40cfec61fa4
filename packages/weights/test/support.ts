import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { WeightsError, type WeightsErrorCode } from '@x/weights';
import { expect, onTestFinished } from 'vitest';

/** A folder that goes when the test is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'x-weights-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes `content` under `folder`, making folders on the way; returns the path. */
export function put(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** The promise must reject with a `WeightsError` of this code, whose message holds each word, in one line. */
export async function expectRefusal(
  promise: Promise<unknown>,
  code: WeightsErrorCode,
  ...words: readonly string[]
): Promise<WeightsError> {
  const error = await promise.then(
    () => expect.unreachable('it was accepted'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(WeightsError);
  const typed = error as WeightsError;
  for (const word of words) expect(typed.message).toContain(word);
  expect(typed.code).toBe(code);
  expect(typed.message).toMatch(/^\[[a-z]+\] [^\n]*; got [^\n]+$/);
  return typed;
}

export const floats = (...values: number[]): Float32Array => Float32Array.from(values);

/** Runs `work` as a user without rights, where this one is root; needs folders that others may enter. */
export async function unprivileged(work: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65534);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}
