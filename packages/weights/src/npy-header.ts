import { type ByteSource, readRange } from './bytes.js';
import type { StoredDType } from './dtype.js';
import { WeightsError, type WeightsErrorCode } from './errors.js';
import { decodeUtf8 } from './json.js';
import { printable, quote } from './printable.js';

const op = 'npy';
/** A header of a plain array takes some 100 bytes; NumPy itself refuses over 10,000 characters. */
const maxHeaderBytes = 64 << 10;
const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** NumPy's type codes without the byte order. */
export const npyTypes: Readonly<Record<string, StoredDType>> = {
  b1: 'BOOL',
  u1: 'U8',
  i1: 'I8',
  u2: 'U16',
  i2: 'I16',
  u4: 'U32',
  i4: 'I32',
  u8: 'U64',
  i8: 'I64',
  f2: 'F16',
  f4: 'F32',
  f8: 'F64',
};

export interface NpyHeader {
  readonly dtype: StoredDType;
  readonly bigEndian: boolean;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  readonly dataStart: number;
}

export async function readNpyHeader(
  source: ByteSource,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<NpyHeader> {
  const refuse = (code: WeightsErrorCode, message: string): never => {
    throw new WeightsError(code, op, message, { file: source.name });
  };
  const head = await readRange(source, 0, Math.min(source.size, 12), options);
  if (head.length < 10) {
    const begins = magic.every((byte, i) => i >= head.length || byte === head[i]) && head.length > 0;
    refuse(
      begins ? 'truncated' : 'format',
      `must begin with NumPy's magic and a header; got ${head.length} bytes`,
    );
  }
  if (!magic.every((byte, i) => byte === head[i])) {
    refuse(
      'format',
      `must begin with NumPy's magic; got ${quote(String.fromCharCode(...head.subarray(0, 6)))}`,
    );
  }
  const [major, minor] = [head[6] as number, head[7] as number];
  if (major < 1 || major > 3 || minor !== 0)
    refuse('header', `version must be 1.0, 2.0 or 3.0; got ${major}.${minor}`);
  if (major > 1 && head.length < 12) refuse('truncated', `must have a header; got ${head.length} bytes`);
  const view = new DataView(head.buffer, head.byteOffset);
  const [start, length] = major === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  if (length > maxHeaderBytes)
    refuse('too-large', `header must have at most ${maxHeaderBytes} bytes; got ${length}`);
  if (start + length > source.size) {
    refuse(
      'truncated',
      `header must lie inside the file; got ${length} bytes of it in a file of ${source.size}`,
    );
  }
  const bytes = await readRange(source, start, length, options);
  const failure = { code: 'header', op, file: source.name, what: 'header' } as const;
  const text = major === 3 ? decodeUtf8(bytes, failure) : String.fromCharCode(...bytes);
  return { ...parseDictionary(text, source.name), dataStart: start + length };
}

/** The Python literal of a header: a dictionary of exactly `descr`, `fortran_order` and `shape`, in any order. */
function parseDictionary(text: string, file: string): Omit<NpyHeader, 'dataStart'> {
  let position = 0;
  const fail = (message: string, code: WeightsErrorCode = 'header'): never => {
    throw new WeightsError(code, op, `header ${message}`, { file, details: { position } });
  };
  const found = (): string =>
    position < text.length ? quote(text.slice(position, position + 16)) : 'its end';
  const match = (pattern: RegExp): string | null => {
    const sticky = new RegExp(pattern, 'y');
    sticky.lastIndex = position;
    const result = sticky.exec(text);
    if (result === null) return null;
    position = sticky.lastIndex;
    return result[1] ?? result[0];
  };
  const space = (): void => {
    match(/[ \t\r\n]*/);
  };
  const expect = (pattern: RegExp, what: string): string => {
    space();
    return match(pattern) ?? fail(`must have ${what}; got ${found()}`);
  };
  const shapeTuple = (): number[] => {
    expect(/\(/, 'a shape, a tuple');
    const sides: number[] = [];
    for (let comma = true; ; ) {
      space();
      if (match(/\)/) !== null) {
        if (sides.length === 1 && !comma) fail('must have a tuple as shape; got one number in brackets');
        return sides;
      }
      if (!comma) fail(`must have a shape of integers; got ${found()}`);
      const digits = expect(/(?:0|[1-9][0-9]*)(?![0-9A-Za-z_.])/, 'a shape of non-negative integers');
      const side = Number(digits);
      if (!Number.isSafeInteger(side))
        fail(`must have sides of at most 2^53 - 1; got ${printable(digits, 40)}`, 'too-large');
      sides.push(side);
      space();
      comma = match(/,/) !== null;
    }
  };

  let descr: string | undefined;
  let fortranOrder: boolean | undefined;
  let shape: number[] | undefined;
  expect(/\{/, 'a dictionary');
  for (let comma = true; ; ) {
    space();
    if (match(/\}/) !== null) break;
    if (!comma) fail(`must have commas between its entries; got ${found()}`);
    const key = expect(/'([^'\\\n]*)'|"[^"\\\n]*"/, 'a key, a string').replace(/^"|"$/g, '');
    expect(/:/, 'a colon');
    space();
    if (key === 'descr' && descr === undefined) {
      if (/[[(]/.test(text.charAt(position))) fail('must have a plain type; got a structured one', 'dtype');
      descr = expect(/'([^'\\\n]*)'|"[^"\\\n]*"/, 'a type, a string').replace(/^"|"$/g, '');
    } else if (key === 'fortran_order' && fortranOrder === undefined) {
      fortranOrder = expect(/(?:True|False)(?![A-Za-z0-9_])/, 'True or False') === 'True';
    } else if (key === 'shape' && shape === undefined) {
      shape = shapeTuple();
    } else {
      const known = ['descr', 'fortran_order', 'shape'].includes(key);
      fail(
        `must have descr, fortran_order and shape once; got ${quote(key)}${known ? ' twice' : ''}`,
        known ? 'duplicate' : 'header',
      );
    }
    space();
    comma = match(/,/) !== null;
  }
  space();
  if (position < text.length) fail(`must be padded with spaces alone; got ${found()}`);
  if (descr === undefined || fortranOrder === undefined || shape === undefined) {
    return fail(`must have descr, fortran_order and shape; got ${printable(text.trim(), 100)}`);
  }
  const order = descr.charAt(0);
  const dtype = npyTypes[descr.slice(1)];
  const single = descr.endsWith('1');
  if (dtype === undefined || !('<>'.includes(order) || (order === '|' && single))) {
    const hint = /^[|<>=]?O/.test(descr) ? ', Python objects, which are never loaded' : '';
    return fail(
      `must have a type of ${Object.keys(npyTypes).join(', ')}; got ${quote(descr, 40)}${hint}`,
      'dtype',
    );
  }
  return { dtype, bigEndian: order === '>' && !single, fortranOrder, shape };
}
