/** The functions of the native addon (native/mlx/binding), and loading it once. */
import type { Handle } from '../../backend.js';
import { loadNativeBinary } from '../native-binary.js';

/** A backend of the addon's. */
export type NativeBackend = object & { readonly nativeBackend?: never };

export interface NativeFailure {
  readonly code: string;
  readonly op: string;
  readonly message: string;
}

export type Settle = (failure: NativeFailure | null) => void;

export interface Addon {
  hasGpu(): boolean;
  describe(): string;
  /** Names of all ops; `run` takes places in this list. */
  kernels(): string[];
  /** `cacheBytes` negative: MLX's own choice. */
  open(memoryLimit: number, cacheBytes: number, hostKernels: boolean): NativeBackend;
  fromBytes(backend: NativeBackend, bytes: Uint8Array, shape: readonly number[], dtype: number): Handle;
  run(
    backend: NativeBackend,
    kernel: number,
    inputs: readonly (Handle | null)[],
    numbers: readonly number[],
    shape: readonly number[],
    dtype: number,
    work: number,
  ): Handle;
  /** Fills a buffer exactly as long as the array. */
  read(backend: NativeBackend, handle: Handle, into: ArrayBuffer, settle: Settle): void;
  ready(backend: NativeBackend, handles: readonly Handle[] | null, settle: Settle): void;
  dispose(handle: Handle): void;
  memory(backend: NativeBackend): [bytes: number, peakBytes: number];
  resetPeak(backend: NativeBackend): void;
  pending(backend: NativeBackend): number;
  emptyCaches(backend: NativeBackend): void;
  close(backend: NativeBackend, settle: Settle): void;
  jobOpen(): Handle;
  jobEnter(backend: NativeBackend, job: Handle | null): void;
  jobProgress(job: Handle): [issued: number, done: number];
  jobCancel(job: Handle): void;
}

let addon: Addon | undefined;
let places: ReadonlyMap<string, number> | undefined;

/** @throws TensorError `backend-unavailable` */
export function loadAddon(): Addon {
  addon ??= loadNativeBinary('mlx') as Addon;
  return addon;
}

/** The number of an op for `run`. */
export function kernelNumber(name: string): number {
  places ??= new Map(
    loadAddon()
      .kernels()
      .map((kernel, place) => [kernel, place]),
  );
  const place = places.get(name);
  if (place === undefined) throw new Error(`the mlx addon has no op ${name}; it is older than this package`);
  return place;
}
