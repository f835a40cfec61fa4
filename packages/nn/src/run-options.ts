/** `done` of `total` units of work, which take the same time each; `stage` names what was worked on last. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly stage: string;
}

/** How a model's work is followed and stopped. */
export interface RunOptions {
  /** Stops the work, within layers where the backend can; rejects with its `reason`. */
  readonly signal?: AbortSignal | undefined;
  /** After each layer, and now and then within one. `done` rises and ends at `total`. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const kind = (value: unknown): string => (value === null ? 'null' : typeof value);

/** What is wrong with options that may hold a signal and functions of these names, for a message; null: nothing. */
export function wrongRunOptions(
  options: unknown,
  functions: readonly string[] = ['onProgress'],
): string | null {
  if (!isObject(options)) return `options must be an object; got ${kind(options)}`;
  for (const name of functions) {
    const value = options[name];
    if (value !== undefined && typeof value !== 'function')
      return `${name} must be a function; got ${kind(value)}`;
  }
  const { signal } = options;
  if (signal === undefined) return null;
  const methods = isObject(signal) ? [signal.throwIfAborted, signal.addEventListener] : [null];
  const isSignal = methods.every((method) => typeof method === 'function');
  return isSignal ? null : `signal must be an AbortSignal; got ${kind(signal)}`;
}
