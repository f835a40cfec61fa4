import type { WeightsErrorCode } from '@x/weights';

/** A safetensors file: 8 bytes of header length, the header as text or bytes, then zeros as data. */
export function file(
  header: string | Uint8Array,
  dataBytes = 0,
  declaredLength?: number | bigint,
): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + text.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(declaredLength ?? text.length), true);
  bytes.set(text, 8);
  return bytes;
}

/** One tensor `a` with this entry as JSON text. */
const one = (entry: string, dataBytes: number): Uint8Array => file(`{"a":${entry}}`, dataBytes);
const f32 = (shape: string, begin: number | string, end: number | string): string =>
  `{"dtype":"F32","shape":${shape},"data_offsets":[${begin},${end}]}`;
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const ascii = (text: string): number[] => [...new TextEncoder().encode(text)];

export interface MalformedCase {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly code: WeightsErrorCode;
  /** What the message must hold. */
  readonly word: string;
  /** True where the Rust crate lets it pass: we are stricter on purpose. */
  readonly rustAccepts?: true;
}

const bad = (
  name: string,
  content: Uint8Array,
  code: WeightsErrorCode,
  word: string,
  rustAccepts?: true,
): MalformedCase => ({
  name,
  bytes: content,
  code,
  word,
  ...(rustAccepts === undefined ? {} : { rustAccepts }),
});

