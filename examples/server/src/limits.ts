/** What one request, and all of them together, may take. */
export interface Limits {
  /** Requests at once, from the first byte of a body to the last of the answer; one more gets 503. */
  readonly queue: number;
  /** Of a request: all its pictures together. */
  readonly maxPixels: number;
  /** Bytes, or text as `900MiB`, that a decode may take beside the model; else what is free. */
  readonly maxMemory?: string | undefined;
  /** For a body to arrive. */
  readonly bodySeconds: number;
  /** For an answer to be taken. */
  readonly answerSeconds: number;
}

export const defaultLimits: Limits = {
  queue: 8,
  maxPixels: 2048 * 2048,
  bodySeconds: 30,
  answerSeconds: 60,
};
