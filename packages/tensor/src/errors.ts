/**
 * What went wrong, for programs:
 * - `shape`, `dtype`, `argument`: a call that could never work, thrown at the call;
 * - `disposed`, `closed`, `backend-mismatch`: a tensor or backend that can't be used here;
 * - `backend-unknown`, `backend-unavailable`: a named backend that can't be had;
 * - `out-of-memory`, `aborted`, `internal`: the work itself failed; readers of its results reject.
 */
export type TensorErrorCode =
  | 'shape'
  | 'dtype'
  | 'argument'
  | 'disposed'
  | 'closed'
  | 'backend-mismatch'
  | 'backend-unknown'
  | 'backend-unavailable'
  | 'out-of-memory'
  | 'aborted'
  | 'internal';

/** Message form: `[op] what must hold; what was given`. */
export class TensorError extends Error {
  override readonly name = 'TensorError';
  readonly code: TensorErrorCode;
  /** The op or function that refused. */
  readonly op: string;
  /** The values the message speaks of. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: TensorErrorCode,
    op: string,
    message: string,
    options: { details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(`[${op}] ${message}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.op = op;
    this.details = options.details ?? {};
  }
}
