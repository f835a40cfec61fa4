/** Ends of processes and workers, seen from outside: scripts on the bare addon in Node processes of their own. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { available } from '../conformance/suite.js';

const script = fileURLToPath(new URL('./process-script.cjs', import.meta.url));

/** The exit code, or the signal; 'hangs' after half a minute. */
function ending(scenario: string): Promise<{ how: number | string; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, scenario], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (bytes) => (output += bytes));
    child.stderr.on('data', (bytes) => (output += bytes));
    const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ how: signal === 'SIGKILL' ? 'hangs' : (signal ?? code!), output });
    });
  });
}

if (await available('mlx')) {
  describe('mlx in processes and workers', () => {
    it('has its script', () => expect(existsSync(script)).toBe(true));

    it.each([
      ['idle', 0],
      ['queued', 0],
      ['exit-queued', 7],
      ['throw-queued', 1],
      ['awaited', 0],
      ['worker-awaited', 0],
      ['worker-queued', 0],
      ['worker-terminated', 0],
      ['many-workers', 0],
      ['collected', 0],
      ['wrong-arguments', 0],
    ])('%s ends with %s', async (scenario, expected) => {
      const { how, output } = await ending(scenario);
      expect({ how, output: how === expected ? '' : output }).toEqual({ how: expected, output: '' });
    });

    it('says that it cannot start where threads cannot be had', async (ctx) => {
      if (spawnSync('prlimit', ['--version']).status !== 0) ctx.skip('prlimit is not here');
      expect(await ending('no-threads')).toEqual({ how: 0, output: '' });
    });
  });
}
