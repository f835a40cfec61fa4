import { type ByteSource, readRange } from './bytes.js';
import { partQuantised } from './quantised.js';
import { readHeader, type SafetensorsHeader } from './safetensors-header.js';
import {
  makeSource,
  type StoredGroup,
  type StoredTensor,
  type TensorTable,
  type WeightsSource,
} from './source.js';
import { openByteSource, type SourceInput } from './source-input.js';

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
  const source = await openByteSource(input, 'safetensors', options);
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

/** The tensors of one file, ready to be read. */
export interface StoredFile {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: TensorTable;
  readonly groups: ReadonlyMap<string, StoredGroup>;
}

export async function readStored(
  source: ByteSource,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<StoredFile> {
  const header = await readHeader(source, options);
  const tensors = new RangeTable(source, header);
  return { metadata: header.metadata, ...partQuantised(tensors, header.metadata, source.name) };
}

/** Makes a tensor when it is asked for: a file may have a million. */
class RangeTable implements TensorTable {
  constructor(
    private readonly source: ByteSource,
    private readonly header: SafetensorsHeader,
  ) {}

  get size(): number {
    return this.header.tensors.size;
  }

  keys(): Iterable<string> {
    return this.header.tensors.keys();
  }

  has(name: string): boolean {
    return this.header.tensors.has(name);
  }

  get(name: string): StoredTensor | undefined {
    const entry = this.header.tensors.get(name);
    if (entry === undefined) return undefined;
    const { dtype, shape, begin, end } = entry;
    const { source } = this;
    const { dataStart } = this.header;
    return {
      info: { dtype, shape, bytes: end - begin, file: source.name },
      read: (options) => readRange(source, dataStart + begin, end - begin, options),
    };
  }
}
