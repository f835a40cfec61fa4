import { allocate, readRange } from './bytes.js';
import { isStoredDType, type StoredDType, storedItemSize, tensorBytes } from './dtype.js';
import { WeightsError } from './errors.js';
import { npyTypes, readNpyHeader } from './npy-header.js';
import { quote } from './printable.js';
import { openByteSource, type SourceInput } from './source-input.js';
import { writeFileAtomically } from './write.js';

const op = 'npy';

export interface NpyArray {
  readonly dtype: StoredDType;
  readonly shape: readonly number[];
  /** Little-endian, C order, memory of the caller's own. */
  readonly data: Uint8Array;
}

/**
 * Reads a `.npy` file, versions 1 to 3: floats of 16 to 64 bits, integers of 8 to 64, bool. Big-endian data and
 * Fortran order are converted. The file must end where the array does.
 *
 * Throws `WeightsError`: `format`, `header`, `duplicate`, `dtype` (objects and structured types are refused),
 * `shape`, `truncated`, `too-large`, and those of opening a file.
 */
export async function readNpy(
  input: SourceInput,
  options: {
    readonly signal?: AbortSignal | undefined;
    /** Refuses larger arrays with `too-large`, before memory is taken. Default: no limit. */
    readonly maxBytes?: number | undefined;
    /** Called before data is read; what it throws ends the reading. */
    readonly onHeader?: ((array: Omit<NpyArray, 'data'>) => void) | undefined;
  } = {},
): Promise<NpyArray> {
  options.signal?.throwIfAborted();
  const source = await openByteSource(input, op, options);
  try {
    const { dtype, bigEndian, fortranOrder, shape, dataStart } = await readNpyHeader(source, options);
    const bytes = tensorBytes(shape, dtype);
    const got = source.size - dataStart;
    if (bytes !== got) {
      const short = bytes !== null && bytes > got;
      const expected = bytes === null ? 'more bytes than a file can have' : `${bytes} bytes`;
      throw new WeightsError(
        short ? 'truncated' : 'shape',
        op,
        `data must have ${expected}, as shape [${shape.join(',')}] of ${dtype} says; got ${got}`,
        { file: source.name, details: { shape, dtype, expected: bytes, got } },
      );
    }
    const { maxBytes = Number.POSITIVE_INFINITY } = options;
    if (bytes > maxBytes) {
      throw new WeightsError(
        'too-large',
        op,
        `data must have at most ${maxBytes} bytes, to be held in memory; got ${bytes}`,
        {
          file: source.name,
          details: { limit: maxBytes, got: bytes },
        },
      );
    }
    options.onHeader?.({ dtype, shape });
    const data = await readRange(source, dataStart, bytes, options);
    const itemSize = storedItemSize[dtype];
    if (bigEndian) swapBytes(data, itemSize);
    const plain = !fortranOrder || shape.filter((side) => side !== 1).length < 2;
    return { dtype, shape, data: plain ? data : fromFortran(data, shape, itemSize, source.name) };
  } finally {
    await source.close?.();
  }
}

function swapBytes(data: Uint8Array, itemSize: number): void {
  for (let item = 0; item < data.length; item += itemSize) data.subarray(item, item + itemSize).reverse();
}

/** Column-major to row-major. */
function fromFortran(data: Uint8Array, shape: readonly number[], itemSize: number, file: string): Uint8Array {
  const result = allocate(data.length, file);
  const rank = shape.length;
  const strides: number[] = [];
  let stride = itemSize;
  for (const side of shape) {
    strides.push(stride);
    stride *= side;
  }
  const index = new Array<number>(rank).fill(0);
  let from = 0;
  for (let to = 0; to < result.length; to += itemSize) {
    for (let byte = 0; byte < itemSize; byte++) result[to + byte] = data[from + byte] as number;
    for (let axis = rank - 1; axis >= 0; axis--) {
      const next = (index[axis] as number) + 1;
      if (next < (shape[axis] as number)) {
        index[axis] = next;
        from += strides[axis] as number;
        break;
      }
      from -= (next - 1) * (strides[axis] as number);
      index[axis] = 0;
    }
  }
  return result;
}

/** An array to write: `data` is any view of its bytes, little-endian, in C order. */
export interface ArrayToWrite {
  readonly dtype: StoredDType;
  readonly shape: readonly number[];
  readonly data: ArrayBufferView;
}

/** A `.npy` file in memory, version 1.0, as NumPy writes it. Throws `dtype` for BF16, which NumPy lacks. */
export function encodeNpy(array: ArrayToWrite): Uint8Array {
  const { header, data } = npyParts(array);
  const file = new Uint8Array(header.length + data.length);
  file.set(header);
  file.set(data, header.length);
  return file;
}

/** Writes a `.npy` file atomically. */
export async function writeNpy(
  path: string,
  array: ArrayToWrite,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const { header, data } = npyParts(array);
  await writeFileAtomically(path, [header, data], options);
}

function npyParts({ dtype, shape, data }: ArrayToWrite): { header: Uint8Array; data: Uint8Array } {
  const type = Object.entries(npyTypes).find(([, name]) => name === dtype)?.[0];
  if (type === undefined || !isStoredDType(dtype)) {
    throw new WeightsError('dtype', op, `dtype must be one that NumPy has; got ${quote(dtype)}`);
  }
  if (!Array.isArray(shape) || shape.some((side) => !Number.isSafeInteger(side) || side < 0)) {
    throw new WeightsError('shape', op, `shape must be non-negative integers; got ${quote(shape)}`);
  }
  const bytes = tensorBytes(shape, dtype);
  if (!ArrayBuffer.isView(data) || bytes !== data.byteLength) {
    const got = ArrayBuffer.isView(data) ? `${data.byteLength} bytes` : typeof data;
    throw new WeightsError(
      'shape',
      op,
      `data must have ${bytes} bytes, as its shape and dtype say; got ${got}`,
    );
  }
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const order = storedItemSize[dtype] === 1 ? '|' : '<';
  const text = `{'descr': '${order}${type}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64;
  if (length - 10 > 0xffff) {
    throw new WeightsError('shape', op, `shape must fit a header of 64 KiB; got ${shape.length} sides`);
  }
  const header = new Uint8Array(length).fill(0x20);
  header.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(header.buffer).setUint16(8, length - 10, true);
  header.set(new TextEncoder().encode(text), 10);
  header[length - 1] = 0x0a;
  return { header, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}
