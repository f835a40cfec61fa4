import { readFileSync } from 'node:fs';
import { encodeNpy, readNpy, storedDTypes, storedItemSize, writeNpy } from '@x/weights';
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
const _dictionary = (descr: string, shape: string, order = 'False'): string =>
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

describe('arrays that are refused', () => {
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
