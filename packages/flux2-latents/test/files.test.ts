import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { latentLayouts, readLatents, saveLatents } from '@x/flux2-latents';
import { tensor } from '@x/tensor';
import { encodeNpy, encodeSafetensors, openSafetensors, type StoredDType } from '@x/weights';
import { describe, expect, test } from 'vitest';
import { serveFiles } from '../../../tools/testing/server.js';
import { expectRefusal, fixtures, referenceBackend, temporaryFolder } from './support.js';

const backend = await referenceBackend();
const sample = `${fixtures}sample-model/`;
const entry = (dtype: StoredDType, data: ArrayBufferView, shape: readonly number[]) => ({
  dtype,
  data,
  shape,
});
const ones = entry('F32', new Float32Array(128).fill(1), [1, 128, 1, 1]);
const file = (tensors: Parameters<typeof encodeSafetensors>[0], metadata = {}) =>
  encodeSafetensors(tensors, { metadata });

describe('readLatents', () => {
  test('the sample’s, by path and by bytes', async () => {
    const path = `${sample}astronaut.latents.safetensors`;
    for (const input of [
      path,
      new Uint8Array(readFileSync(path)),
      new Blob([new Uint8Array(readFileSync(path))]),
    ]) {
      const latents = await readLatents(input);
      expect(latents).toMatchObject({
        shape: [1, 128, 32, 32],
        dtype: 'float32',
        layout: 'packed-nchw',
        notes: [],
      });
      expect(latents.data.length).toBe(128 * 1024);
    }
    expect((await readLatents(`${sample}rocket.latents.safetensors`)).shape).toEqual([1, 128, 26, 40]);
  });

  test('the tensor named latents, the only one, or one by name', async () => {
    const zeros = entry('F32', new Float32Array(128), [1, 128, 1, 1]);
    expect((await readLatents(file({ other: zeros, latents: ones }))).data[0]).toBe(1);
    expect((await readLatents(file({ x: ones }))).data[0]).toBe(1);
    expect((await readLatents(file({ a: ones, b: zeros }), { tensor: 'b' })).data[0]).toBe(0);
    await expectRefusal(
      () => readLatents(file({ a: ones, b: zeros })),
      'missing-tensor',
      '"a", "b"',
      'name one',
    );
    await expectRefusal(
      () => readLatents(file({ a: ones }), { tensor: 'c' }),
      'missing-tensor',
      '"c"',
      '"a"',
    );
    await expectRefusal(() => readLatents(file({})), 'missing-tensor', 'got none');
    await expectRefusal(() => readLatents(encodeNpy(ones), { tensor: 'c' }), 'missing-tensor', 'npy');
  });

  test('ComfyUI’s .latent, whatever its metadata says', async () => {
    const marker = entry('F32', new Float32Array(0), [0]);
    const metadata = { prompt: '{}', layout: 'raw-nchw' };
    const marked = await readLatents(
      file({ latent_tensor: ones, latent_format_version_0: marker }, metadata),
    );
    expect(marked).toMatchObject({ layout: 'packed-nchw', shape: [1, 128, 1, 1], notes: [] });
    const unmarked = await readLatents(file({ latent_tensor: ones }));
    expect(unmarked).toMatchObject({ layout: 'packed-nchw', notes: [{ code: 'latent-format' }] });
    expect(unmarked.data[0]).toBe(1);
  });

  test('each form, from bytes, a Blob and a server as from a path', async () => {
    const folder = temporaryFolder();
    const data = Float32Array.from({ length: 4 * 128 }, (_, i) => Math.sin(i));
    const packed = { data, shape: [1, 128, 2, 2], layout: 'packed-nchw' } as const;
    for (const name of ['a.safetensors', 'a.latent', 'a.npy']) {
      const path = join(folder, name);
      await saveLatents(path, packed);
      const bytes = new Uint8Array(readFileSync(path));
      const expected = await readLatents(path);
      expect(expected.data).toEqual(data);
      const { url } = await serveFiles({ [name]: bytes });
      for (const input of [bytes, new Blob([bytes]), new URL(name, url)]) {
        expect(await readLatents(input)).toEqual(expected);
      }
      const broken = new Blob([bytes.subarray(0, bytes.length - 1)]);
      await expect(readLatents(broken)).rejects.toMatchObject({ code: 'truncated' });
    }
  });

  test('npy, without a layout', async () => {
    const latents = await readLatents(encodeNpy({ ...ones, shape: [1, 1, 1, 128] }));
    expect(latents).toMatchObject({ shape: [1, 1, 1, 128], dtype: 'float32' });
    expect(latents.layout).toBeUndefined();
    const path = join(temporaryFolder(), 'a.npy');
    writeFileSync(path, encodeNpy(ones));
    expect((await readLatents(path)).data).toEqual(new Float32Array(128).fill(1));
  });

  test('every float type', async () => {
    const data = [1, -0.5, 3.140625, 2 ** -24];
    const narrow = entry('F16', Uint16Array.of(0x3c00, 0xb800, 0x4248, 0x0001), [4]);
    expect(await readLatents(file({ latents: narrow }))).toMatchObject({
      dtype: 'float16',
      data: Float32Array.from(data),
    });
    const brain = entry('BF16', Uint16Array.of(0x3f80, 0xbf00, 0x4049, 0x3380), [4]);
    expect(await readLatents(file({ latents: brain }))).toMatchObject({
      dtype: 'bfloat16',
      data: Float32Array.from(data),
    });
    const double = entry('F64', Float64Array.of(...data.slice(0, 3), 0.1), [4]);
    for (const bytes of [file({ latents: double }), encodeNpy(double)]) {
      const latents = await readLatents(bytes);
      expect(latents).toMatchObject({ dtype: 'float32', notes: [{ code: 'float64' }] });
      expect(latents.data).toEqual(Float32Array.of(...data.slice(0, 3), 0.1));
    }
  });

  test.each<StoredDType>(['BOOL', 'U8', 'I8', 'U16', 'I16', 'U32', 'I32', 'U64', 'I64'])(
    '%s is refused',
    async (dtype) => {
      const integers = entry(dtype, new Uint8Array(8), [
        8 / { 1: 1, 2: 2, 4: 4, 8: 8 }[Number(/\d+/.exec(dtype)?.[0] ?? 8) / 8]!,
      ]);
      await expectRefusal(() => readLatents(file({ latents: integers })), 'dtype', 'floats', dtype);
      await expectRefusal(() => readLatents(encodeNpy(integers)), 'dtype', 'floats', dtype);
    },
  );

  test.each([
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    ['a float64 beyond float32', 1e300],
  ])('%s is refused', async (_, value) => {
    const data = Float64Array.of(0, 0, value, 0);
    await expectRefusal(
      () => readLatents(file({ latents: entry('F64', data, [4]) })),
      'not-finite',
      'element 2 of 4',
    );
    await expectRefusal(() => readLatents(encodeNpy(entry('F64', data, [4]))), 'not-finite', 'finite');
    const half = entry('F16', Uint16Array.of(0, 0x7c00, 0x7e00), [3]);
    await expectRefusal(() => readLatents(file({ latents: half })), 'not-finite', 'element 1 of 3');
  });

  test('a layout in the metadata that is none, or does not fit', async () => {
    await expectRefusal(
      () => readLatents(file({ latents: ones }, { layout: 'nchw' })),
      'layout',
      '"nchw"',
      'tokens',
    );
    await expectRefusal(() => readLatents(file({ latents: ones }, { layout: 'tokens' })), 'shape', 'tokens');
    await expectRefusal(
      () => readLatents(file({ latents: entry('F32', ones.data, [1, 1, 128]) }, { layout: 'raw-nchw' })),
      'shape',
    );
    const tokens = entry('F32', ones.data, [1, 1, 128]);
    const metadata = { layout: 'tokens', height: '16', width: '16' };
    expect(await readLatents(file({ latents: tokens }, metadata))).toMatchObject({
      layout: 'tokens',
      height: 16,
      width: 16,
    });
    for (const height of ['0', '-16', '1e2', '16.0', '', '９']) {
      await expectRefusal(
        () => readLatents(file({ latents: tokens }, { ...metadata, height })),
        'layout',
        'height',
      );
    }
  });

  test('latents beyond the limit are refused by arithmetic, from a sparse file of 6 GiB', async () => {
    const folder = temporaryFolder();
    const elements = 3 * 2 ** 29;
    const header = `{"latents":{"dtype":"F32","shape":[1,${elements / 2},1,2],"data_offsets":[0,${elements * 4}]}}`;
    const start = new Uint8Array(8 + header.length);
    new DataView(start.buffer).setBigUint64(0, BigInt(header.length), true);
    start.set(new TextEncoder().encode(header), 8);
    const path = join(folder, 'a.safetensors');
    writeFileSync(path, start);
    truncateSync(path, start.length + elements * 4);
    await expectRefusal(() => readLatents(path), 'too-large', 'memory', String(elements * 4));
    await expectRefusal(() => readLatents(file({ latents: ones }), { maxBytes: 511 }), 'too-large', '512');
    await expect(readLatents(encodeNpy(ones), { maxBytes: 511 })).rejects.toMatchObject({
      code: 'too-large',
    });
    expect((await readLatents(encodeNpy(ones), { maxBytes: 512 })).shape).toEqual([1, 128, 1, 1]);
  });

  test('the shape is told before data is read', async () => {
    const many = entry('F32', new Float32Array(128 * 64 * 64), [1, 128, 64, 64]);
    for (const bytes of [file({ latents: many }), encodeNpy(many)]) {
      let until = 0;
      const source = {
        name: 'watched',
        size: bytes.length,
        read: async (offset: number, length: number) => {
          until = Math.max(until, offset + length);
          return bytes.slice(offset, offset + length);
        },
      };
      const seen: (readonly number[])[] = [];
      const reason = new Error('enough');
      const onShape = (shape: readonly number[]) => {
        seen.push(shape);
        throw reason;
      };
      await expect(readLatents(source, { onShape })).rejects.toBe(reason);
      expect(seen).toEqual([[1, 128, 64, 64]]);
      // Reading a header looks ahead.
      expect(until).toBeLessThan(bytes.length / 2);
    }
  });

  test('what is no file of latents', async () => {
    await expectRefusal(
      () => readLatents(new Uint8Array(readFileSync(`${sample}astronaut-256.png`))),
      'format',
      'PNG',
    );
    await expectRefusal(() => readLatents(`${sample}config.json`), 'format', 'JSON', 'config.json');
    await expectRefusal(
      () => readLatents(new TextEncoder().encode('PK\x03\x04 a zip archive')),
      'format',
      'safetensors',
    );
    await expectRefusal(
      () => readLatents(file({ latents: entry('F32', new Float32Array(0), [0, 128]) })),
      'shape',
      'elements',
    );
    await expect(readLatents(file({ latents: ones }).subarray(0, -1))).rejects.toMatchObject({
      code: 'truncated',
    });
    await expect(readLatents('none.safetensors')).rejects.toMatchObject({
      code: 'not-found',
      name: 'WeightsError',
    });
    await expect(readLatents(fixtures)).rejects.toMatchObject({ code: 'not-a-file' });
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(readLatents(file({ latents: ones }), { signal })).rejects.toThrow('enough');
  });
});

