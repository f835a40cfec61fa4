import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createBackend, TensorError } from '@x/tensor';
import { expect, it } from 'vitest';

const libc = process.platform === 'linux' ? (existsSync('/lib/ld-musl-x86_64.so.1') ? '-musl' : '-gnu') : '';
export const platform = `${process.platform}-${process.arch}${libc}`;
const addon = fileURLToPath(new URL(`../../npm/cpu-${platform}/tensor_cpu.node`, import.meta.url));

export interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a script of `children/` in a process of its own, killed after half a minute; `before` is a program that starts it. */
export function runChild(
  script: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
  before: readonly string[] = [],
): Promise<Ending> {
  const path = fileURLToPath(new URL(`children/${script}.cjs`, import.meta.url));
  return new Promise((resolve, reject) => {
    const [program, ...rest] = [...before, process.execPath, path, ...args];
    const child = spawn(program!, rest, {
      env: { ...process.env, X_TEST_ADDON: addon, ...env },
      timeout: 30_000,
      killSignal: 'SIGKILL',
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (bytes) => (output += bytes));
    child.stderr.on('data', (bytes) => (errors += bytes));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, output: output.trim(), errors }));
  });
}

/** Whether `cpu` can be had here; a skipped test says why not, with CI=true it fails. */
export async function cpuIsThere(): Promise<boolean> {
  try {
    await (await createBackend('cpu')).close();
    return true;
  } catch (error) {
    if (!(error instanceof TensorError) || error.code !== 'backend-unavailable') throw error;
    if (process.env.CI === 'true') it('the cpu backend can be had', () => expect(error.message).toBe(''));
    else it.skip(`cpu: ${error.message}`);
    console.warn(`skipped: ${error.message}`);
    return false;
  }
}
