import type { BackendOptions, DriverFactory } from '../../backend.js';
import { TensorError } from '../../errors.js';
import { CpuDriver } from '../cpu/driver.js';
import { integerOption } from '../options.js';
import { loadPackage, type WasmInstance, type WasmPackage } from './module.js';
import { WasmNative } from './native.js';

const known = ['threads', 'cacheBytes', 'memoryBytes', 'shared', 'url', 'binary'];
const maxThreads = 64;
const maxMemoryBytes = 2 ** 32;
const minMemoryBytes = 2 ** 26;
/** Of the module itself: stacks, code's data, what lies between blocks. */
const reserveBytes = 2 ** 24;

interface Options {
  readonly threads: number | undefined;
  readonly cacheBytes: number | undefined;
  readonly memoryBytes: number | undefined;
  readonly shared: boolean;
  readonly url: string | undefined;
  readonly binary: BufferSource | WebAssembly.Module | undefined;
}

/**
 * The `wasm` backend: the kernels of `cpu` in WebAssembly with SIMD, from `@x/tensor-wasm`, for browsers and Node.
 * Each backend is an instance of its own, with a memory that grows up to 4 GiB and goes when it is closed.
 *
 * Options:
 * - `threads` (1 to 64; default: the processors there are): each is a Worker, beside the calling thread, which stays
 *   free. They need a shared memory: Node has it, a browser where the page is cross-origin isolated. Elsewhere the
 *   default is none, and work is done on the calling thread between turns of its event loop, op by op: each op blocks it.
 * - `shared: false`: no threads, wherever it is.
 * - `memoryBytes` (64 MiB to 4 GiB, the default): work that needs more fails with `out-of-memory`.
 * - `cacheBytes`: as of `cpu`.
 * - `url`: a folder with the files of `@x/tensor-wasm`, where no bundler finds them.
 * - `binary`: its module, compiled or as bytes; with or without threads, as it was built.
 */
export const createWasmDriver: DriverFactory = async (options) => {
  const checked = checkOptions(options);
  const workers = threadsOf(checked);
  const native = new WasmNative();
  const { instance, memoryBytes } = await instantiate(
    await loadPackage(checked.url),
    native,
    checked,
    workers,
  );
  try {
    native.open(instance, {
      threads: Math.max(1, workers),
      cacheBytes: checked.cacheBytes,
      limit: memoryBytes - reserveBytes,
    });
    return new CpuDriver(native);
  } catch (error) {
    instance.stop();
    throw error;
  }
};

/** Where the address space has no room for the most there can be, less will do. */
async function instantiate(
  from: WasmPackage,
  native: WasmNative,
  { memoryBytes, binary }: Options,
  workers: number,
): Promise<{ instance: WasmInstance; memoryBytes: number }> {
  for (let bytes = memoryBytes ?? maxMemoryBytes; ; bytes /= 2) {
    try {
      const instance = await from.instantiate({
        workers,
        memoryBytes: bytes,
        binary,
        settled: (id, failure) => native.settled(id, failure),
        failed: (error) => native.failed(error),
      });
      return { instance, memoryBytes: bytes };
    } catch (error) {
      const isTooMuch = error instanceof RangeError && memoryBytes === undefined && bytes > 2 ** 28;
      if (!isTooMuch) throw error;
    }
  }
}

function checkOptions(options: BackendOptions): Options {
  const unknown = Object.keys(options).find((name) => !known.includes(name) && options[name] !== undefined);
  if (unknown !== undefined) refuse(`options must be of ${known.join(', ')}; got ${unknown}`, unknown);
  const { shared = true, url, binary } = options;
  if (typeof shared !== 'boolean') refuse(`shared must be a boolean; got ${String(shared)}`, 'shared');
  if (url !== undefined && typeof url !== 'string' && !(url instanceof URL)) {
    refuse(`url must be a string or a URL; got ${typeof url}`, 'url');
  }
  if (binary !== undefined && !isBinary(binary)) {
    refuse('binary must be bytes or a WebAssembly.Module; got something else', 'binary');
  }
  return {
    threads: integerOption(options, 'threads', 1, maxThreads),
    cacheBytes: integerOption(options, 'cacheBytes', 0, Number.MAX_SAFE_INTEGER),
    memoryBytes: integerOption(options, 'memoryBytes', minMemoryBytes, maxMemoryBytes),
    shared,
    url: url === undefined ? undefined : String(url),
    binary,
  };
}

function isBinary(value: unknown): value is BufferSource | WebAssembly.Module {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof WebAssembly.Module;
}

/** Workers to start; 0: no threads. */
function threadsOf({ threads, shared }: Options): number {
  if (!shared)
    return threads === undefined || threads === 1
      ? 0
      : refuse(`threads must be 1 where shared is false; got ${threads}`, 'threads');
  if (canShareMemory()) return threads ?? Math.min(processors(), maxThreads);
  if (threads === undefined || threads === 1) return 0;
  throw new TensorError(
    'backend-unavailable',
    'wasm',
    `threads must have a shared memory, which a browser gives to cross-origin isolated pages alone; got ${threads} threads without`,
    { details: { threads } },
  );
}

const canShareMemory = (): boolean =>
  typeof SharedArrayBuffer !== 'undefined' &&
  (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated !== false;

function processors(): number {
  const builtin = typeof process === 'undefined' ? undefined : process.getBuiltinModule;
  return builtin ? builtin('node:os').availableParallelism() : (navigator.hardwareConcurrency ?? 1);
}

function refuse(message: string, option: string): never {
  throw new TensorError('argument', 'createBackend', message, { details: { option } });
}
