/** For `@x/tensor`, which speaks of nothing but these: see its backend `wasm`. */

export interface InstanceOptions {
  /** Threads to have ready, each a Worker; 0: the module without threads. */
  readonly workers: number;
  /** What its memory may grow to; a multiple of 64 KiB. */
  readonly memoryBytes: number;
  /** The module, where it isn't the one beside this file. */
  readonly binary?: BufferSource | WebAssembly.Module | undefined;
  /** Called when what was asked by this number is there, or failed. */
  settled(id: number, failure: { code: string; op: string; message: string } | null): void;
  /** Called when a thread ended that must not. */
  failed(error: Error): void;
}

export interface Instance {
  readonly functions: Readonly<Record<string, (...numbers: number[]) => number>>;
  readonly memory: WebAssembly.Memory;
  /** Whether Node's event loop is to stay for what its threads do. */
  hold(isNeeded: boolean): void;
  /** Ends the threads at once. */
  stop(): void;
}

/** @throws RangeError where the address space has no room for such a memory */
export function instantiate(options: InstanceOptions): Promise<Instance>;
