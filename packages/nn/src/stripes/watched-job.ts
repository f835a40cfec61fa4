import { type Backend, type Job, type Precision, TensorError } from '@x/tensor';

/** Often enough for a bar; each look costs microseconds. */
const pollMilliseconds = 40;

/** Ops on a backend that an abort stops in the middle, and whose progress can be followed. */
export class WatchedJob {
  readonly #job: Job;
  readonly #signal: AbortSignal | undefined;
  readonly #abort: () => void;
  #failure: { readonly error: unknown } | null = null;

  constructor(
    backend: Backend,
    { signal, precision }: { signal?: AbortSignal | undefined; precision?: Precision | undefined },
  ) {
    this.#job = backend.job({ precision });
    this.#signal = signal;
    this.#abort = () => this.#job.cancel(signal?.reason);
    signal?.addEventListener('abort', this.#abort, { once: true });
  }

  /** Runs `issue`; the ops that it issues belong to the job. Throws the signal's reason once it is aborted. */
  run<T>(issue: () => T): T {
    this.#signal?.throwIfAborted();
    return this.#job.run(issue);
  }

  /**
   * Waits for the results of what was issued; meanwhile tells how much of it is done, from 0 to 1, rising. Rejects
   * with the signal's reason where that is why they fail, and with what `onPart` throws.
   */
  async settle(results: Promise<unknown>, onPart?: (part: number) => void): Promise<void> {
    const timer = onPart && this.#poll(onPart);
    try {
      await results;
      if (this.#failure) throw this.#failure.error;
    } catch (error) {
      const isAborted = error instanceof TensorError && error.code === 'aborted';
      if (isAborted && this.#failure) throw this.#failure.error;
      if (isAborted) this.#signal?.throwIfAborted();
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  dispose(): void {
    this.#signal?.removeEventListener('abort', this.#abort);
    this.#job.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #poll(onPart: (part: number) => void): ReturnType<typeof setInterval> {
    const before = this.#job.progress().done;
    let last = 0;
    const timer = setInterval(() => {
      const { issued, done } = this.#job.progress();
      const part = (done - before) / (issued - before);
      if (!(part > last && part < 1)) return;
      last = part;
      try {
        onPart(part);
      } catch (error) {
        // Nobody would catch it here.
        this.#failure ??= { error };
        this.#job.cancel(error);
        clearInterval(timer);
      }
    }, pollMilliseconds);
    // In a browser it is a number.
    (timer as { unref?: () => void }).unref?.();
    return timer;
  }
}
