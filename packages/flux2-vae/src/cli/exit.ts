/** What the command ends with. */
export const exitCodes = { done: 0, failed: 1, usage: 2, SIGINT: 130, SIGTERM: 143 } as const;

/** The command was called in a way that can't be right; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage';
}

/** The command can't go on for a reason of its own; exit code 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    readonly code: string,
    message: string,
    options: { cause?: unknown } = {},
  ) {
    super(message, options);
  }
}

/** Some of many files failed, each of which was told. */
export class FilesFailed extends CommandError {
  constructor(message: string) {
    super('files', message);
  }
}

const signals = ['SIGINT', 'SIGTERM'] as const;
type StopSignal = (typeof signals)[number];

/** Why the work was aborted. */
export class Stopped extends Error {
  override readonly name = 'AbortError';
  readonly code = 'aborted';

  constructor(readonly stopSignal: StopSignal) {
    super(`stopped by ${stopSignal}`);
  }
}

/** Longer than this nobody waits for a layer that is under way. */
const graceMilliseconds = 500;

/**
 * Runs `work` with a signal that Ctrl-C and SIGTERM abort; a second one ends the process at once. May reject with
 * `Stopped` while `work` still runs: the caller then ends the process, which removes files beside the output.
 */
export async function abortable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const { promise: late, reject } = deferred();
  const stop = (stopSignal: StopSignal): void => {
    if (controller.signal.aborted) process.exit(exitCodes[stopSignal]);
    controller.abort(new Stopped(stopSignal));
    setTimeout(() => reject(controller.signal.reason), graceMilliseconds).unref();
  };
  for (const name of signals) process.on(name, stop);
  try {
    return await Promise.race([work(controller.signal), late]);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    for (const name of signals) process.off(name, stop);
  }
}

function deferred(): { promise: Promise<never>; reject: (reason: unknown) => void } {
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<never>((_, no) => {
    reject = no;
  });
  return { promise, reject };
}

export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return exitCodes.usage;
  if (error instanceof Stopped) return exitCodes[error.stopSignal];
  return exitCodes.failed;
}
