/** What commands print of strangers' files: nothing that a terminal would act on. */

import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeSafetensors } from '@x/weights';
import { afterEach, expect, test, vi } from 'vitest';
import { infoCommand } from '../src/cli/info.js';
import { errorOf } from '../src/cli/report.js';
import { fixtures } from './support/fixtures.js';

afterEach(() => vi.restoreAllMocks());

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const unfit = /[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]/;

test('errors', () => {
  const { message } = errorOf(new Error('a\u001b[2J\u009b2J\u202egnp\nb'));
  expect(message).toBe('a\\u001b[2J\\u009b2J\\u202egnp\nb');
  expect(message).not.toMatch(unfit);
});

test('names of tensors in info', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'flux2-vae-report-'));
  try {
    const path = join(folder, 'a.safetensors');
    const data = new Float32Array(1);
    await writeFile(path, encodeSafetensors({ 'a\u001b[2J\u202e\n': { dtype: 'F32', shape: [1], data } }));
    let printed = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
    await infoCommand().parseAsync([path, '--config', `${fixtures}vae/tiny/config.json`], { from: 'user' });
    expect(printed).toContain('a\\u001b[2J\\u202e\\u000a');
    expect(printed).not.toMatch(unfit);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
