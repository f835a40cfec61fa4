import { isStoredDType, type StoredDType, storedDTypes, storedItemSize, tensorBytes } from './dtype.js';
import { WeightsError, type WeightsErrorCode } from './errors.js';
import { quote } from './printable.js';
import { maxHeaderBytes } from './safetensors-header.js';
import { writeFileAtomically } from './write.js';

const op = 'safetensors';

/** A tensor to write: its bytes (any view, little-endian, C order), or a function that gives them when it is its turn. */
export interface TensorToWrite {
  readonly dtype: StoredDType;
  readonly shape: readonly number[];
  readonly data: ArrayBufferView | (() => ArrayBufferView | Promise<ArrayBufferView>);
}

export type TensorsToWrite =
  | Readonly<Record<string, TensorToWrite>>
  | Iterable<readonly [string, TensorToWrite]>;

export interface WriteSafetensorsOptions {
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A safetensors file in memory. The same tensors give the same bytes whatever their order: wide items first, so
 * that all are aligned, then by name; the header is padded with spaces to a multiple of 8.
 */
export function encodeSafetensors(
  tensors: TensorsToWrite,
  options: WriteSafetensorsOptions = {},
): Uint8Array {
  const plan = planFile(tensors, options.metadata);
  const file = new Uint8Array(plan.header.length + plan.dataBytes);
  file.set(plan.header);
  let position = plan.header.length;
  for (const [name, tensor, bytes] of plan.entries) {
    if (typeof tensor.data === 'function') {
      throw new WeightsError('argument', op, 'data must be at hand to encode; got a function', {
        tensor: name,
      });
    }
    file.set(viewBytes(name, tensor.data, bytes), position);
    position += bytes;
  }
  return file;
}

/** Writes a safetensors file atomically, tensor by tensor; the bytes are those of `encodeSafetensors`. */
export async function writeSafetensors(
  path: string,
  tensors: TensorsToWrite,
  options: WriteSafetensorsOptions = {},
): Promise<void> {
  const plan = planFile(tensors, options.metadata);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield plan.header;
    for (const [name, tensor, bytes] of plan.entries) {
      yield viewBytes(name, typeof tensor.data === 'function' ? await tensor.data() : tensor.data, bytes);
    }
  }
  await writeFileAtomically(path, chunks(), { signal: options.signal });
}

interface FilePlan {
  readonly header: Uint8Array;
  readonly dataBytes: number;
  readonly entries: readonly (readonly [name: string, tensor: TensorToWrite, bytes: number])[];
}

function planFile(tensors: TensorsToWrite, metadata: Readonly<Record<string, string>> = {}): FilePlan {
  const list = Symbol.iterator in tensors ? [...tensors] : Object.entries(tensors);
  const entries = list.map(([name, tensor]) => [name, tensor, checkedBytes(name, tensor)] as const);
  entries.sort(
    ([nameA, a], [nameB, b]) =>
      storedItemSize[b.dtype] - storedItemSize[a.dtype] || compareText(nameA, nameB),
  );

  const fields: string[] = [];
  const keys = Object.keys(metadata).sort(compareText);
  if (keys.length > 0) {
    const pairs = keys.map((key) => `${jsonText(key)}:${jsonText(metadata[key])}`);
    fields.push(`"__metadata__":{${pairs.join(',')}}`);
  }
  let position = 0;
  const seen = new Set<string>();
  for (const [name, { dtype, shape }, bytes] of entries) {
    if (seen.has(name)) refuse('duplicate', 'must be given once; got it twice', name);
    seen.add(name);
    const end = position + bytes;
    fields.push(
      `${jsonText(name)}:{"dtype":"${dtype}","shape":[${shape.join(',')}],"data_offsets":[${position},${end}]}`,
    );
    position = end;
  }
  const text = new TextEncoder().encode(`{${fields.join(',')}}`);
  const length = Math.ceil(text.length / 8) * 8;
  if (length > maxHeaderBytes)
    refuse('too-large', `header must have at most ${maxHeaderBytes} bytes; got ${length}`);
  const header = new Uint8Array(8 + length).fill(0x20);
  new DataView(header.buffer).setBigUint64(0, BigInt(length), true);
  header.set(text, 8);
  return { header, dataBytes: position, entries };
}

function checkedBytes(name: string, tensor: TensorToWrite): number {
  if (name === '__metadata__') refuse('argument', 'must not be named like the metadata; got that name', name);
  const { dtype, shape } = tensor;
  if (!isStoredDType(dtype)) {
    refuse('dtype', `dtype must be one of ${storedDTypes.join(', ')}; got ${quote(dtype)}`, name);
  }
  if (!Array.isArray(shape) || shape.some((side) => !Number.isSafeInteger(side) || side < 0)) {
    refuse('shape', `shape must be non-negative integers; got ${quote(shape)}`, name);
  }
  const bytes = tensorBytes(shape, dtype);
  return bytes ?? refuse('shape', `shape must fit a file; got [${shape.join(',')}]`, name);
}

function viewBytes(name: string, view: ArrayBufferView, expected: number): Uint8Array {
  if (!ArrayBuffer.isView(view) || view.byteLength !== expected) {
    const got = ArrayBuffer.isView(view) ? `${view.byteLength} bytes` : typeof view;
    refuse('shape', `data must have ${expected} bytes, as its shape and dtype say; got ${got}`, name);
  }
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/** By code points, the order of UTF-8 bytes. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return surrogatesLast(x) - surrogatesLast(y);
  }
  return a.length - b.length;
}

const surrogatesLast = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

function jsonText(text: unknown): string {
  if (typeof text !== 'string') refuse('argument', `metadata must be text; got ${quote(text)}`);
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)) {
    refuse('argument', `names and metadata must be valid Unicode; got ${quote(text)}`);
  }
  return JSON.stringify(text);
}

function refuse(code: WeightsErrorCode, message: string, tensor?: string): never {
  throw new WeightsError(code, op, message, { tensor });
}
