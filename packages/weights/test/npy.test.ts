import { readFileSync } from 'node:fs';
import {
  encodeNpy,
  readNpy,
  storedDTypes,
  storedItemSize,
  type WeightsErrorCode,
  writeNpy,
} from '@x/weights';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectRefusal, floats, temporaryFolder } from './support.js';

interface NumpyFile {
  name: string;
  file: string;
  dtype: string;
  shape: number[];
  data: string;
}
const numpyFiles: NumpyFile[] = JSON.parse(
  readFileSync(new URL('./numpy-files.json', import.meta.url), 'utf8'),
);

/** A version 1 file (or another) with this header, as text, and zeros as data. */
function npy(header: string, dataBytes: number, version: readonly number[] = [1, 0]): Uint8Array {
  const text = new TextEncoder().encode(header);
  const start = version[0] === 1 ? 10 : 12;
  const bytes = new Uint8Array(start + text.length + dataBytes);
  bytes.set([0x93, ...Buffer.from('NUMPY'), ...version]);
  const view = new DataView(bytes.buffer);
  if (start === 10) view.setUint16(8, text.length, true);
  else view.setUint32(8, text.length, true);
  bytes.set(text, start);
  return bytes;
}
const dictionary = (descr: string, shape: string, order = 'False'): string =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;

describe('what NumPy wrote is read', () => {
  test.each(numpyFiles)('$name', async ({ file, dtype, shape, data }) => {
    const array = await readNpy(Buffer.from(file, 'base64'));
    expect(array).toMatchObject({ dtype, shape });
    expect(Buffer.from(array.data).toString('base64')).toBe(data);
  });

  test('and written as NumPy writes it', () => {
    const plain = numpyFiles.filter(({ name }) => !/Fortran|^>|version|no elements/.test(name));
    expect(plain.length).toBeGreaterThan(12);
    for (const { file, dtype, shape, data } of plain) {
      const array = { dtype: dtype as 'F32', shape, data: Buffer.from(data, 'base64') };
      expect(Buffer.from(encodeNpy(array)).toString('base64')).toBe(file);
    }
  });

  test('the sample’s picture', async () => {
    const path = new URL('../../../test-fixtures/sample-model/astronaut-256.decoded.npy', import.meta.url)
      .pathname;
    const { dtype, shape, data } = await readNpy(path);
    expect({ dtype, shape, bytes: data.length }).toEqual({
      dtype: 'F32',
      shape: [1, 3, 256, 256],
      bytes: 786432,
    });
  });
});

describe('headers that NumPy takes too', () => {
  test.each([
    ['other quotes', `{"descr": "<f4", "fortran_order": False, "shape": (1,)}`],
    ['another order', `{'shape': (1,), 'fortran_order': False, 'descr': '<f4'}`],
    ['no spaces', `{'descr':'<f4','fortran_order':False,'shape':(1,)}`],
    ['many', ` {  'descr' : '<f4' , 'fortran_order' : True , 'shape' : ( 1 , ) , }   \n`],
  ])('%s', async (_, header) => {
    expect(await readNpy(npy(header, 4))).toMatchObject({ dtype: 'F32', shape: [1] });
  });
});

