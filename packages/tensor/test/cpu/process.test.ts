/** Processes and workers that end in every way, with work queued and without. */
import { expect, it } from 'vitest';
import { cpuIsThere, runChild } from './child.js';

if (await cpuIsThere()) {
  it('an idle backend keeps no process alive', async () => {
    expect(await runChild('exit', ['idle'])).toMatchObject({ code: 0, output: '3,3' });
  });

  it('a process waits for a read that is awaited, and no longer', async () => {
    expect(await runChild('exit', ['pending'])).toMatchObject({ code: 0, output: '1' });
  });

  it('work that nobody awaits keeps no process alive', async () => {
    expect(await runChild('exit', ['unawaited'])).toMatchObject({ code: 0, output: 'left' });
  });

  it('process.exit with work queued gives its exit code', async () => {
    expect(await runChild('exit', ['exit'])).toMatchObject({ code: 7, signal: null });
  });

  it('an uncaught exception with work queued ends the process as always', async () => {
    const ending = await runChild('exit', ['throw']);
    expect(ending).toMatchObject({ code: 1, signal: null });
    expect(ending.errors).toContain('thrown on purpose');
  });

  it('closing with work queued drops it', async () => {
    expect(await runChild('exit', ['close'])).toMatchObject({ code: 0, output: 'closed' });
  });

  it('workers have backends of their own and may be ended in the middle of their work', async () => {
    expect(await runChild('workers')).toMatchObject({ code: 0, output: 'queued,right' });
  });
}
