import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSafetensors, WeightsError } from '@x/weights';
import { describe, expect, test } from 'vitest';
import { malformed, valid } from './safetensors-cases.js';

describe('malformed files are refused', () => {
  test.each(malformed)('$name', async ({ bytes, code, word }) => {
    const error = await openSafetensors(bytes).then(
      () => expect.unreachable('it was accepted'),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(WeightsError);
    const { code: got, message } = error as WeightsError;
    expect(message).toContain(word);
    expect(got).toBe(code);
    expect(message).toMatch(/^\[safetensors\] bytes.*; got /);
    expect(message).not.toContain('\n');
    expect(message.length).toBeLessThan(600);
  });
});

describe('valid files are read', () => {
  test.each(valid)('$name', async ({ bytes, tensors }) => {
    const source = await openSafetensors(bytes);
    expect(source.names().map((name) => [name, source.info(name).shape])).toEqual(tensors);
    for (const name of source.names()) {
      expect((await source.read(name)).byteLength).toBe(source.info(name).bytes);
    }
  });
});

/** For `rust-verdicts.py`, which asks the Rust crate about every case. */
const folder = process.env.X_WEIGHTS_CASES;
test('cases as files', (ctx) => {
  if (folder === undefined) return ctx.skip('X_WEIGHTS_CASES names no folder to write them to');
  const cases = [
    ...malformed.map(({ name, bytes, rustAccepts }) => ({ name, bytes, rust: rustAccepts ?? false })),
    ...valid.map(({ name, bytes }) => ({ name, bytes, rust: true })),
  ];
  mkdirSync(folder, { recursive: true });
  cases.forEach(({ bytes }, i) => {
    writeFileSync(join(folder, `${i}.safetensors`), bytes);
  });
  const table = cases.map(({ name, rust }) => ({ name, rust }));
  writeFileSync(join(folder, 'cases.json'), JSON.stringify(table));
});
