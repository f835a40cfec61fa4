/** How a backend is asked for, and what is refused. */
import { readFile } from 'node:fs/promises';
import { type BackendOptions, createBackend, ones, sum } from '@x/tensor';
import { describe, expect, it } from 'vitest';
import { available } from '../conformance/suite.js';

const folder = new URL('../../npm/wasm/', import.meta.url);

describe('options of wasm', () => {
  it.each([
    [{ threads: 0 }, 'threads must be an integer'],
    [{ threads: 65 }, 'threads must be an integer from 1 to 64; got 65'],
    [{ threads: 2, shared: false }, 'threads must be 1 where shared is false; got 2'],
    [{ shared: 'yes' }, 'shared must be a boolean; got yes'],
    [{ memoryBytes: 1000 }, 'memoryBytes must be an integer from 67108864 to 4294967296; got 1000'],
    [{ memoryBytes: 2 ** 33 }, 'memoryBytes must be an integer'],
    [{ url: 7 }, 'url must be a string or a URL; got number'],
    [{ binary: 'tensor.wasm' }, 'binary must be bytes or a WebAssembly.Module'],
    [{ simd: true }, 'options must be of threads, cacheBytes, memoryBytes, shared, url, binary; got simd'],
  ])('refuses %j', async (options, message) => {
    await expect(createBackend('wasm', options as never)).rejects.toMatchObject({
      code: 'argument',
      message: expect.stringContaining(message),
    });
  });

  it('says in a line that its files are not at hand', async () => {
    await expect(createBackend('wasm', { url: 'file:///nowhere/at/all' })).rejects.toMatchObject({
      code: 'backend-unavailable',
      message:
        "[createBackend] backend 'wasm' must be available; [wasm] its files must be at hand; got none at file:///nowhere/at/all",
    });
  });
});

if (await available('wasm')) {
  describe('where its files come from', () => {
    const computes = async (options: BackendOptions) => {
      await using backend = await createBackend('wasm', options);
      using x = ones([10, 10], { backend });
      using total = sum(x);
      expect(await total.item()).toBe(100);
      return backend.description;
    };

    it('a folder', async () => {
      expect(await computes({ url: folder, threads: 1 })).toBe('1 thread, simd128');
      expect(await computes({ url: folder.href.slice(0, -1), shared: false })).toBe('no threads, simd128');
    });

    it('bytes, or a compiled module, with threads or without as they were built', async () => {
      const [plain, threads] = await Promise.all(
        ['tensor.wasm', 'tensor-threads.wasm'].map((name) => readFile(new URL(name, folder))),
      );
      expect(await computes({ binary: plain })).toBe('no threads, simd128');
      expect(await computes({ binary: threads, threads: 2 })).toBe('2 threads, simd128');
      const module = await WebAssembly.compile(new Uint8Array(threads!));
      expect(await computes({ binary: module, threads: 2 })).toBe('2 threads, simd128');
    });

    it('bytes that are no module are refused', async () => {
      await expect(createBackend('wasm', { binary: new Uint8Array(8) })).rejects.toMatchObject({
        code: 'backend-unavailable',
      });
    });

    it('a module with threads where they are refused', async () => {
      const binary = await readFile(new URL('tensor-threads.wasm', folder));
      await expect(createBackend('wasm', { binary, shared: false })).rejects.toMatchObject({
        code: 'backend-unavailable',
        message: expect.stringContaining('must have Workers'),
      });
    });
  });

  describe('where no memory can be shared', () => {
    const page = globalThis as { crossOriginIsolated?: boolean };
    const alone = async (work: () => Promise<void>) => {
      page.crossOriginIsolated = false;
      try {
        await work();
      } finally {
        delete page.crossOriginIsolated;
      }
    };

    it('computes without threads', () =>
      alone(async () => {
        await using backend = await createBackend('wasm');
        expect(backend.description).toBe('no threads, simd128');
      }));

    it('refuses to have some', () =>
      alone(() =>
        expect(createBackend('wasm', { threads: 2 })).rejects.toMatchObject({
          code: 'backend-unavailable',
          message: expect.stringContaining('cross-origin isolated'),
        }),
      ));
  });
}
