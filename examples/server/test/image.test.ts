import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { saveLatents } from '@x/flux2-latents';
import { toUint8 } from '@x/flux2-vae';
import type { Tensor } from '@x/tensor';
import { encodeNpy, encodeSafetensors } from '@x/weights';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packedLatents, startServer, type TestServer } from './support/server.js';

let server: TestServer;
let folder: string;
let packed: Tensor;
beforeAll(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), 'server-image-'));
  packed = await packedLatents(server.backend);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function fileOf(name: string, description: object = {}): Promise<Uint8Array> {
  const path = join(folder, name);
  await saveLatents(path, {
    data: (await packed.data()) as Float32Array,
    shape: packed.shape,
    ...description,
  });
  return new Uint8Array(await readFile(path));
}

async function expectPicture(response: Response): Promise<void> {
  expect(response.status, await response.clone().text()).toBe(200);
  expect(response.headers.get('content-type')).toBe('image/png');
  const pixels = await sharp(await response.arrayBuffer())
    .removeAlpha()
    .raw()
    .toBuffer();
  const [{ data }] = (await toUint8(await server.vae.decode(packed, { layout: 'packed-nchw' }))) as [
    { data: Uint8Array },
  ];
  expect(pixels.equals(data)).toBe(true);
}

describe('a latents file becomes a PNG', () => {
  it.each(['a.safetensors', 'a.npy', 'a.latent'])('%s', async (name) => {
    await expectPicture(await server.post('/image', {}, await fileOf(name, { layout: 'packed-nchw' })));
  });

  it('of a layout that is named', async () => {
    const tokens = packed.permuteDims([0, 2, 3, 1]).reshape([1, 12, 16]);
    const data = await tokens.bytes();
    const body = encodeNpy({ dtype: 'F32', shape: tokens.shape, data });
    const query = { layout: 'tokens', height: 16, width: 12 };
    await expectPicture(await server.post('/image', query, body));
    const without = await server.post('/image', {}, body);
    expect(without.status).toBe(400);
    expect(await without.json()).toMatchObject({ code: 'layout' });
  });

  it('by the name of its tensor', async () => {
    const { shape } = packed;
    const one = { dtype: 'F32' as const, shape, data: await packed.bytes() };
    const other = { dtype: 'F32' as const, shape, data: await packed.multiply(0).bytes() };
    const body = encodeSafetensors({ one, other });
    await expectPicture(await server.post('/image', { tensor: 'one' }, body));
    const without = await server.post('/image', {}, body);
    expect(without.status).toBe(400);
    expect(await without.json()).toMatchObject({ code: 'missing-tensor' });
  });
});

describe('refused', () => {
  it.each([
    ['text', new TextEncoder().encode('no latents'), 400, 'too-large'],
    [
      'more elements than allowed',
      encodeNpy({ dtype: 'F16', shape: [1, 16, 520, 512], data: new Uint8Array(16 * 520 * 512 * 2) }),
      413,
      'too-large',
    ],
    ['a pickle', Uint8Array.of(0x80, 2, 0x7d, 0x71, 0, 0x2e), 400, 'format'],
    ['a header that asks for terabytes', safetensorsOf([1, 16, 1 << 20, 1 << 20]), 400, 'truncated'],
    ['an npy that asks for terabytes', npyOf('(1, 16, 1048576, 1048576)'), 400, 'truncated'],
    ['a batch', encodeNpy({ dtype: 'F32', shape: [2, 16, 2, 2], data: new Uint8Array(512) }), 400, 'latents'],
    ['integers', encodeNpy({ dtype: 'I32', shape: [1, 16, 2, 2], data: new Uint8Array(256) }), 400, 'dtype'],
  ])('%s', async (_, body, status, code) => {
    const response = await server.post('/image', {}, body);
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ code })]);
  });

  it('no body', async () => {
    const response = await server.post('/image', {});
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'body' });
  });
});

function safetensorsOf(shape: readonly number[]): Uint8Array {
  const end = shape.reduce((product, side) => product * side, 4);
  const header = Buffer.from(JSON.stringify({ latents: { dtype: 'F32', shape, data_offsets: [0, end] } }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return new Uint8Array(Buffer.concat([length, header]));
}

function npyOf(shape: string): Uint8Array {
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117, ' ');
  const start = Uint8Array.of(0x93, ...Buffer.from('NUMPY'), 1, 0, 118, 0);
  return new Uint8Array(Buffer.concat([start, Buffer.from(`${header}\n`)]));
}
