import type { FastifyReply } from 'fastify';
import { ClientLeft } from './client-left.js';
import { HttpError } from './http-error.js';

/**
 * Lets a bounded number of requests in. Decodes take turns on their backend by themselves; what is bounded here is how
 * many hold memory: bodies, waiting decodes, answers that are being sent.
 */
export class Admission {
  #inFlight = 0;
  /** Of the requests so far, the latest most. */
  #seconds = 1;

  constructor(
    readonly capacity: number,
    private readonly answerSeconds: number,
  ) {}

  get inFlight(): number {
    return this.#inFlight;
  }

  /**
   * Runs `work`; its signal is aborted when the client leaves. The place is free again when `work` is over and its
   * answer was taken, or the client is gone.
   *
   * @throws HttpError 503 where there is no place
   */
  async admit<T>(reply: FastifyReply, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#inFlight >= this.capacity) {
      const headers = { 'retry-after': String(Math.max(1, Math.ceil(this.#seconds))) };
      const message = `the queue must have a place; all ${this.capacity} are taken, try again later`;
      throw new HttpError(503, 'busy', message, { headers });
    }
    this.#inFlight++;
    const controller = new AbortController();
    const gone = ended(reply, () => controller.abort(new ClientLeft()));
    const start = performance.now();
    try {
      return await work(controller.signal);
    } finally {
      this.#seconds += ((performance.now() - start) / 1000 - this.#seconds) / 4;
      this.#freeAfter(gone, reply);
    }
  }

  #freeAfter(gone: Promise<void>, reply: FastifyReply): void {
    const timer = setTimeout(() => reply.request.raw.socket.destroy(), this.answerSeconds * 1000);
    gone.then(() => {
      clearTimeout(timer);
      this.#inFlight--;
    });
  }
}

/**
 * Resolves when the answer was taken or the connection is gone; `onLeave` is called in the second case. The socket is
 * asked too: an answer that waits behind another one on its connection isn't told.
 */
function ended({ raw, request }: FastifyReply, onLeave: () => void): Promise<void> {
  const { socket } = request.raw;
  return new Promise((resolve) => {
    const over = () => {
      raw.off('close', over);
      socket.off('close', over);
      if (!raw.writableFinished) onLeave();
      resolve();
    };
    raw.once('close', over);
    socket.once('close', over);
    if (raw.closed || socket.destroyed) over();
  });
}
