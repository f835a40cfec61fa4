import type { BackendDriver, CacheLimits, Handle } from '../backend.js';
import { TensorError } from '../errors.js';

export interface MemoryInfo {
  /** Live `Tensor` objects. */
  readonly tensors: number;
  /** Bytes of live arrays and caches, as the driver counts them. */
  readonly bytes: number;
  /** The most of these since creation or `resetPeak`, workspaces included. */
  readonly peakBytes: number;
}

/** The driver, for ops; code `closed` when its backend is. */
export let driverOf: (backend: Backend, op: string) => BackendDriver;
/** A `Tensor` was made. */
export let countTensor: (backend: Backend) => void;
/** A `Tensor` is gone, and its handle with it. */
export let releaseHandle: (backend: Backend, handle: Handle) => void;

/**
 * Where tensors live and ops run. Made by `createBackend`. Ops of one backend run in the order of their calls;
 * several backends may be alive at once. An idle one doesn't keep the process alive.
 */
export class Backend {
  readonly name: string;
  readonly #driver: BackendDriver;
  readonly #cacheLimits = new Set<CacheLimits>();
  #tensors = 0;
  #closing: Promise<void> | undefined;

  constructor(name: string, driver: BackendDriver) {
    this.name = name;
    this.#driver = driver;
  }

  static {
    driverOf = (backend, op) => backend.#open(op);
    countTensor = (backend) => {
      backend.#tensors++;
    };
    releaseHandle = (backend, handle) => {
      backend.#tensors--;
      if (!backend.isClosed) backend.#driver.dispose(handle);
    };
  }

  #open(op: string): BackendDriver {
    if (this.#closing) {
      throw new TensorError('closed', op, `backend must be open; got '${this.name}', closed`, {
        details: { backend: this.name },
      });
    }
    return this.#driver;
  }

  /** One line for people: what computes here. */
  get description(): string {
    return this.#driver.description;
  }

  get isClosed(): boolean {
    return this.#closing !== undefined;
  }

  memory(): MemoryInfo {
    const { bytes, peakBytes } = this.#open('memory').memory();
    return { tensors: this.#tensors, bytes, peakBytes };
  }

  /** Forgets the peak so far: it becomes the bytes in use now. */
  resetPeak(): void {
    this.#open('resetPeak').resetPeak();
  }

  /** Ops issued and not yet done. */
  pending(): number {
    return this.#open('pending').pending();
  }

  /** Resolves when all work issued so far is done. */
  async sync(): Promise<void> {
    await this.#open('sync').ready();
  }

  /** Gives back what is kept only for speed: transformed weights, free buffers. */
  emptyCaches(): void {
    this.#open('emptyCaches').emptyCaches?.();
  }

  /**
   * Keeps no more than `limits` for speed until the returned function is called; of several limits at once the
   * tightest hold. A driver without such caches does nothing.
   */
  limitCaches(limits: CacheLimits): () => void {
    const driver = this.#open('limitCaches');
    const mine = { ...limits };
    const apply = () => {
      const all = [...this.#cacheLimits];
      const tightest = (name: keyof CacheLimits) => Math.min(...all.map((some) => some[name]));
      driver.limitCaches?.(
        all.length === 0 ? null : { buffers: tightest('buffers'), weights: tightest('weights') },
      );
    };
    this.#cacheLimits.add(mine);
    apply();
    return () => {
      if (this.#cacheLimits.delete(mine) && !this.isClosed) apply();
    };
  }

  /** Its tensors are dead from now on: using them is an error with code `closed`. Twice is fine. */
  close(): Promise<void> {
    this.#closing ??= Promise.resolve(this.#driver.close());
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
