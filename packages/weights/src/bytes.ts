import { WeightsError } from './errors.js';

export interface ReadOptions {
  /** Where the bytes go; exactly as long as what is read. Without it a fresh array of the caller's own. */
  readonly into?: Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Random access to bytes: a file, memory, a `Blob`, or anything a caller can read ranges of. */
export interface ByteSource {
  /** For messages: a path or a description. */
  readonly name: string;
  readonly size: number;
  /** Bytes `[offset, offset + length)`, in `into` where that is given. Rejects rather than come back short. */
  read(offset: number, length: number, options?: ReadOptions): Promise<Uint8Array>;
  close?(): Promise<void>;
}

/** Bytes in memory. Reads copy, so that what is handed out is the caller's own. */
export function bytesSource(bytes: Uint8Array, name = 'bytes'): ByteSource {
  return {
    name,
    size: bytes.byteLength,
    async read(offset, length, { into, signal } = {}) {
      signal?.throwIfAborted();
      const target = into ?? allocate(length, name);
      target.set(bytes.subarray(offset, offset + length));
      return target;
    },
  };
}

/** A `Blob` or `File`, as a browser's file input gives it. */
export function blobSource(blob: Blob, name?: string): ByteSource {
  const label = name ?? (blob as { name?: string }).name ?? 'blob';
  return {
    name: label,
    size: blob.size,
    async read(offset, length, { into, signal } = {}) {
      signal?.throwIfAborted();
      let bytes: Uint8Array;
      try {
        bytes = new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
      } catch (cause) {
        throw new WeightsError('changed', 'file', 'the blob must stay readable; got an error', {
          file: label,
          cause,
        });
      }
      signal?.throwIfAborted();
      if (into === undefined) return bytes;
      if (bytes.length === into.length) into.set(bytes);
      return bytes.length === into.length ? into : bytes;
    },
  };
}

/** Memory for `length` bytes; a refusal of the engine becomes a typed error. */
export function allocate(length: number, file: string): Uint8Array {
  const refuse = (got: string, cause?: unknown): never => {
    throw new WeightsError('out-of-memory', 'file', `${length} bytes must fit in memory; got ${got}`, {
      file,
      details: { bytes: length },
      cause,
    });
  };
  // The system may promise more than it has and end the process when it is used.
  const available = (length > 1 << 26 ? globalThis.process?.availableMemory?.() : undefined) ?? length;
  if (length > available) refuse(`${available} bytes available`);
  try {
    return new Uint8Array(length);
  } catch (cause) {
    return refuse('a refusal', cause);
  }
}

/** Reads a range and holds the source to its contract, so that a third party's source can't hand out less. */
export async function readRange(
  source: ByteSource,
  offset: number,
  length: number,
  options: ReadOptions = {},
): Promise<Uint8Array> {
  const { into, signal } = options;
  signal?.throwIfAborted();
  if (into !== undefined && into.byteLength !== length) {
    throw new WeightsError('argument', 'file', `into must have ${length} bytes; got ${into.byteLength}`, {
      file: source.name,
      details: { expected: length, got: into.byteLength },
    });
  }
  const bytes = await source.read(offset, length, options);
  if (bytes.byteLength !== length) {
    throw new WeightsError(
      'changed',
      'file',
      `bytes ${offset} to ${offset + length} must be there; got ${bytes.byteLength}`,
      {
        file: source.name,
        details: { offset, expected: length, got: bytes.byteLength },
      },
    );
  }
  if (into !== undefined && bytes !== into) into.set(bytes);
  return into ?? bytes;
}

/** All of a source of at most `limit` bytes; it is closed then. */
export async function readAndClose(
  source: ByteSource,
  {
    op,
    limit,
    signal,
  }: { readonly op: string; readonly limit: number; readonly signal?: AbortSignal | undefined },
): Promise<Uint8Array> {
  try {
    if (source.size > limit) {
      throw new WeightsError('too-large', op, `must have at most ${limit} bytes; got ${source.size}`, {
        file: source.name,
        details: { limit, got: source.size },
      });
    }
    return await readRange(source, 0, source.size, { signal });
  } finally {
    await source.close?.();
  }
}
