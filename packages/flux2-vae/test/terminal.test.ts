import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { encodeNpy } from '@x/weights';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Report } from '../src/cli/report.js';
import { start } from './support/command.js';
import { fixtures, readFloats, sample } from './support/fixtures.js';

vi.setConfig({ testTimeout: 300_000 });

const tiny = `${fixtures}vae/tiny`;
const bin = fileURLToPath(new URL('../bin/flux2-vae.js', import.meta.url));
let folder: string;
const at = (...names: string[]) => join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flux2-vae-terminal-'));
  const packed = await readFloats(`${tiny}/expected.safetensors`, 'packed');
  await mkdir(at('in'));
  for (const name of ['a', 'b']) {
    await writeFile(at('in', `${name}.npy`), encodeNpy({ dtype: 'F32', ...packed }));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a terminal of 80 columns is sent. */
function fakeTerminal(isTTY = true) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 80, rows: 24 });
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return { stream: stream as unknown as NodeJS.WriteStream, sent: () => text };
}
const options = { quiet: false, json: false };
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('the bar', () => {
  test('shows how much is done and of what, then leaves the line and the cursor as they were', async () => {
    const { stream, sent } = fakeTerminal();
    const bar = await new Report(options, stream).bar();
    bar.update({ done: 0, total: 8, stage: 'start' });
    bar.update({ done: 2, total: 8, stage: 'decoder.conv_in', tiling: 'bounded' });
    bar.stop();
    await settle();
    expect(sent()).toContain(' 0% start');
    expect(sent()).toContain(' 25% decoder.conv_in (bounded)');
    const [drawn, cleared] = sent().split(' 25% decoder.conv_in (bounded)').slice(-2) as [string, string];
    expect(drawn).toContain('\x1b[?25l');
    expect(cleared).toContain('\x1b[?25h');
    expect(cleared).toContain('\x1b[0K');
    expect(sent()).not.toContain('\n');
  });

  test('a note takes its line, and the bar goes on below', async () => {
    const { stream, sent } = fakeTerminal();
    const report = new Report(options, stream);
    const bar = await report.bar();
    bar.update({ done: 1, total: 4, stage: 'one' });
    report.note({ code: 'x', message: 'something' });
    bar.update({ done: 3, total: 4, stage: 'two' });
    bar.stop();
    await settle();
    const [before, after] = sent().split('\r\x1b[Knote: something\n') as [string, string];
    expect(before).toContain(' 25% one');
    expect(after).toContain(' 75% two');
    report.note({ code: 'x', message: 'later' });
    await settle();
    expect(sent().endsWith('note: later\n')).toBe(true);
    expect(sent().endsWith('\r\x1b[Knote: later\n')).toBe(false);
  });

  test.each<[string, boolean, object]>([
    ['no terminal', false, {}],
    ['--quiet', true, { quiet: true }],
  ])('%s: nothing', async (_, isTTY, more) => {
    const { stream, sent } = fakeTerminal(isTTY);
    const bar = await new Report({ ...options, ...more }, stream).bar();
    bar.update({ done: 1, total: 2, stage: 'one' });
    bar.stop();
    await settle();
    expect(sent()).toBe('');
  });
});

const python = spawnSync('python3', ['-c', 'import pty']).status === 0 ? 'python3' : null;
const why = python === null ? ' (skipped: no python3 with pty)' : '';

describe.skipIf(python === null)(`on a pseudo terminal${why}`, () => {
  const script = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';

  /** The command with a terminal for all three streams. */
  const onTerminal = (...args: string[]) =>
    new Promise<{ code: number | null; sent: string }>((resolve, reject) => {
      const child = spawn(python!, ['-c', script, process.execPath, bin, ...args], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let sent = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        sent += chunk;
      });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, sent }));
    });

  test('decode draws a bar to its end, clears it, and says what it wrote', async () => {
    const output = at('terminal.png');
    const args = ['decode', at('in', 'a.npy'), '--model', tiny, '--output', output];
    const more = ['--backend', 'reference', '--layout', 'packed-nchw'];
    const { code, sent } = await onTerminal(...args, ...more);
    expect(code).toBe(0);
    expect(sent).toContain('0% start');
    expect(sent).toMatch(/100% \S*conv_out/);
    expect(sent.lastIndexOf('\x1b[?25h')).toBeGreaterThan(sent.lastIndexOf('\x1b[?25l'));
    expect(sent.trimEnd().endsWith(`${output} 12×16`)).toBe(true);
    const quiet = await onTerminal(...args, ...more, '--quiet');
    expect([quiet.code, quiet.sent]).toEqual([0, `${output} 12×16\r\n`]);
  });
});

describe('a reader that leaves', () => {
  test.each(['stdout', 'stderr'] as const)('%s closed at once: all is written, exit 0', async (stream) => {
    const out = at(`closed-${stream}`);
    const { child, ended } = start([
      ...['decode', at('in'), '--model', tiny, '--backend', 'reference', '--output-dir', out],
    ]);
    child[stream]!.destroy();
    const { code, signal, stdout, stderr } = await ended;
    expect([code, signal]).toEqual([0, null]);
    expect((await readdir(out)).sort()).toEqual(['a.png', 'b.png']);
    // The other one has what it would have had.
    if (stream === 'stderr') expect(stdout.trim().split('\n')).toHaveLength(2);
    else expect(stderr).toMatch(/^(?:note: .*\n)*$/);
  });
});

describe('Ctrl-C', () => {
  test.each([
    ['undivided', ['--tiling', 'off']],
    ['bounded', ['--max-memory', '900MiB']],
    ['in tiles', ['--tiling', 'diffusers', '--tile-latents', '64']],
  ])('%s: exit 130, no file, a short message', async (_, flags) => {
    const inside = await mkdtemp(join(folder, 'stop-'));
    // 1536 × 2048 px: many seconds; the note on the layout comes just before the work.
    const shape = [1, 128, 128, 96];
    const latents = at('large.npy');
    await writeFile(latents, encodeNpy({ dtype: 'F32', shape, data: new Float32Array(128 * 128 * 96) }));
    const output = join(inside, 'a.png');
    const { child, ended } = start(['decode', latents, '--model', sample, '--output', output, ...flags]);
    const isRunning = new Promise<void>((resolve) => {
      child.stderr!.on('data', (chunk: string) => chunk.includes('taken as') && resolve());
    });
    await Promise.race([isRunning, ended]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect([code, stdout]).toEqual([130, '']);
    expect(stderr).toContain('error: stopped by SIGINT\n');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(await readdir(inside)).toEqual([]);
  });
});
