import { allocate, type ByteSource, type ReadOptions } from './bytes.js';

export interface BlockOptions {
  readonly blockBytes: number;
  /** Blocks that are kept, the last used ones. */
  readonly keep: number;
  /** The first block, where it is at hand. */
  readonly first?: Uint8Array | undefined;
}

/**
 * The same bytes in fewer reads: what is shorter than a block is taken out of whole blocks. For sources of which each
 * read is a request: most tensors of a model are small, and lie beside each other.
 */
export function inBlocks(source: ByteSource, { blockBytes, keep, first }: BlockOptions): ByteSource {
  const { name, size } = source;
  const kept = new Map<number, Uint8Array>(first === undefined ? [] : [[0, first]]);

  const block = async (index: number, signal: AbortSignal | undefined): Promise<Uint8Array> => {
    const begin = index * blockBytes;
    const length = Math.min(blockBytes, size - begin);
    const bytes = kept.get(index) ?? (await source.read(begin, length, { signal }));
    kept.delete(index);
    kept.set(index, bytes);
    for (const oldest of kept.keys()) {
      if (kept.size <= keep) break;
      kept.delete(oldest);
    }
    return bytes;
  };

  return {
    name,
    size,
    async read(offset, length, options: ReadOptions = {}) {
      const { into, signal } = options;
      signal?.throwIfAborted();
      if (length >= blockBytes) return source.read(offset, length, options);
      const target = into ?? allocate(length, name);
      for (let done = 0; done < length; ) {
        const at = offset + done;
        if (at >= size) return target.subarray(0, done); // short: whoever asked checks
        const index = Math.floor(at / blockBytes);
        const bytes = await block(index, signal);
        const from = at - index * blockBytes;
        const part = bytes.subarray(from, from + length - done);
        target.set(part, done);
        done += part.length;
      }
      return target;
    },
    async close() {
      kept.clear();
      await source.close?.();
    },
  };
}