export const malformed: readonly MalformedCase[] = [
  // The length and the file's end.
  bad('an empty file', bytes(), 'truncated', 'at least 8 bytes; got 0'),
  bad('seven bytes', bytes(2, 0, 0, 0, 0, 0, 0), 'truncated', 'got 7'),
  bad('a length of 0', file(''), 'header', 'start with "{"'),
  bad('the length alone', bytes(2, 0, 0, 0, 0, 0, 0, 0), 'truncated', 'inside the file'),
  bad('a header cut in its middle', file('{"a":', 0, 40), 'truncated', 'inside the file'),
  bad('a length one beyond the file', file('{}', 0, 3), 'truncated', 'inside the file'),
  bad('a length of 100,000,001', file('{}', 0, 100_000_001), 'too-large', '100000001'),
  bad('a length of 2^63', file('{}', 0, 1n << 63n), 'too-large', '9223372036854775808'),
  bad('a length of 2^64 - 1', file('{}', 0, (1n << 64n) - 1n), 'too-large', '18446744073709551615'),
  bad('a length of 100,000,000 in a small file', file('{}', 0, 100_000_000), 'truncated', 'inside the file'),
  // Encoding and padding.
  bad('a byte order mark', file(bytes(0xef, 0xbb, 0xbf, ...ascii('{}'))), 'header', 'start with "{"'),
  bad('a lone continuation byte', file(bytes(...ascii('{"'), 0x80, ...ascii('":1}'))), 'header', 'UTF-8'),
  bad('an overlong slash', file(bytes(...ascii('{"'), 0xc0, 0xaf, ...ascii('":1}'))), 'header', 'UTF-8'),
  bad(
    'an encoded surrogate',
    file(bytes(...ascii('{"'), 0xed, 0xa0, 0x80, ...ascii('":1}'))),
    'header',
    'UTF-8',
  ),
  bad(
    'a code point beyond Unicode',
    file(bytes(...ascii('{"'), 0xf4, 0x90, 0x80, 0x80, ...ascii('":1}'))),
    'header',
    'UTF-8',
  ),
  bad('a sequence cut short', file(bytes(...ascii('{} '), 0xe2, 0x82)), 'header', 'UTF-8'),
  bad('UTF-16', file(bytes(0x7b, 0, 0x7d, 0)), 'header', 'a key'),
  bad('a leading newline', file('\n{}'), 'header', 'start with "{"', true),
  bad('a leading tab', file('\t{}'), 'header', 'start with "{"', true),
  bad('a trailing tab', file('{}\t'), 'header', 'spaces alone', true),
  bad('a trailing newline', file('{}\n'), 'header', 'spaces alone', true),
  bad('a trailing NUL', file('{}\0'), 'header', 'spaces alone'),
  bad('a second object', file('{}{}'), 'header', 'spaces alone'),
  bad('a no-break space as padding', file('{}\u00a0'), 'header', 'spaces alone'),
  // JSON.
  bad('spaces alone', file('   '), 'header', 'start with "{"'),
  bad('an array', file('[]'), 'header', 'start with "{"'),
  bad('a string', file('"a"'), 'header', 'start with "{"'),
  bad('null', file('null'), 'header', 'start with "{"'),
  bad('an object without end', file('{'), 'header', 'a key'),
  bad('a comma without member', file('{,}'), 'header', 'a key'),
  bad('a comma at the end', file(`{"a":${f32('[1]', 0, 4)},}`, 4), 'header', 'a key'),
  bad('no comma', file(`{"a":${f32('[0]', 0, 0)} "b":${f32('[0]', 0, 0)}}`), 'header', 'end of an object'),
  bad('no colon', file('{"a" 1}'), 'header', '":"'),
  bad('a key without quotes', file('{a:1}'), 'header', 'a key'),
  bad('a key in single quotes', file("{'a':1}"), 'header', 'a key'),
  bad('a comment', file('{/* a */}'), 'header', 'a key'),
  bad('a string without end', file('{"a'), 'header', 'end its strings'),
  bad(
    'a control character in a name',
    file(`{"a\u0001":${f32('[0]', 0, 0)}}`),
    'header',
    'control characters',
  ),
  bad('a newline in a name', file(`{"a\n":${f32('[0]', 0, 0)}}`), 'header', 'control characters'),
  bad('an unknown escape', file(`{"\\x":${f32('[0]', 0, 0)}}`), 'header', 'escapes'),
  bad('a short unicode escape', file(`{"\\u00":${f32('[0]', 0, 0)}}`), 'header', 'escapes'),
  bad('a lone high surrogate', file(`{"\\ud800":${f32('[0]', 0, 0)}}`), 'header', 'lone'),
  bad('a lone low surrogate', file(`{"\\udc00":${f32('[0]', 0, 0)}}`), 'header', 'lone'),
  bad('two high surrogates', file(`{"\\ud800\\ud800":${f32('[0]', 0, 0)}}`), 'header', 'lone'),
  bad('100,000 brackets', file(`{"a":${'['.repeat(100_000)}`), 'header', 'object'),
  bad('100,000 nested shapes', one(f32('['.repeat(100_000), 0, 0), 0), 'header', 'a number'),
  // Duplicates.
  bad(
    'a tensor twice',
    file(`{"a":${f32('[1]', 0, 4)},"a":${f32('[1]', 0, 4)}}`, 4),
    'duplicate',
    '"a" twice',
    true,
  ),
  bad(
    'a tensor twice, once escaped',
    file(`{"a":${f32('[1]', 0, 4)},"\\u0061":${f32('[1]', 0, 4)}}`, 4),
    'duplicate',
    '"a" twice',
    true,
  ),
  bad(
    '__proto__ twice',
    file(`{"__proto__":${f32('[1]', 0, 4)},"__proto__":${f32('[1]', 0, 4)}}`, 4),
    'duplicate',
    '__proto__',
    true,
  ),
  bad(
    'a field twice',
    one('{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}', 4),
    'duplicate',
    '"dtype" twice',
  ),
  bad('a metadata key twice', file('{"__metadata__":{"a":"1","a":"2"}}'), 'duplicate', '"a" twice', true),
  bad('__metadata__ twice', file('{"__metadata__":{},"__metadata__":{}}'), 'duplicate', '__metadata__'),
  // Metadata.
  bad('metadata that is null', file('{"__metadata__":null}'), 'header', '__metadata__', true),
  bad('metadata that is an array', file('{"__metadata__":[]}'), 'header', '__metadata__'),
  bad('metadata of numbers', file('{"__metadata__":{"a":1}}'), 'header', 'a string'),
  bad('metadata of objects', file('{"__metadata__":{"a":{}}}'), 'header', 'a string'),
  bad('metadata of null', file('{"__metadata__":{"a":null}}'), 'header', 'a string'),
  // Fields.
  bad('an entry that is null', one('null', 0), 'header', 'an object'),
  bad('an entry that is an array', one('["F32",[1],[0,4]]', 4), 'header', 'an object', true),
  bad('an empty entry', one('{}', 0), 'header', 'dtype, shape, data_offsets'),
  bad('no dtype', one('{"shape":[1],"data_offsets":[0,4]}', 4), 'header', 'no dtype'),
  bad('no shape', one('{"dtype":"F32","data_offsets":[0,4]}', 4), 'header', 'no shape'),
  bad('no data_offsets', one('{"dtype":"F32","shape":[1]}', 4), 'header', 'no data_offsets'),
  bad(
    'an extra field',
    one('{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":0}', 4),
    'header',
    '"x"',
    true,
  ),
  bad('a field in capitals', one('{"DTYPE":"F32","shape":[1],"data_offsets":[0,4]}', 4), 'header', 'DTYPE'),
  bad('a dtype in small letters', one('{"dtype":"f32","shape":[1],"data_offsets":[0,4]}', 4), 'dtype', 'f32'),
  bad(
    'a dtype by another name',
    one('{"dtype":"FLOAT","shape":[1],"data_offsets":[0,4]}', 4),
    'dtype',
    'FLOAT',
  ),
  bad('an empty dtype', one('{"dtype":"","shape":[1],"data_offsets":[0,4]}', 4), 'dtype', 'one of'),
  bad(
    'a dtype from Object.prototype',
    one('{"dtype":"toString","shape":[1],"data_offsets":[0,4]}', 4),
    'dtype',
    'toString',
  ),
  bad(
    'a dtype that is a number',
    one('{"dtype":32,"shape":[1],"data_offsets":[0,4]}', 4),
    'header',
    'a string',
  ),
  bad('F8_E4M3', one('{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}', 4), 'dtype', 'F8_E4M3', true),
  bad('F8_E5M2', one('{"dtype":"F8_E5M2","shape":[4],"data_offsets":[0,4]}', 4), 'dtype', 'F8_E5M2', true),
  // Integers.
  bad('a side of 4.0', one(f32('[4.0]', 0, 16), 16), 'header', '4.0'),
  bad('a side of 4e0', one(f32('[4e0]', 0, 16), 16), 'header', '4e0'),
  bad('a side of -0', one(f32('[-0]', 0, 0), 0), 'header', '-0'),
  bad('a side of -1', one(f32('[-1]', 0, 4), 4), 'header', '-1'),
  bad('a side of 01', one(f32('[01]', 0, 4), 4), 'header', '01'),
  bad('a side of +1', one(f32('[+1]', 0, 4), 4), 'header', '+1'),
  bad('a side of 0x1', one(f32('[0x1]', 0, 4), 4), 'header', 'array'),
  bad('a side of "1"', one(f32('["1"]', 0, 4), 4), 'header', 'a number'),
  bad('a side of null', one(f32('[null]', 0, 4), 4), 'header', 'a number'),
  bad('a side of true', one(f32('[true]', 0, 4), 4), 'header', 'a number'),
  bad('a side of NaN', one(f32('[NaN]', 0, 4), 4), 'header', 'a number'),
  bad('a side of 2^53', one(f32('[9007199254740992]', 0, 4), 4), 'too-large', '9007199254740992'),
  bad('a side of 2^64', one(f32('[18446744073709551616]', 0, 4), 4), 'too-large', '2^53 - 1'),
  bad('a side of 400 digits', one(f32(`[${'9'.repeat(400)}]`, 0, 4), 4), 'too-large', '2^53 - 1'),
  bad('a shape that is a number', one(f32('1', 0, 4), 4), 'header', 'an array'),
  bad('a shape that is an object', one(f32('{}', 0, 4), 4), 'header', 'an array'),
  bad('a shape with a comma at its end', one(f32('[1,]', 0, 4), 4), 'header', 'a number'),
  bad('an offset of 0.0', one(f32('[1]', '0.0', 4), 4), 'header', '0.0'),
  bad('an offset of -4', one(f32('[1]', -4, 0), 4), 'header', '-4'),
  // Spans.
  bad('a product of 2^64', one(f32('[4294967296,4294967296]', 0, 4), 4), 'shape', 'more than'),
  bad('a product that wraps to 1', one(f32('[4294967297,4294967297]', 0, 4), 4), 'shape', 'more than'),
  bad(
    'a product that overflows before a 0',
    one(f32('[4294967296,4294967296,0]', 0, 0), 0),
    'shape',
    'more than',
  ),
  bad('bytes that overflow', one(f32('[4611686018427387,4096]', 0, 4), 4), 'shape', 'more than'),
  bad('a terabyte', one(f32('[274877906944]', 0, 4), 4), 'shape', '1099511627776'),
  bad('a span too short', one(f32('[2]', 0, 4), 4), 'shape', '8 bytes; got 4'),
  bad('a span too long', one(f32('[1]', 0, 8), 8), 'shape', '4 bytes; got 8'),
  bad('a 0-d tensor without data', one(f32('[]', 0, 0), 0), 'shape', '4 bytes; got 0'),
  // Offsets.
  bad('one offset', one('{"dtype":"F32","shape":[1],"data_offsets":[0]}', 4), 'offsets', 'two integers'),
  bad(
    'three offsets',
    one('{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}', 4),
    'offsets',
    'two integers',
  ),
  bad('no offsets', one('{"dtype":"F32","shape":[1],"data_offsets":[]}', 4), 'offsets', 'two integers'),
  bad('offsets that fall', one(f32('[1]', 4, 0), 4), 'offsets', 'rise'),
  bad('a hole at the start', one(f32('[1]', 4, 8), 8), 'offsets', 'a hole'),
  bad('a hole between', file(`{"a":${f32('[1]', 0, 4)},"b":${f32('[1]', 8, 12)}}`, 12), 'offsets', 'a hole'),
  bad('an overlap', file(`{"a":${f32('[2]', 0, 8)},"b":${f32('[2]', 4, 12)}}`, 12), 'offsets', 'an overlap'),
  bad(
    'two tensors on one span',
    file(`{"a":${f32('[1]', 0, 4)},"b":${f32('[1]', 0, 4)}}`, 4),
    'offsets',
    'an overlap',
  ),
  bad(
    'one tensor inside another',
    file(`{"a":${f32('[3]', 0, 12)},"b":${f32('[1]', 4, 8)}}`, 12),
    'offsets',
    'an overlap',
  ),
  bad(
    'an empty tensor inside another',
    file(`{"a":${f32('[2]', 0, 8)},"b":${f32('[0]', 4, 4)}}`, 8),
    'offsets',
    'an overlap',
  ),
  bad('data cut by a byte', one(f32('[1]', 0, 4), 3), 'truncated', '4 bytes, as the header says; got 3'),
  bad('no data', one(f32('[1]', 0, 4), 0), 'truncated', 'got 0'),
  bad('a byte after the data', one(f32('[1]', 0, 4), 5), 'offsets', 'belong to no tensor'),
  bad('data without tensors', file('{}', 4), 'offsets', 'belong to no tensor'),
  bad(
    'offsets of 2^53 - 1',
    one('{"dtype":"U8","shape":[9007199254740991],"data_offsets":[0,9007199254740991]}', 4),
    'truncated',
    '9007199254740991',
  ),
];

