import { type ByteSource, blobSource, bytesSource } from './bytes.js';
import { WeightsError } from './errors.js';
import { openFile } from './file.js';
import { builtin } from './node.js';
import { callersPath } from './paths.js';
import { quote } from './printable.js';
import { urlSource } from './url.js';

/**
 * A path (Node), bytes, a `Blob` or `File`, a `URL` (http, https; in Node also file), or ranges of anything. Text is
 * always a path: no name that a user typed makes a request.
 */
export type SourceInput = string | Uint8Array | Blob | URL | ByteSource;

/**
 * What a caller may pass for a file, as a source of bytes; a path is opened, a URL asked for. Whoever opens it closes it.
 *
 * Throws `WeightsError`: `argument`, and those of opening a file or of `urlSource`.
 */
export async function openByteSource(
  input: SourceInput,
  op = 'file',
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<ByteSource> {
  if (typeof input === 'string') return openFile(callersPath(input, op), op);
  if (input instanceof URL && input.protocol === 'file:')
    return openFile(callersPath(filePath(input), op), op);
  if (input instanceof URL) return urlSource(input, { signal });
  if (input instanceof Uint8Array) return bytesSource(input);
  if (typeof Blob === 'function' && input instanceof Blob) return blobSource(input);
  if (isByteSource(input)) return input;
  throw new WeightsError(
    'argument',
    op,
    `a source must be a path, Uint8Array, Blob, URL or ByteSource; got ${quote(input)}`,
  );
}

/** Whether it has the members of one. */
export function isByteSource(input: unknown): input is ByteSource {
  const source = input as Partial<ByteSource> | null;
  return (
    typeof source?.read === 'function' &&
    typeof source.name === 'string' &&
    Number.isSafeInteger(source.size) &&
    (source.size as number) >= 0
  );
}

/** The path that a `file:` URL names. @throws WeightsError `path`, or `unsupported` outside Node */
export function filePath(url: URL): string {
  try {
    return builtin('url').fileURLToPath(url);
  } catch (cause) {
    if (cause instanceof WeightsError) throw cause;
    throw new WeightsError('path', 'file', `a file URL must name a path; got ${quote(url.href)}`, { cause });
  }
}
