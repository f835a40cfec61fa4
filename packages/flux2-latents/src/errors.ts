import { printable, printableLine } from '@x/weights';

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
    const where = file === undefined ? '' : `${printable(file, 400)}: `;
    super(printableLine(`[${op}] ${where}${message}`), cause === undefined ? undefined : { cause });
    this.code = code;
    this.op = op;
    this.file = file;
    this.details = details ?? {};
  }
}
