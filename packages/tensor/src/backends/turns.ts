/** Asynchronous work that runs one after the other, in the order of the calls. */
export class Turns {
  #count = 0;
  #last: Promise<void> = Promise.resolve();

  /** Works that wait or run. */
  get count(): number {
    return this.#count;
  }

  /** Rejects with the signal's reason as soon as it is aborted while waiting; `work` looks after itself. */
  async take<T>(work: () => T | Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const before = this.#last;
    let end!: () => void;
    this.#last = new Promise((resolve) => {
      end = resolve;
    });
    this.#count++;
    try {
      signal?.throwIfAborted();
      await unlessAborted(before, signal);
      return await work();
    } finally {
      this.#count--;
      // One that left while it waited must not let the next one overtake.
      before.then(end);
    }
  }
}

function unlessAborted(turn: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return turn;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    turn.then(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
  });
}
