import { type ByteSource, blobSource, bytesSource, type ReadOptions, readRange } from './bytes.js';
import { quote, WeightsError } from './errors.js';
import { openFile } from './file.js';
import { callersPath } from './paths.js';
import { partQuantised } from './quantised.js';
import { type HeaderEntry, readHeader } from './safetensors-header.js';
import {
  makeSource,
  type StoredGroup,
  type StoredTensor,
  type TensorInfo,
  type WeightsSource,
} from './source.js';

/** A path (Node), bytes, a `Blob` or `File`, or ranges of anything. */
export type SourceInput = string | Uint8Array | Blob | ByteSource;

/**
 * Opens a safetensors file: reads and checks its header. Stricter than the Rust crate in a few points: no key may
 * come twice, tensors have no extra fields, `__metadata__` is never null, only spaces pad the header. A source
 * that is passed in is closed with the result.
 *
 * Throws `WeightsError`: `truncated`, `too-large`, `header`, `duplicate`, `dtype`, `shape`, `offsets`,
 * `quantised`, and those of opening a file.
 */
export async function openSafetensors(
  input: SourceInput,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<WeightsSource> {
  options.signal?.throwIfAborted();
  const source = await openByteSource(input, 'safetensors');
  try {
    const stored = await readStored(source, options);
    return makeSource({
      kind: 'safetensors',
      path: source.name,
      ...stored,
      close: async () => source.close?.(),
    });
  } catch (error) {
    await source.close?.();
    throw error;
  }
}

/** What a caller may pass for a file, as a source of bytes; a path is opened. Whoever opens it closes it. */
export async function openByteSource(input: SourceInput, op = 'file'): Promise<ByteSource> {
  if (typeof input === 'string') return openFile(callersPath(input, op), op);
  if (input instanceof Uint8Array) return bytesSource(input);
  if (typeof Blob === 'function' && input instanceof Blob) return blobSource(input);
  const source = input as Partial<ByteSource> | null;
  if (
    typeof source?.read === 'function' &&
    typeof source.name === 'string' &&
    Number.isSafeInteger(source.size) &&
    (source.size as number) >= 0
  ) {
    return source as ByteSource;
  }
  throw new WeightsError(
    'argument',
    op,
    `a source must be a path, Uint8Array, Blob or ByteSource; got ${quote(String(input))}`,
  );
}

/** The tensors of one file, ready to be read. */
export interface StoredFile {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly groups: ReadonlyMap<string, StoredGroup>;
}

export async function readStored(
  source: ByteSource,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<StoredFile> {
  const header = await readHeader(source, options);
  const tensors = new Map<string, StoredTensor>();
  for (const [name, entry] of header.tensors) {
    tensors.set(name, new RangeTensor(source, header.dataStart, entry));
  }
  return { metadata: header.metadata, ...partQuantised(tensors, header.metadata, source.name) };
}

/** A class, since a file may have a million of them. */
class RangeTensor implements StoredTensor {
  constructor(
    private readonly source: ByteSource,
    private readonly dataStart: number,
    private readonly entry: HeaderEntry,
  ) {}

  get info(): TensorInfo {
    const { dtype, shape, begin, end } = this.entry;
    return { dtype, shape, bytes: end - begin, file: this.source.name };
  }

  read(options: ReadOptions): Promise<Uint8Array> {
    const { begin, end } = this.entry;
    return readRange(this.source, this.dataStart + begin, end - begin, options);
  }
}
