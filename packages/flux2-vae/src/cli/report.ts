import { printable } from '@x/weights';
import type { Note } from '../errors.js';
import type { Progress } from '../run.js';
import { FilesFailed } from './exit.js';
import type { CommonOptions } from './options.js';

const maxLines = 4;
const maxColumns = 400;

/** What a command says: results on standard output; notes, the bar and errors on standard error. */
export class Report {
  readonly #options: CommonOptions;
  readonly #stderr: NodeJS.WriteStream;
  #isBarShown = false;

  constructor(options: CommonOptions, stderr: NodeJS.WriteStream = process.stderr) {
    this.#options = options;
    this.#stderr = stderr;
  }

  note = ({ message }: Note): void => {
    // In place of the bar, which is drawn again below.
    const start = this.#isBarShown ? '\r\x1b[K' : '';
    if (!this.#options.quiet) this.#stderr.write(`${start}note: ${printable(message, maxColumns)}\n`);
  };

  /** Plain text for people, or the object where `--json` was given. */
  result(text: string, object: Record<string, unknown>): void {
    if (this.#options.json) process.stdout.write(`${JSON.stringify(object)}\n`);
    else process.stdout.write(`${text}\n`);
  }

  /** A line for programs alone. */
  json(object: Record<string, unknown>): void {
    if (this.#options.json) process.stdout.write(`${JSON.stringify(object)}\n`);
  }

  /** One of many files that failed. */
  failure(file: string, error: unknown): void {
    const { message } = errorOf(error);
    const [line = ''] = message.split('\n');
    process.stderr.write(`error: ${line.includes(file) ? '' : `${printable(file, maxColumns)}: `}${line}\n`);
  }

  /** A bar on a terminal, nothing elsewhere. */
  async bar(): Promise<{ update(progress: Progress): void; stop(): void }> {
    if (this.#options.quiet || !this.#stderr.isTTY) return { update: () => {}, stop: () => {} };
    const { default: progress } = await import('cli-progress');
    const bar = new progress.SingleBar({
      format: '{bar} {percentage}% {stage}',
      stream: this.#stderr,
      hideCursor: true,
      clearOnComplete: true,
    });
    return {
      update: ({ done, total, stage, tiling = 'undivided' }) => {
        const shown = { stage: tiling === 'undivided' ? stage : `${stage} (${tiling})` };
        if (this.#isBarShown) bar.update(done, shown);
        else bar.start(total, done, shown);
        this.#isBarShown = true;
      },
      stop: () => {
        if (this.#isBarShown) bar.stop();
        this.#isBarShown = false;
      },
    };
  }
}

/** An error for people, of at most four lines, without a stack; with `--json` for programs too. */
export function reportError(error: unknown, json: boolean): void {
  const { code, message } = errorOf(error);
  if (json && !(error instanceof FilesFailed))
    process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
  process.stderr.write(`error: ${message}\n`);
}

/** What is told of an error. */
export function errorOf(error: unknown): { code: string; message: string } {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const lines = String(message ?? error)
    .split('\n')
    .map((line) => printable(line.trimEnd(), maxColumns))
    .filter((line) => line !== '');
  return {
    code: typeof code === 'string' ? code : 'internal',
    message: lines.slice(0, maxLines).join('\n') || 'unknown',
  };
}
