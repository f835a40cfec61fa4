/** What `@x/tensor-wasm` gives, and finding it. */
import { TensorError } from '../../errors.js';
import type { NativeFailure } from '../cpu/native.js';

/** Exported functions of native/wasm, numbers in and out. */
export type WasmFunctions = Readonly<Record<string, (...numbers: number[]) => number>>;

export interface WasmInstance {
  readonly functions: WasmFunctions;
  readonly memory: WebAssembly.Memory;
  /** Whether Node's event loop is to stay for what its threads do. */
  hold(isNeeded: boolean): void;
  /** Ends the threads at once. */
  stop(): void;
}

export interface WasmInstanceOptions {
  /** Threads to have ready, each a Worker; 0: the module without threads. */
  readonly workers: number;
  /** What its memory may grow to. */
  readonly memoryBytes: number;
  /** The module, where it isn't the one in the package. */
  readonly binary?: BufferSource | WebAssembly.Module | undefined;
  /** What was asked by this number is there, or failed; `code` is empty where it is there. */
  settled(id: number, failure: { code: string; op: string; message: string } | null): void;
  /** A thread ended that must not. */
  failed(error: Error): void;
}

export interface WasmPackage {
  instantiate(options: WasmInstanceOptions): Promise<WasmInstance>;
}

export type Failure = NativeFailure;

/**
 * The package, or the copy of its files in the folder at `url`.
 * @throws TensorError `backend-unavailable`
 */
export async function loadPackage(url: string | undefined): Promise<WasmPackage> {
  try {
    if (url === undefined) return await import('@x/tensor-wasm');
    const folder = url.endsWith('/') ? url : `${url}/`;
    return (await import(/* @vite-ignore */ /* webpackIgnore: true */ `${folder}index.js`)) as WasmPackage;
  } catch (cause) {
    const where = url === undefined ? 'install @x/tensor-wasm (npm i @x/tensor-wasm)' : `got none at ${url}`;
    throw new TensorError('backend-unavailable', 'wasm', `its files must be at hand; ${where}`, {
      details: { url },
      cause,
    });
  }
}
