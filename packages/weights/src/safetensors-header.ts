import { type ByteSource, readRange } from './bytes.js';
import { isStoredDType, type StoredDType, storedDTypes, storedItemSize, tensorBytes } from './dtype.js';
import { WeightsError, type WeightsErrorCode } from './errors.js';
import { decodeUtf8, JsonScanner } from './json.js';
import { printable, quote } from './printable.js';

/** The format's limit, as in the Rust crate. */
export const maxHeaderBytes = 100_000_000;

const op = 'safetensors';

/** A tensor of a file: its bytes are `[begin, end)` after the header. */
export interface HeaderEntry {
  readonly dtype: StoredDType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  /** In the order of the data. */
  readonly tensors: ReadonlyMap<string, HeaderEntry>;
  readonly metadata: Readonly<Record<string, string>>;
  /** Where the data begins in the file. */
  readonly dataStart: number;
}

/** Most headers come with the first read. */
const firstRead = 32 << 10;

/** Reads and checks a header. Nothing is allocated for data, whatever the header says. */
export async function readHeader(
  source: ByteSource,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<SafetensorsHeader> {
  const file = source.name;
  const { size } = source;
  const refuse = (code: WeightsErrorCode, message: string, details: Record<string, unknown>): never => {
    throw new WeightsError(code, op, message, { file, details });
  };
  if (size < 8) refuse('truncated', `must have at least 8 bytes; got ${size}`, { got: size });
  const head = await readRange(source, 0, Math.min(size, firstRead), options);
  const declared = new DataView(head.buffer, head.byteOffset).getBigUint64(0, true);
  if (declared > BigInt(maxHeaderBytes)) {
    refuse('too-large', `header must have at most ${maxHeaderBytes} bytes; got ${declared}`, {
      limit: maxHeaderBytes,
      got: declared,
    });
  }
  const length = Number(declared);
  if (8 + length > size) {
    refuse('truncated', `header must lie inside the file; got ${length} bytes of it in a file of ${size}`, {
      header: length,
      size,
    });
  }
  const bytes =
    8 + length <= head.length ? head.subarray(8, 8 + length) : await readRange(source, 8, length, options);
  return parseHeader(bytes, { file, dataStart: 8 + length, dataBytes: size - 8 - length });
}

function parseHeader(
  bytes: Uint8Array,
  place: { file: string; dataStart: number; dataBytes: number },
): SafetensorsHeader {
  const { file, dataStart, dataBytes } = place;
  const failure = { code: 'header', op, file, what: 'header' } as const;
  const scanner = new JsonScanner(decodeUtf8(bytes, failure), failure);
  skipPadding(scanner);
  if (scanner.text.charAt(scanner.position) !== '{')
    scanner.fail(`must start with "{"; got ${scanner.found()}`);

  const metadata: Record<string, string> = Object.create(null);
  let tensors = new Map<string, HeaderEntry>();
  let hasMetadata = false;
  let inOrder = true;
  let last: HeaderEntry | undefined;
  const member = (key: string): void => {
    if (key === '__metadata__') {
      hasMetadata = true;
      scanner.object('__metadata__', (name) => {
        metadata[name] = scanner.string('metadata');
      });
      return;
    }
    scanner.tensor = key;
    const entry = tensorEntry(scanner, key, file);
    scanner.tensor = undefined;
    inOrder &&= last === undefined || compareEntries(last, entry) <= 0;
    tensors.set(key, (last = entry));
  };
  const isNew = (key: string): boolean => (key === '__metadata__' ? !hasMetadata : !tensors.has(key));
  scanner.object('the table of tensors', member, isNew);
  skipPadding(scanner);
  if (scanner.position !== scanner.text.length) {
    scanner.fail(`must be padded with spaces alone; got ${scanner.found()}`);
  }

  if (!inOrder) tensors = new Map([...tensors].sort(([, a], [, b]) => compareEntries(a, b)));
  checkOffsets(tensors, dataBytes, file);
  return { tensors, metadata, dataStart };
}

const compareEntries = (a: HeaderEntry, b: HeaderEntry): number => a.begin - b.begin || a.end - b.end;

function skipPadding(scanner: JsonScanner): void {
  while (scanner.text.charCodeAt(scanner.position) === 0x20) scanner.position++;
}

function tensorEntry(scanner: JsonScanner, tensor: string, file: string): HeaderEntry {
  const refuse = (code: WeightsErrorCode, message: string, details: Record<string, unknown>): never => {
    throw new WeightsError(code, op, message, { file, tensor, details });
  };
  let dtypeName: string | undefined;
  let shape: number[] | undefined;
  let offsets: number[] | undefined;
  scanner.object('an entry', (field) => {
    if (field === 'dtype') {
      dtypeName = scanner.string('dtype');
    } else if (field === 'shape') {
      shape = naturals(scanner, 'shape');
    } else if (field === 'data_offsets') {
      offsets = naturals(scanner, 'data_offsets');
    } else {
      refuse('header', `must have dtype, shape and data_offsets alone; got the field ${quote(field)}`, {
        field,
      });
    }
  });
  if (dtypeName === undefined || shape === undefined || offsets === undefined) {
    const missing = Object.entries({ dtype: dtypeName, shape, data_offsets: offsets })
      .filter(([, value]) => value === undefined)
      .map(([name]) => name);
    return refuse('header', `must have dtype, shape and data_offsets; got no ${missing.join(', ')}`, {
      missing,
    });
  }
  if (!isStoredDType(dtypeName)) {
    const names = storedDTypes.join(', ');
    return refuse('dtype', `dtype must be one of ${names}; got ${quote(dtypeName, 40)}`, {
      got: dtypeName,
    });
  }
  if (offsets.length !== 2) {
    return refuse('offsets', `data_offsets must be two integers; got ${offsets.length}`, {
      got: offsets.length,
    });
  }
  const [begin, end] = offsets as [number, number];
  if (begin > end) refuse('offsets', `data_offsets must rise; got [${begin}, ${end}]`, { begin, end });
  const bytes = tensorBytes(shape, dtypeName);
  if (bytes !== end - begin) {
    const size = `${storedItemSize[dtypeName]} bytes an item`;
    const needed = bytes === null ? 'more than fits 64 bits' : `${bytes} bytes`;
    refuse(
      'shape',
      `shape [${printable(shape.join(','))}] of ${dtypeName}, ${size}, must span its data_offsets: ${needed}; got ${end - begin}`,
      { shape, dtype: dtypeName, expected: bytes, got: end - begin },
    );
  }
  return { dtype: dtypeName, shape, begin, end };
}

function naturals(scanner: JsonScanner, role: string): number[] {
  const values: number[] = [];
  scanner.array(role, () => values.push(scanner.natural(role)));
  return values;
}

/** Entries in the order of their data must fill it, without hole or overlap. */
function checkOffsets(entries: ReadonlyMap<string, HeaderEntry>, dataBytes: number, file: string): void {
  let position = 0;
  for (const [tensor, { begin, end }] of entries) {
    if (begin !== position) {
      const problem = begin > position ? 'a hole' : 'an overlap';
      throw new WeightsError(
        'offsets',
        op,
        `data must begin where the tensor before it ends, at ${position}; got ${begin}, ${problem}`,
        { file, tensor, details: { expected: position, got: begin } },
      );
    }
    position = end;
  }
  if (position === dataBytes) return;
  const short = position > dataBytes;
  throw new WeightsError(
    short ? 'truncated' : 'offsets',
    op,
    `data must have ${position} bytes, as the header says; got ${dataBytes}${short ? '' : ', some that belong to no tensor'}`,
    { file, details: { expected: position, got: dataBytes } },
  );
}
