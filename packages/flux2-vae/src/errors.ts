import { printableLine } from '@x/weights';

/**
 * What went wrong, for programs:
 * - `config`: a configuration of another class, with an unknown value, or out of range; or one that can't be inferred;
 * - `weights`: missing, unexpected, of the wrong shape or type, not finite, a negative variance;
 * - `latents`: wrong rank, channels or type, not finite;
 * - `layout`: a layout that isn't known, lacks what it needs, or that this checkpoint can't decode;
 * - `memory`: a decode that can't fit;
 * - `argument`: any other argument that could never work;
 * - `image`: a picture that can't be made or encoded;
 * - `disposed`: the model was let go.
 */
export type VaeErrorCode =
  | 'config'
  | 'weights'
  | 'latents'
  | 'layout'
  | 'memory'
  | 'argument'
  | 'image'
  | 'disposed';

/** Message form: `[op] what must hold; what was given`. */
export class VaeError extends Error {
  override readonly name = 'VaeError';
  readonly code: VaeErrorCode;
  readonly op: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: VaeErrorCode,
    op: string,
    message: string,
    options: { details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(
      printableLine(`[${op}] ${message}`),
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.code = code;
    this.op = op;
    this.details = options.details ?? {};
  }
}

/**
 * Something a user may want to know that is no error. Codes: `config-field-ignored`, `config-inferred`,
 * `decoder-only`, `no-statistics`, `variant`, `float16-overflow`, and those of `@x/weights`.
 */
export interface Note {
  readonly code: string;
  readonly message: string;
}

export type OnNote = (note: Note) => void;