export interface ValidCase {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Names in the order of the data, with their shapes. */
  readonly tensors:
    | Readonly<Record<string, readonly number[]>>
    | readonly (readonly [string, readonly number[]])[];
}

export const valid: readonly ValidCase[] = [
  { name: 'no tensors', bytes: file('{}'), tensors: [] },
  { name: 'no tensors, padded', bytes: file('{}      '), tensors: [] },
  { name: 'metadata alone', bytes: file('{"__metadata__":{"a":"b"}}'), tensors: [] },
  { name: 'empty metadata', bytes: file('{"__metadata__":{}}'), tensors: [] },
  { name: 'leading spaces', bytes: file(`  {"a":${f32('[1]', 0, 4)}}`, 4), tensors: [['a', [1]]] },
  {
    name: 'white space inside',
    bytes: file(`{ "a" :\n\t${f32('[ 1 , 2 ]', 0, 8)}\r\n}`, 8),
    tensors: [['a', [1, 2]]],
  },
  { name: 'a 0-d tensor', bytes: one(f32('[]', 0, 4), 4), tensors: [['a', []]] },
  { name: 'a tensor of size 0', bytes: one(f32('[0]', 0, 0), 0), tensors: [['a', [0]]] },
  {
    name: 'size 0 with a huge side',
    bytes: one(f32('[0,9007199254740991]', 0, 0), 0),
    tensors: [['a', [0, 9007199254740991]]],
  },
  {
    name: 'a huge side, then 0',
    bytes: one(f32('[1099511627776,0]', 0, 0), 0),
    tensors: [['a', [1099511627776, 0]]],
  },
  {
    name: '2^63 elements, then 0',
    bytes: one(f32('[2147483648,4294967296,0]', 0, 0), 0),
    tensors: [['a', [2147483648, 4294967296, 0]]],
  },
  {
    name: 'empty tensors at one place, and before data',
    bytes: file(
      `{"c":${f32('[1]', 0, 4)},"a":${f32('[0]', 0, 0)},"b":${f32('[2,0]', 0, 0)},"d":${f32('[0]', 4, 4)}}`,
      4,
    ),
    tensors: [
      ['a', [0]],
      ['b', [2, 0]],
      ['c', [1]],
      ['d', [0]],
    ],
  },
  {
    name: 'data not in the order of names',
    bytes: file(`{"a":${f32('[1]', 4, 8)},"b":${f32('[1]', 0, 4)}}`, 8),
    tensors: [
      ['b', [1]],
      ['a', [1]],
    ],
  },
  {
    name: 'data not aligned to its items',
    bytes: file(`{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":${f32('[1]', 1, 5)}}`, 5),
    tensors: [
      ['a', [1]],
      ['b', [1]],
    ],
  },
  {
    name: 'fields in another order',
    bytes: one('{"data_offsets":[0,4],"shape":[1],"dtype":"F32"}', 4),
    tensors: [['a', [1]]],
  },
  {
    name: 'a field escaped',
    bytes: one('{"\\u0064type":"F32","shape":[1],"data_offsets":[0,4]}', 4),
    tensors: [['a', [1]]],
  },
  { name: 'an empty name', bytes: file(`{"":${f32('[1]', 0, 4)}}`, 4), tensors: [['', [1]]] },
  { name: '__proto__', bytes: file(`{"__proto__":${f32('[1]', 0, 4)}}`, 4), tensors: [['__proto__', [1]]] },
  {
    name: 'constructor',
    bytes: file(`{"constructor":${f32('[1]', 0, 4)}}`, 4),
    tensors: [['constructor', [1]]],
  },
  {
    name: 'metadata last',
    bytes: file(`{"a":${f32('[1]', 0, 4)},"__metadata__":{"a":"b"}}`, 4),
    tensors: [['a', [1]]],
  },
  { name: 'a name beyond the BMP', bytes: file(`{"😀":${f32('[1]', 0, 4)}}`, 4), tensors: [['😀', [1]]] },
  {
    name: 'the same as escapes',
    bytes: file(`{"\\ud83d\\ude00":${f32('[1]', 0, 4)}}`, 4),
    tensors: [['😀', [1]]],
  },
  {
    name: 'every short escape',
    bytes: file(`{"\\"\\\\\\/\\b\\f\\n\\r\\t":${f32('[1]', 0, 4)}}`, 4),
    tensors: [['"\\/\b\f\n\r\t', [1]]],
  },
  { name: 'NUL in a name', bytes: file(`{"a\\u0000b":${f32('[1]', 0, 4)}}`, 4), tensors: [['a\0b', [1]]] },
  {
    name: 'a hundred sides',
    bytes: one(f32(`[${Array(100).fill(1).join(',')}]`, 0, 4), 4),
    tensors: [['a', Array(100).fill(1)]],
  },
  ...(
    ['BOOL', 'U8', 'I8', 'U16', 'I16', 'U32', 'I32', 'U64', 'I64', 'F16', 'BF16', 'F32', 'F64'] as const
  ).map((dtype, i) => {
    const size = [1, 1, 1, 2, 2, 4, 4, 8, 8, 2, 2, 4, 8][i] as number;
    return {
      name: dtype,
      bytes: one(`{"dtype":"${dtype}","shape":[3],"data_offsets":[0,${3 * size}]}`, 3 * size),
      tensors: [['a', [3]]] as const,
    };
  }),
];
