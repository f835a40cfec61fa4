import { readFileSync } from 'node:fs';
import {
  type ByteSource,
  blobSource,
  bytesSource,
  encodeSafetensors,
  openSafetensors,
  openWeights,
  type StoredDType,
  storedDTypes,
  storedItemSize,
  type TensorToWrite,
  writeSafetensors,
} from '@x/weights';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectRefusal, floats, put, temporaryFolder } from './support.js';

const tensor = fc
  .record({
    dtype: fc.constantFrom(...storedDTypes),
    shape: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
  })
  .chain(({ dtype, shape }) => {
    const length = shape.reduce((a, b) => a * b, 1) * storedItemSize[dtype];
    return fc.uint8Array({ minLength: length, maxLength: length }).map((data) => ({ dtype, shape, data }));
  });
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const tensors = fc
  .uniqueArray(fc.tuple(text, tensor), { selector: ([name]) => name, maxLength: 6 })
  .filter((list) => list.every(([name]) => name !== '__metadata__'));
const metadata = fc.dictionary(text, text, { maxKeys: 4 });

describe('round trip', () => {
  test('what is encoded is read back, from memory, a blob and a file', async () => {
    const folder = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(tensors, metadata, async (list, meta) => {
        const path = `${folder}/a.safetensors`;
        const bytes = encodeSafetensors(list, { metadata: meta });
        await writeSafetensors(path, list, { metadata: meta });
        expect(Buffer.compare(readFileSync(path), bytes)).toBe(0);
        for (const input of [bytes, new Blob([bytes as Uint8Array<ArrayBuffer>]), path, bytesSource(bytes)]) {
          await using source = await openSafetensors(input);
          expect({ ...source.metadata }).toEqual({ ...meta });
          expect(new Set(source.names())).toEqual(new Set(list.map(([name]) => name)));
          for (const [name, { dtype, shape, data }] of list) {
            expect(source.info(name)).toMatchObject({ dtype, shape, bytes: data.length });
            const read = await source.read(name);
            expect(Buffer.compare(read, data)).toBe(0);
            expect(read.byteOffset).toBe(0);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the order of the tensors and of the metadata changes nothing', () => {
    fc.assert(
      fc.property(tensors, metadata, (list, meta) => {
        const reversed = Object.fromEntries(Object.entries(meta).reverse());
        const a = encodeSafetensors(list, { metadata: meta });
        const b = encodeSafetensors([...list].reverse(), { metadata: reversed });
        expect(Buffer.compare(a, b)).toBe(0);
      }),
    );
  });

  test('data is aligned to its items in what is written', () => {
    fc.assert(
      fc.property(tensors, (list) => {
        const bytes = encodeSafetensors(list);
        const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
        expect(length % 8).toBe(0);
        const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
        for (const { dtype, data_offsets } of Object.values(header) as {
          dtype: StoredDType;
          data_offsets: [number, number];
        }[]) {
          expect(data_offsets[0] % storedItemSize[dtype]).toBe(0);
        }
      }),
    );
  });
});

describe('damaged files', () => {
  const whole = encodeSafetensors(
    {
      'conv.weight': { dtype: 'F32', shape: [2, 3], data: floats(1, 2, 3, 4, 5, 6) },
      'conv.bias': { dtype: 'F16', shape: [3], data: Uint16Array.of(1, 2, 3) },
    },
    { metadata: { format: 'pt' } },
  );

  test('every cut is noticed', async () => {
    for (let length = 0; length < whole.length; length++) {
      const error = await openSafetensors(whole.subarray(0, length)).catch((reason) => reason);
      expect(error?.name, `cut to ${length}`).toBe('WeightsError');
    }
  });

  test('a flipped bit gives a typed error, or tensors whose spans still fill the file', async () => {
    let refused = 0;
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const bytes = whole.slice();
      bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
      try {
        const source = await openSafetensors(bytes);
        let total = 0;
        for (const name of source.names()) total += (await source.read(name)).length;
        expect(total).toBe(30);
      } catch (error) {
        expect((error as Error).name).toBe('WeightsError');
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(whole.length);
  });
});

describe('reading', () => {
  const bytes = encodeSafetensors({
    a: { dtype: 'F32', shape: [2], data: floats(1, 2) },
    b: { dtype: 'F32', shape: [], data: floats(3) },
  });

  test('hands out memory of the caller’s own', async () => {
    const source = await openSafetensors(bytes);
    const first = await source.read('a');
    first.fill(0xff);
    expect(new Float32Array((await source.read('a')).buffer)).toEqual(floats(1, 2));
  });

  test('fills what it is given', async () => {
    const source = await openSafetensors(bytes);
    const target = new Float32Array(4);
    const into = new Uint8Array(target.buffer, 4, 8);
    expect(await source.read('a', { into })).toBe(into);
    expect(target).toEqual(floats(0, 1, 2, 0));
    await expectRefusal(source.read('b', { into }), 'argument', '4 bytes', 'got 8');
  });

  test('names what is missing', async () => {
    const source = await openSafetensors(bytes);
    expect(() => source.info('c')).toThrow('tensor "c": must be there; got 2 tensors: "a", "b"');
    expect((await expectRefusal(source.read('c'), 'missing-tensor')).tensor).toBe('c');
    expect(source.has('toString')).toBe(false);
  });

  test('a closed source is refused', async () => {
    const source = await openSafetensors(put(temporaryFolder(), 'a.safetensors', bytes));
    await source.close();
    await source.close();
    await expectRefusal(source.read('a'), 'closed');
    const other = await openSafetensors(source.path);
    const [read] = await Promise.allSettled([other.read('a'), other.close()]);
    // Begun before, it ends well or is refused; it never fails in another way.
    if (read.status === 'rejected') expect(read.reason).toMatchObject({ code: 'closed' });
  });

  test('an aborted signal rejects with its reason', async () => {
    const source = await openSafetensors(bytes);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(source.read('a', { signal })).rejects.toThrow('enough');
    await expect(openSafetensors(bytes, { signal })).rejects.toThrow('enough');
  });

  test('a source that comes back short is noticed, and closed', async () => {
    let closed = 0;
    const inner = bytesSource(bytes, 'remote');
    const short = (from: number): ByteSource => ({
      name: 'remote',
      size: bytes.length,
      read: async (offset, length) =>
        (await inner.read(offset, length)).subarray(0, Math.max(0, from - offset)),
      close: async () => {
        closed++;
      },
    });
    await expectRefusal(openSafetensors(short(40)), 'changed', 'remote');
    expect(closed).toBe(1);
    const source = await openSafetensors({ ...inner, read: (offset, length) => inner.read(offset, length) });
    const into = new Uint8Array(8);
    await source.read('a', { into });
    expect(new Float32Array(into.buffer)).toEqual(floats(1, 2));
  });

  test('a blob keeps its name', async () => {
    const source = await openSafetensors(
      blobSource(new Blob([bytes as Uint8Array<ArrayBuffer>]), 'dropped.safetensors'),
    );
    expect(source.path).toBe('dropped.safetensors');
  });

  test('what is no source is refused', async () => {
    for (const input of [null, undefined, 1, {}, [], { read: 1 }, { name: 'a', size: -1, read: () => {} }]) {
      await expectRefusal(openSafetensors(input as never), 'argument');
      await expect(openWeights(input as never)).rejects.toMatchObject({ code: 'argument' });
    }
  });

  test('a million tensors are listed', async () => {
    const entries = Array.from(
      { length: 1_000_000 },
      (_, i) => `"t${i}":{"dtype":"U8","shape":[],"data_offsets":[${i},${i + 1}]}`,
    );
    const header = new TextEncoder().encode(`{${entries.join(',')}}`);
    const large = new Uint8Array(8 + header.length + 1_000_000);
    new DataView(large.buffer).setBigUint64(0, BigInt(header.length), true);
    large.set(header, 8);
    const source = await openSafetensors(large);
    expect(source.names().length).toBe(1_000_000);
    expect(source.info('t999999').bytes).toBe(1);
  });
});

describe('writing', () => {
  const write = (tensors: Record<string, unknown>, metadata?: unknown): Promise<unknown> =>
    Promise.resolve().then(() =>
      encodeSafetensors(tensors as Record<string, TensorToWrite>, {
        metadata: metadata as Record<string, string>,
      }),
    );

  test('refuses what would not be valid', async () => {
    const data = floats(1);
    await expectRefusal(write({ a: { dtype: 'F8_E4M3', shape: [1], data } }), 'dtype', 'F8_E4M3');
    await expectRefusal(write({ a: { dtype: 'F32', shape: [2], data } }), 'shape', '8 bytes', 'got 4');
    await expectRefusal(write({ a: { dtype: 'F32', shape: [-1], data } }), 'shape');
    await expectRefusal(write({ a: { dtype: 'F32', shape: [1.5], data } }), 'shape');
    await expectRefusal(write({ a: { dtype: 'F32', shape: 'x', data } }), 'shape');
    await expectRefusal(write({ a: { dtype: 'F32', shape: [2 ** 32, 2 ** 32], data } }), 'shape');
    await expectRefusal(write({ a: { dtype: 'F32', shape: [1], data: [1] } }), 'shape');
    await expectRefusal(write({ __metadata__: { dtype: 'F32', shape: [1], data } }), 'argument');
    await expectRefusal(write({ '\ud800': { dtype: 'F32', shape: [1], data } }), 'argument');
    await expectRefusal(write({}, { a: 1 }), 'argument');
    const twice = [
      ['a', { dtype: 'F32', shape: [1], data }],
      ['a', { dtype: 'F32', shape: [1], data }],
    ] as const;
    expect(() => encodeSafetensors(twice)).toThrow('once');
  });

  test('asks for data when it is its turn', async () => {
    const path = `${temporaryFolder()}/a.safetensors`;
    const asked: string[] = [];
    const lazy = (name: string, value: number): TensorToWrite => ({
      dtype: 'F32',
      shape: [1],
      data: async () => {
        asked.push(name);
        return floats(value);
      },
    });
    await writeSafetensors(path, { b: lazy('b', 2), a: lazy('a', 1) });
    expect(asked).toEqual(['a', 'b']);
    const source = await openSafetensors(path);
    expect(new Float32Array((await source.read('b')).buffer)).toEqual(floats(2));
    await source.close();
  });
});
