import type { ArrayRef, BackendDriver, CacheLimits, Handle, Precision, RelativeCosts } from '../backend.js';
import { TensorError } from '../errors.js';
import { checkNumber, checkOptions, describe, fail } from '../shape/check.js';
import { countResult, driverJobOf, Job, type JobHost, type JobOptions } from './job.js';
import { Turns } from './turns.js';

export interface MemoryInfo {
  /** Live `Tensor` objects. */
  readonly tensors: number;
  /** Bytes of live arrays and caches, as the driver counts them. */
  readonly bytes: number;
  /** Of `bytes`: kept for speed alone, as far as the driver tells. */
  readonly cacheBytes: number;
  /** The most of these since creation or `resetPeak`, workspaces included. */
  readonly peakBytes: number;
}

function bytesOf(name: keyof CacheLimits, value: unknown): number {
  const bytes = checkNumber('limitCaches', name, value);
  if (!(bytes >= 0)) {
    fail('argument', 'limitCaches', `${name} must be a number of bytes; got ${describe(value)}`, {
      [name]: value,
    });
  }
  return bytes;
}

/** The driver, for ops; code `closed` when its backend is. */
export let driverOf: (backend: Backend, op: string) => BackendDriver;
/** Of products issued now. */
export let precisionOf: (backend: Backend) => Precision;
/** A `Tensor` was made. */
export let countTensor: (backend: Backend, ref: ArrayRef) => void;
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
  readonly #turns = new Turns();
  readonly #jobHost: JobHost;
  #job: Job | null = null;
  #tensors = 0;
  #closing: Promise<void> | undefined;

  constructor(name: string, driver: BackendDriver) {
    this.name = name;
    this.#driver = driver;
    const isClosed = () => this.isClosed;
    this.#jobHost = {
      name,
      get isClosed() {
        return isClosed();
      },
      enter: (job) => {
        const before = this.#job;
        this.#job = job;
        if (!this.isClosed) driver.jobs?.enter(job && driverJobOf(job));
        return before;
      },
    };
  }

  static {
    driverOf = (backend, op) => backend.#open(op);
    precisionOf = (backend) => backend.#job?.precision ?? 'highest';
    countTensor = (backend, ref) => {
      backend.#tensors++;
      if (backend.#job && driverJobOf(backend.#job) === null) countResult(backend.#job, backend.#driver, ref);
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

  /** How long ops take beside each other here, roughly. */
  get relativeCosts(): RelativeCosts {
    return this.#driver.relativeCosts ?? { enlargedConv: 1, pointwise: 1, attention: 1 };
  }

  get isClosed(): boolean {
    return this.#closing !== undefined;
  }

  memory(): MemoryInfo {
    const { bytes, cacheBytes = 0, peakBytes } = this.#open('memory').memory();
    return { tensors: this.#tensors, bytes, cacheBytes, peakBytes };
  }

  /** Forgets the peak so far: it becomes the bytes in use now. */
  resetPeak(): void {
    this.#open('resetPeak').resetPeak();
  }

  /** Ops issued and not yet done, and works of `inTurn` that wait or run: how busy it is. */
  pending(): number {
    return this.#open('pending').pending() + this.#turns.count;
  }

  /** A group of ops to watch and to cancel; `precision` is that of the products they compute. */
  job(options?: JobOptions): Job {
    return new Job(this.#jobHost, this.#open('job'), options);
  }

  /**
   * Runs asynchronous `work` when all that was given before is over, so that large works don't hold their memory at
   * the same time, and end in the order of the calls. Aborted while it waits, it rejects with the signal's reason at
   * once. Within `work` don't wait for another turn: it would never come.
   */
  async inTurn<T>(
    work: () => T | Promise<T>,
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<T> {
    this.#open('inTurn');
    if (typeof work !== 'function') {
      fail('argument', 'inTurn', `work must be a function; got ${describe(work)}`);
    }
    return this.#turns.take(work, checkOptions('inTurn', options).signal);
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
    const given = checkOptions('limitCaches', limits);
    const mine = {
      buffers: bytesOf('buffers', given.buffers),
      weights: bytesOf('weights', given.weights),
      ...(given.together !== undefined && { together: bytesOf('together', given.together) }),
    };
    const apply = () => {
      const all = [...this.#cacheLimits];
      if (all.length === 0) return driver.limitCaches?.(null);
      const tightest = (name: keyof CacheLimits) =>
        Math.min(...all.map((some) => some[name] ?? Number.POSITIVE_INFINITY));
      const together = tightest('together');
      driver.limitCaches?.({
        buffers: tightest('buffers'),
        weights: tightest('weights'),
        ...(Number.isFinite(together) && { together }),
      });
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
