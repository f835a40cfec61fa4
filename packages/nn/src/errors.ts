/**
 * What went wrong, for programs:
 * - `parameters`: a checkpoint doesn't fit the module (see the lists);
 * - `unloaded`: a parameter was used before it was loaded;
 * - `argument`, `shape`: constructor options or an input that could never work.
 */
export type NnErrorCode = 'parameters' | 'unloaded' | 'argument' | 'shape';

/** A parameter whose stored shape or element type is not the module's. */
export interface ParameterMismatch {
  readonly name: string;
  readonly expected: string;
  readonly found: string;
}

export interface NnErrorDetails {
  readonly missing?: readonly string[];
  readonly unexpected?: readonly string[];
  /** Wrong shapes. */
  readonly shapes?: readonly ParameterMismatch[];
  /** Stored types that a parameter can't be made of. */
  readonly dtypes?: readonly ParameterMismatch[];
  /** Parameters with NaN or infinite elements. */
  readonly notFinite?: readonly string[];
  readonly [detail: string]: unknown;
}

/** Message form: `[op] what must hold; what was given`. */
export class NnError extends Error {
  override readonly name = 'NnError';
  readonly code: NnErrorCode;
  /** The function or layer that refused. */
  readonly op: string;
  readonly details: NnErrorDetails;

  constructor(
    code: NnErrorCode,
    op: string,
    message: string,
    options: { details?: NnErrorDetails; cause?: unknown } = {},
  ) {
    super(`[${op}] ${message}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.op = op;
    this.details = options.details ?? {};
  }

  get missing(): readonly string[] {
    return this.details.missing ?? [];
  }

  get unexpected(): readonly string[] {
    return this.details.unexpected ?? [];
  }

  get shapes(): readonly ParameterMismatch[] {
    return this.details.shapes ?? [];
  }
}
