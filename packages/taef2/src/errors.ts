import { printableLine } from '@x/weights';

/**
 * What went wrong, for programs:
 * - `weights`: missing, unexpected, of the wrong shape or type, not finite; the same part twice;
 * - `image`: wrong rank, channels, size, type or values;
 * - `memory`: work that can't fit;
 * - `argument`: any other argument that could never work, or a part that isn't there;
 * - `disposed`: the model was let go.
 */
export type Taef2ErrorCode = 'weights' | 'image' | 'memory' | 'argument' | 'disposed';

/** Message form: `[op] what must hold; what was given`, in one line whatever the input. */
export class Taef2Error extends Error {
  override readonly name = 'Taef2Error';
  readonly code: Taef2ErrorCode;
  readonly op: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: Taef2ErrorCode,
    op: string,
    message: string,
    options: { details?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    const { cause } = options;
    super(printableLine(`[${op}] ${message}`), cause === undefined ? undefined : { cause });
    this.code = code;
    this.op = op;
    this.details = options.details ?? {};
  }
}