describe('saveLatents', () => {
  const shapes = {
    'packed-nhwc': [2, 3, 5, 8],
    'packed-nchw': [2, 8, 3, 5],
    'raw-nchw': [2, 2, 6, 10],
    'raw-nhwc': [2, 6, 10, 2],
    tokens: [2, 15, 8],
  };
  const data = Float32Array.from({ length: 240 }, (_, i) => i / 8);

  test.each(latentLayouts)('%s: what is saved is read back, layout and all', async (layout) => {
    const path = join(temporaryFolder(), 'a.safetensors');
    const size = layout === 'tokens' ? { height: 48, width: 80 } : {};
    const latents = { data, shape: shapes[layout], layout, ...size };
    const x = tensor(data, { shape: shapes[layout], backend });
    for (const save of [
      () => saveLatents(path, latents),
      () => saveLatents(path, x, { layout, ...size }),
      () => saveLatents(path, { tensor: x, layout, ...size }),
    ]) {
      await save();
      const read = await readLatents(path);
      expect(read).toEqual({ ...latents, dtype: 'float32', notes: [] });
      await saveLatents(path, read);
      expect(await readLatents(path)).toEqual(read);
    }
  });

  test('half types stay what they are', async () => {
    const folder = temporaryFolder();
    for (const [dtype, stored] of [
      ['float16', 'F16'],
      ['bfloat16', 'BF16'],
    ] as const) {
      const path = join(folder, 'a.safetensors');
      await saveLatents(path, { data, shape: [240], dtype });
      await using source = await openSafetensors(path);
      expect(source.info('latents').dtype).toBe(stored);
      const read = await readLatents(path);
      // Eighths below 32 fit both types.
      expect(read).toMatchObject({ dtype, data });
      await saveLatents(path, tensor(data, { dtype, backend }));
      expect(await readLatents(path)).toMatchObject({ dtype, data });
      await saveLatents(join(folder, 'a.npy'), { data, shape: [240], dtype });
      expect(await readLatents(join(folder, 'a.npy'))).toMatchObject({
        dtype: dtype === 'float16' ? dtype : 'float32',
        data,
      });
    }
  });

  test('npy', async () => {
    const path = join(temporaryFolder(), 'a.npy');
    await saveLatents(path, { data, shape: [2, 8, 3, 5], layout: 'packed-nchw' });
    const read = await readLatents(path);
    expect(read).toMatchObject({ data, shape: [2, 8, 3, 5] });
    expect(read.layout).toBeUndefined();
  });

  test('.latent as ComfyUI has it', async () => {
    const path = join(temporaryFolder(), 'a.latent');
    const last = { data, shape: [2, 3, 5, 8], layout: 'packed-nhwc' } as const;
    await saveLatents(path, last);
    await using source = await openSafetensors(path);
    expect([...source.names()].sort()).toEqual(['latent_format_version_0', 'latent_tensor']);
    expect(source.info('latent_format_version_0')).toMatchObject({ dtype: 'F32', shape: [0] });
    const fromNhwc = await readLatents(path);
    expect(fromNhwc).toMatchObject({ shape: [2, 8, 3, 5], layout: 'packed-nchw', notes: [] });
    for (let i = 0; i < 240; i++) {
      const [b, c, position] = [Math.floor(i / 120), Math.floor(i / 15) % 8, i % 15];
      expect(fromNhwc.data[i]).toBe(data[(b * 15 + position) * 8 + c]);
    }
    await saveLatents(path, { ...last, shape: [2, 15, 8], layout: 'tokens', height: 48, width: 80 });
    expect(await readLatents(path)).toEqual(fromNhwc);
    await saveLatents(path, fromNhwc);
    expect(await readLatents(path)).toEqual(fromNhwc);
    await expectRefusal(
      () => saveLatents(path, { data, shape: [2, 6, 10, 2], layout: 'raw-nhwc' }),
      'layout',
      'convertLatents',
      'raw-nhwc',
    );
    await expectRefusal(() => saveLatents(path, { data, shape: [2, 8, 3, 5] }), 'layout', 'no layout');
    await expectRefusal(
      () => saveLatents(path, { ...last, shape: [2, 15, 8], layout: 'tokens', height: 48, width: 81 }),
      'shape',
    );
  });

  test('refuses what it cannot write', async () => {
    const path = join(temporaryFolder(), 'a.safetensors');
    await expectRefusal(() => saveLatents('a.png', { data, shape: [240] }), 'format', 'a.png');
    await expectRefusal(() => saveLatents(path, { data, shape: [239] }), 'shape', '239 values');
    await expectRefusal(
      () => saveLatents(path, { data: [1] as never, shape: [1] }),
      'shape',
      'another array',
    );
    await expectRefusal(
      () => saveLatents(path, { data, shape: [240], layout: 'x' as never }),
      'layout',
      '"x"',
    );
    await expectRefusal(
      () => saveLatents(path, { data, shape: [240], layout: 'raw-nchw' }),
      'shape',
      '4 sides',
    );
    await expectRefusal(
      () => saveLatents(path, { data, shape: [2, 15, 8], layout: 'tokens' }),
      'layout',
      'height and width',
    );
    await expectRefusal(
      () => saveLatents(path, { data, shape: [240], dtype: 'int32' as never }),
      'dtype',
      'int32',
    );
    await expectRefusal(() => saveLatents(path, tensor(Int32Array.of(1), { backend })), 'dtype', 'int32');
    await expect(saveLatents('/none/a.npy', { data, shape: [240] })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
