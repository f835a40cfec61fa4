import type { ArrayRef, BackendDriver, Handle, Precision } from '../backend.js';
import { TensorError } from '../errors.js';
import { checkPrecision } from '../precision.js';
import { checkOptions, checkSynchronous, describe, fail } from '../shape/check.js';

/** Units of work issued in a job and done so far; `done` reaches `issued`, failed work included. */
export interface JobProgress {
  readonly issued: number;
  readonly done: number;
}

export interface JobOptions {
  /** Of the products that its ops compute. Default `highest`. */
  readonly precision?: Precision | undefined;
}

/** What a job needs of its backend. */
export interface JobHost {
  readonly name: string;
  readonly isClosed: boolean;
  /** Makes a job the current one; returns the one before. */
  enter(job: Job | null): Job | null;
}

/** What a job is called by the driver's own; for the backend. */
export let driverJobOf: (job: Job) => Handle | null;
/** A result of a driver without jobs. */
export let countResult: (job: Job, driver: BackendDriver, result: ArrayRef) => void;

/** Results of drivers without jobs, until they are computed. */
const counted = new WeakMap<Handle, Job>();

/**
 * A group of ops that are watched and cancelled together, and compute at one precision; made by `backend.job()`. Units are the driver's: roughly
 * multiply-adds where it can look into its ops, else ops. Cancelling stops what is running where the driver can, and
 * what is queued otherwise.
 */
export class Job {
  readonly precision: Precision;
  readonly #host: JobHost;
  readonly #driver: BackendDriver;
  readonly #handle: Handle | null;
  #cancelled: { readonly reason: unknown } | null = null;
  #isDisposed = false;
  // Of a driver without jobs.
  #issued = 0;
  #done = 0;
  readonly #onCancel = new Set<() => void>();

  constructor(host: JobHost, driver: BackendDriver, options?: JobOptions) {
    const { precision = 'highest' } = checkOptions('job', options);
    this.precision = checkPrecision('job', precision);
    this.#host = host;
    this.#driver = driver;
    this.#handle = driver.jobs?.open() ?? null;
  }

  static {
    driverJobOf = (job) => job.#handle;
    countResult = (job, driver, result) => job.#count(driver, result);
  }

  /**
   * Runs `issue` and gives what it returns; ops of this backend that it issues belong to the job. In a job inside
   * another they belong to the inner one alone. Synchronous only: a returned Promise is an error with code `argument`.
   *
   * @throws TensorError `aborted` (its `cause` is the reason) once cancelled, `disposed`, `closed`
   */
  run<T>(issue: () => T): T {
    if (typeof issue !== 'function') {
      fail('argument', 'job', `run must be given a function; got ${describe(issue)}`);
    }
    if (this.#isDisposed) fail('disposed', 'job', 'a job must be alive to run in; got a disposed one');
    if (this.#host.isClosed) {
      fail('closed', 'job', `backend must be open; got '${this.#host.name}', closed`);
    }
    if (this.#cancelled) throw abortedError(this.#cancelled.reason);
    const before = this.#host.enter(this);
    try {
      const result = issue();
      checkSynchronous('job', result);
      return result;
    } finally {
      this.#host.enter(before);
    }
  }

  /** Cheap: meant to be polled. */
  progress(): JobProgress {
    if (this.#handle === null || this.#isDisposed) return { issued: this.#issued, done: this.#done };
    const { issued, done } = this.#driver.jobs!.progress(this.#handle);
    return { issued, done: Math.min(done, issued) };
  }

  /**
   * What has not run is dropped and what is running stops soon: readers of its results, and of what is computed from
   * them, reject with code `aborted`, and `run` throws so. Twice is fine; the first reason counts.
   */
  cancel(reason?: unknown): void {
    if (this.#cancelled || this.#isDisposed) return;
    this.#cancelled = { reason };
    if (this.#host.isClosed) return;
    if (this.#handle) this.#driver.jobs!.cancel(this.#handle);
    for (const cancel of [...this.#onCancel]) cancel();
  }

  get isCancelled(): boolean {
    return this.#cancelled !== null;
  }

  /** What `cancel` was given. */
  get reason(): unknown {
    return this.#cancelled?.reason;
  }

  /** Ends the watching; work under way goes on. Twice is fine. */
  dispose(): void {
    if (this.#isDisposed) return;
    const { issued, done } = this.progress();
    [this.#issued, this.#done] = [issued, done];
    this.#isDisposed = true;
    if (this.#handle && !this.#host.isClosed) this.#driver.jobs!.close(this.#handle);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #count(driver: BackendDriver, result: ArrayRef): void {
    const { handle } = result;
    this.#issued++;
    counted.set(handle, this);
    const finish = () => {
      this.#done++;
      if (this.#cancelled === null) counted.delete(handle);
    };
    driver.ready([result]).then(finish, finish);
  }

  /** `work` on a result of this job, or its failure when the job is cancelled before. */
  unlessCancelled<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = () => {
        this.#onCancel.delete(cancel);
        reject(abortedError(this.#cancelled?.reason));
      };
      this.#onCancel.add(cancel);
      work.then(resolve, reject).finally(() => this.#onCancel.delete(cancel));
      if (this.#cancelled) cancel();
    });
  }
}

/** Reading a result; of a driver without jobs it is the front that fails those that were cancelled. */
export function guarded<T>(handle: Handle, work: Promise<T>): Promise<T> {
  const job = counted.get(handle);
  return job ? job.unlessCancelled(work) : work;
}

const abortedError = (reason: unknown) =>
  new TensorError('aborted', 'job', 'the job must run to its end; it was cancelled', {
    ...(reason !== undefined && { cause: reason }),
  });
