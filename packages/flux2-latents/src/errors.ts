/**
 * - `argument`: the caller passed something no call accepts.
 * - `layout`: no layout fits, two do, or one isn't known; `shape`: the shape doesn't fit its layout.
 * - `dtype`: latents that aren't floats. `not-finite`: NaN or infinite latents.
 * - `too-large`: beyond `maxBytes`. `missing-tensor`: the file has no such tensor. `format`: not a kind of file that latents come in.
 */
export type LatentsErrorCode =
  | 'argument'
  | 'layout'
  | 'shape'
  | 'dtype'
  | 'not-finite'
  | 'too-large'
  | 'missing-tensor'
  | 'format';

/** Message form: `[op] file: what must hold; got what was found`. Files that break their format are `WeightsError`s. */
export class LatentsError extends Error {
  override readonly name = 'LatentsError';
  readonly code: LatentsErrorCode;
  /** The function that refused. */
  readonly op: string;
  readonly file: string | undefined;
  /** The values the message speaks of. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: LatentsErrorCode,
    op: string,
    message: string,
    options: { file?: string | undefined; details?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    const { file, details, cause } = options;
    const where = file === undefined ? '' : `${quote(file, 400).slice(1, -1)}: `;
    super(`[${op}] ${where}${message}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.op = op;
    this.file = file;
    this.details = details ?? {};
  }
}

/** Text from a file or caller, in quotes, fit for one line. */
export function quote(value: unknown, limit = 80): string {
  const text = typeof value === 'string' ? value : String(value);
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return JSON.stringify(cut).replace(
    // Line breaks, and marks that change the direction of text on a terminal.
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
