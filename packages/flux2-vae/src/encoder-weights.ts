import type { AutoencoderKLFlux2 } from './autoencoder.js';
import { VaeError } from './errors.js';
import { type Checkpoint, loadEncoderWeights } from './load.js';

/** One reading of the weights, and how many wait for it. */
interface Reading {
  readonly done: Promise<void>;
  readonly stop: AbortController;
  waiting: number;
}

/** The encoder's weights of a loaded model: read when first needed, once for all who ask at the same time. */
export class EncoderWeights {
  readonly #vae: AutoencoderKLFlux2;
  readonly #reopen: Checkpoint['reopen'];
  #reading: Reading | null = null;

  constructor(vae: AutoencoderKLFlux2, reopen: Checkpoint['reopen']) {
    this.#vae = vae;
    this.#reopen = reopen;
  }

  /** Comes back when they are there. An abort ends the wait; the reading ends with the last who waits for it. */
  async ready(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#reading === null && isLoaded(this.#vae)) return;
    const reading = (this.#reading ??= this.#start());
    reading.waiting++;
    try {
      await orAborted(reading.done, signal);
    } finally {
      if (--reading.waiting === 0) {
        reading.stop.abort(signal?.reason);
        await reading.done.catch(() => {});
      }
    }
  }

  stop(reason: unknown): void {
    this.#reading?.stop.abort(reason);
  }

  #start(): Reading {
    const stop = new AbortController();
    const done = this.#read(stop.signal).finally(() => {
      this.#reading = null;
    });
    done.catch(() => {}); // told to those who wait
    return { done, stop, waiting: 0 };
  }

  async #read(signal: AbortSignal): Promise<void> {
    const checkpoint = await this.#reopen();
    try {
      await loadEncoderWeights(this.#vae, checkpoint, signal);
    } finally {
      await checkpoint.close();
    }
  }
}

/** Whether all that an encode reads is there. */
export function isLoaded({ encoder, quant_conv }: AutoencoderKLFlux2): boolean {
  const parameters = [encoder, quant_conv].flatMap((part) => [...(part?.namedParameters() ?? [])]);
  return parameters.every(([, parameter]) => parameter.isLoaded);
}

/** @throws VaeError `argument` for a decoder alone */
export function requireEncoder(op: string, { encoder }: AutoencoderKLFlux2): void {
  if (encoder !== null) return;
  throw new VaeError('argument', op, 'the model must have an encoder; got a decoder alone');
}

async function orAborted(done: Promise<void>, signal?: AbortSignal): Promise<void> {
  if (signal === undefined) return done;
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    await Promise.race([done, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
