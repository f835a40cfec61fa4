import { printable, printableLine, quote } from './printable.js';

/**
 * - `argument`: the caller passed something no call accepts.
 * - `not-found`, `permission`, `io`, `no-space`, `out-of-memory`: what the system said, the first three a server too.
 * - `http`: what a server answered can't be used: a status, a range that wasn't asked for, a length that isn't so.
 * - `not-a-file`: a folder, device, pipe or socket where a regular file is needed (or a file for a folder).
 * - `path`: a name that may not be opened, or that leads out of its folder.
 * - `changed`: the file is no longer what it was when it was opened.
 * - `format`: not a kind of file that is read here; the message says what it looks like.
 * - `header`: a safetensors or npy header that breaks the format. `json`: the same of a JSON file.
 * - `too-large`: beyond a limit of the format. `truncated`: the file ends too early.
 * - `dtype`, `shape`, `offsets`, `duplicate`: what is wrong with one tensor, or with a JSON key.
 * - `index`: a shard index that is wrong or disagrees with its shards. `manifest`: the same of an Ollama manifest.
 * - `size`, `digest`: a blob differs from its manifest.
 * - `missing-tensor`: no tensor of that name. `quantised`: it is there, but packed as a quantised group.
 * - `closed`: reading after `close()`. `unsupported`: not to be had in this environment.
 */
export type WeightsErrorCode =
  | 'argument'
  | 'not-found'
  | 'permission'
  | 'io'
  | 'no-space'
  | 'out-of-memory'
  | 'http'
  | 'not-a-file'
  | 'path'
  | 'changed'
  | 'format'
  | 'header'
  | 'json'
  | 'too-large'
  | 'truncated'
  | 'dtype'
  | 'shape'
  | 'offsets'
  | 'duplicate'
  | 'index'
  | 'manifest'
  | 'size'
  | 'digest'
  | 'missing-tensor'
  | 'quantised'
  | 'closed'
  | 'unsupported';

export interface WeightsErrorOptions {
  /** File or folder the message is about. */
  readonly file?: string | undefined;
  readonly tensor?: string | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly cause?: unknown;
}

/** Message form: `[op] file, tensor "name": what must hold; got what was found`. One line, whatever the input. */
export class WeightsError extends Error {
  override readonly name = 'WeightsError';
  readonly code: WeightsErrorCode;
  /** The reader or writer that refused: `safetensors`, `npy`, `diffusers`, `ollama`, `file`… */
  readonly op: string;
  readonly file: string | undefined;
  readonly tensor: string | undefined;
  /** The values the message speaks of. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: WeightsErrorCode, op: string, message: string, options: WeightsErrorOptions = {}) {
    const { file, tensor, details, cause } = options;
    const where = [
      ...(file === undefined ? [] : [printable(file, 400)]),
      ...(tensor === undefined ? [] : [`tensor ${quote(tensor)}`]),
    ].join(', ');
    super(
      printableLine(`[${op}] ${where === '' ? '' : `${where}: `}${message}`),
      cause === undefined ? undefined : { cause },
    );
    this.code = code;
    this.op = op;
    this.file = file;
    this.tensor = tensor;
    this.details = details ?? {};
  }
}
