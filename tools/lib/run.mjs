import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from './paths.mjs';

const environment = {
  ...process.env,
  PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
};

/**
 * Runs a program in the repository's root. `show: false` keeps its output and returns it.
 * Rejects where it can't be started or exits with anything but 0; the error has `output` and `exitCode`.
 */
export function run(program, args, { show = true, env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...environment, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      shell: process.platform === 'win32' && !program.includes(process.execPath),
    });
    let output = '';
    child.stdout?.on('data', (bytes) => (output += bytes));
    child.stderr?.on('data', (bytes) => (output += bytes));
    child.on('error', (cause) => reject(Object.assign(cause, { output })));
    child.on('close', (exitCode, signal) => {
      if (exitCode === 0) return resolve(output);
      const how = signal ? `ended by ${signal}` : `exit code ${exitCode}`;
      reject(Object.assign(new Error(`${program} ${args.join(' ')}: ${how}`), { output, exitCode }));
    });
  });
}

/** One step with a line of its own: quiet when it works, its whole output when it doesn't. */
export async function step(title, work) {
  const start = performance.now();
  process.stdout.write(`${title} … `);
  try {
    const result = await work();
    console.log(`${((performance.now() - start) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    console.log('failed');
    if (error.output) console.error(error.output.trimEnd());
    console.error(error.message);
    process.exit(1);
  }
}
