/** Progress, cancelling, and ends of backends and processes. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createBackend, ones } from '@x/tensor';
import { describe, expect, it } from 'vitest';
import { chain } from '../../src/conformance/jobs.js';
import { available } from '../conformance/suite.js';

const settings = [{ threads: 2 }, { shared: false }];

if (await available('wasm')) {
  describe.each(settings)('wasm with %j', (options) => {
    it('lets the event loop see how far it is', async () => {
      await using backend = await createBackend('wasm', options);
      using x = ones([300, 300], { backend });
      using job = backend.job();
      using last = job.run(() => chain(x, 60));
      const seen = new Set<number>();
      const watch = setInterval(() => seen.add(job.progress().done), 1);
      await last.ready();
      clearInterval(watch);
      const { issued, done } = job.progress();
      expect(done).toBe(issued);
      expect([...seen].filter((some) => some > 0 && some < issued).length).toBeGreaterThan(2);
    });

    it('stops between ops when it is cancelled from a timer', async () => {
      await using backend = await createBackend('wasm', options);
      using x = ones([300, 300], { backend });
      using job = backend.job();
      using last = job.run(() => chain(x, 2000));
      const timer = setTimeout(() => job.cancel(), 30);
      await expect(last.ready()).rejects.toMatchObject({ code: 'aborted' });
      clearTimeout(timer);
      await backend.sync();
      expect(backend.pending()).toBe(0);
    });

    it('closed in the middle, it fails what has not run', async () => {
      const backend = await createBackend('wasm', options);
      const x = ones([300, 300], { backend });
      const reading = chain(x, 500).data();
      const closing = backend.close();
      await expect(reading).rejects.toMatchObject({ code: 'closed' });
      await closing;
    });

    it('closed at once, it closes', async () => {
      const backend = await createBackend('wasm', options);
      await backend.close();
    });
  });

  it('many, one after the other', async () => {
    for (let i = 0; i < 20; i++) {
      await using backend = await createBackend('wasm', { threads: 2 });
      using x = ones([10], { backend });
      expect((await x.data())[9]).toBe(1);
    }
  });

  /** The package as it is built: sources are TypeScript, which a process of its own doesn't read. */
  it('an idle one lets the process end, one at work keeps it until its promise is settled', async () => {
    const script = `
      const { instantiate } = await import(${JSON.stringify(new URL('../../npm/wasm/index.js', import.meta.url).href)});
      const made = await instantiate({
        workers: 2,
        memoryBytes: 2 ** 28,
        settled: (id, failure) => {
          made.hold(false);
          console.log('settled', id, failure);
        },
        failed: (error) => console.log(error),
      });
      made.functions.xt_open(2, -1, 2 ** 27);
      made.hold(true);
      const at = made.functions.xt_arguments(1) >>> 0;
      new Float64Array(made.memory.buffer)[at / 8] = 0;
      made.functions.xt_ready(at, 7);
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      timeout: 50_000,
    });
    expect(stdout).toBe('settled 7 null\n');
  });
}