describe('files that are refused', () => {
  const good = dictionary("'<f4'", '(1,)');
  const cases: readonly (readonly [string, Uint8Array, WeightsErrorCode, string])[] = [
    ['nothing', new Uint8Array(0), 'format', 'got 0 bytes'],
    ['another magic', new TextEncoder().encode('not an array at all'), 'format', 'magic'],
    ['the magic alone', npy('', 0).subarray(0, 6), 'truncated', 'got 6'],
    ['no header', npy('', 0), 'header', 'a dictionary'],
    ['version 0', npy(good, 4, [0, 0]), 'header', '0.0'],
    ['version 4', npy(good, 4, [4, 0]), 'header', '4.0'],
    ['version 1.1', npy(good, 4, [1, 1]), 'header', '1.1'],
    ['a header cut short', npy(good, 0).subarray(0, 40), 'truncated', 'inside the file'],
    [
      'a header of 4 GiB',
      Uint8Array.of(0x93, ...Buffer.from('NUMPY'), 2, 0, 255, 255, 255, 255),
      'too-large',
      '4294967295',
    ],
    [
      'version 3 that is no UTF-8',
      npy(good, 4, [3, 0]).map((b, i) => (i === 14 ? 0xff : b)),
      'header',
      'UTF-8',
    ],
    ['data cut short', npy(good, 3), 'truncated', '4 bytes'],
    ['no data', npy(good, 0), 'truncated', 'got 0'],
    ['data too long', npy(good, 5), 'shape', 'got 5'],
    ['a list', npy('[]', 0), 'header', 'a dictionary'],
    ['no key', npy("{'shape': (1,)}", 4), 'header', 'descr, fortran_order and shape'],
    ['an empty dictionary', npy('{}', 4), 'header', 'descr, fortran_order and shape'],
    ['another key', npy(good.replace('}', "'x': 1}"), 4), 'header', '"x"'],
    ['a key twice', npy(good.replace('}', "'shape': (1,)}"), 4), 'duplicate', '"shape" twice'],
    ['no comma', npy(`{'descr': '<f4' 'fortran_order': False, 'shape': (1,)}`, 4), 'header', 'commas'],
    ['two commas', npy(`{'descr': '<f4',, 'fortran_order': False, 'shape': (1,)}`, 4), 'header', 'a key'],
    ['no end', npy(good.slice(0, -1), 4), 'header', 'a key'],
    ['text after it', npy(`${good} x`, 4), 'header', 'padded'],
    ['NUL after it', npy(`${good}\0`, 4), 'header', 'padded'],
    ['small letters', npy(dictionary("'<f4'", '(1,)', 'false'), 4), 'header', 'True or False'],
    ['a number as order', npy(dictionary("'<f4'", '(1,)', '0'), 4), 'header', 'True or False'],
    ['a longer word', npy(dictionary("'<f4'", '(1,)', 'Falsehood'), 4), 'header', 'True or False'],
    ['a call', npy(dictionary("__import__('os')", '(1,)'), 4), 'header', 'a type'],
    ['a number as shape', npy(dictionary("'<f4'", '1'), 4), 'header', 'a tuple'],
    ['a number in brackets', npy(dictionary("'<f4'", '(1)'), 4), 'header', 'a tuple'],
    ['a list as shape', npy(dictionary("'<f4'", '[1]'), 4), 'header', 'a tuple'],
    ['a negative side', npy(dictionary("'<f4'", '(-1,)'), 4), 'header', 'non-negative'],
    ['a side with a point', npy(dictionary("'<f4'", '(1.0,)'), 4), 'header', 'non-negative'],
    ['a long side', npy(dictionary("'<f4'", '(1L,)'), 4), 'header', 'non-negative'],
    ['a side with a leading zero', npy(dictionary("'<f4'", '(01,)'), 4), 'header', 'non-negative'],
    ['a product', npy(dictionary("'<f4'", '(2*3,)'), 24), 'header', 'integers'],
    ['two commas in the shape', npy(dictionary("'<f4'", '(1,,1)'), 4), 'header', 'non-negative'],
    ['a comma alone', npy(dictionary("'<f4'", '(,)'), 4), 'header', 'non-negative'],
    ['a side of 2^53', npy(dictionary("'<f4'", '(9007199254740992,)'), 4), 'too-large', '2^53'],
    [
      'a product that overflows',
      npy(dictionary("'<f4'", '(4294967296, 4294967296)'), 4),
      'shape',
      'more bytes',
    ],
    ['a terabyte', npy(dictionary("'<f4'", '(274877906944,)'), 4), 'truncated', '1099511627776'],
    ['objects', npy(dictionary("'|O'", '(1,)'), 8), 'dtype', 'never loaded'],
    ['a structured type', npy(dictionary("[('a', '<f4')]", '(1,)'), 4), 'dtype', 'structured'],
    ['a subarray', npy(dictionary("('<f4', (2,))", '(1,)'), 8), 'dtype', 'structured'],
    ...['<c8', '<U4', '|S4', '<M8[ns]', '|V2', '<f16', '=f4', '|f4', 'f4', 'float32', '', '<f'].map(
      (type) => [`the type ${type}`, npy(dictionary(`'${type}'`, '(1,)'), 4), 'dtype', `"${type}"`] as const,
    ),
  ];
  test.each(cases)('%s', async (_, bytes, code, word) => {
    await expectRefusal(readNpy(bytes), code, '[npy] bytes', word);
  });

  test('a dtype that NumPy lacks, and data of another size', async () => {
    const encode = async (array: unknown): Promise<unknown> =>
      encodeNpy(array as Parameters<typeof encodeNpy>[0]);
    const data = floats(1);
    await expectRefusal(encode({ dtype: 'BF16', shape: [2], data }), 'dtype', 'BF16');
    await expectRefusal(encode({ dtype: 'F32', shape: [2], data }), 'shape', '8 bytes');
    await expectRefusal(encode({ dtype: 'F32', shape: [-1], data }), 'shape');
    await expectRefusal(
      encode({ dtype: 'U8', shape: Array(40_000).fill(1), data: new Uint8Array(1) }),
      'shape',
      '64 KiB',
    );
  });
});

test('what is written is read back', async () => {
  const folder = temporaryFolder();
  const array = fc
    .record({
      dtype: fc.constantFrom(...storedDTypes.filter((dtype) => dtype !== 'BF16')),
      shape: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 }),
    })
    .chain(({ dtype, shape }) => {
      const length = shape.reduce((a, b) => a * b, 1) * storedItemSize[dtype];
      return fc.uint8Array({ minLength: length, maxLength: length }).map((data) => ({ dtype, shape, data }));
    });
  await fc.assert(
    fc.asyncProperty(array, async (written) => {
      const path = `${folder}/a.npy`;
      await writeNpy(path, written);
      const read = await readNpy(path);
      expect(read).toMatchObject({ dtype: written.dtype, shape: written.shape });
      expect(Buffer.compare(read.data, written.data)).toBe(0);
    }),
    { numRuns: 50 },
  );
});

test('mutations give a typed error or an array', async () => {
  const files = numpyFiles.map(({ file }) => new Uint8Array(Buffer.from(file, 'base64')));
  const changes = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), changes, async (file, list) => {
      const bytes = file.slice();
      for (const [at, value] of list) bytes[at % bytes.length] = value;
      const error = await readNpy(bytes).then(
        ({ shape, dtype, data }) => {
          expect(data.length).toBe(shape.reduce((a, b) => a * b, 1) * storedItemSize[dtype]);
        },
        (reason: unknown) => reason as Error,
      );
      if (error !== undefined) expect(error.name).toBe('WeightsError');
    }),
    { numRuns: 3000, seed: 16 },
  );
});
