import { readLatents } from '@x/flux2-latents';
import { fromUint8, readPicture } from '@x/flux2-vae';
import { type Tensor, tensor } from '@x/tensor';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixtures, largestDifference, startServer, type TestServer } from './support/server.js';

let server: TestServer;
/** `[1,3,H,W]` in [0,1]. */
let image: Tensor;
beforeAll(async () => {
  server = await startServer();
  const { data, shape } = await readLatents(`${fixtures}encode/tiny.safetensors`, { tensor: 'image' });
  image = tensor(data, { shape, backend: server.backend });
});
afterAll(() => server.close());

const floatsOf = async (response: Response): Promise<Float32Array> => {
  expect(response.status, await response.clone().text()).toBe(200);
  return new Float32Array(await response.arrayBuffer());
};
const png = async () => {
  const [, , height, width] = image.shape as [number, number, number, number];
  const bytes = (await image.multiply(255).permuteDims([0, 2, 3, 1]).astype('uint8').data()) as Uint8Array;
  return new Uint8Array(
    await sharp(bytes.slice(0, height * width * 3), { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer(),
  );
};

describe.each(['float32', 'float16', 'bfloat16'] as const)('a tensor in %s', (dtype) => {
  it('becomes raw latents of its type', async () => {
    const sent = image.multiply(2).subtract(1).astype(dtype);
    const response = await server.post('/encode', { shape: [...sent.shape], dtype }, await sent.bytes());
    expect(response.headers.get('dtype')).toBe(dtype);
    const back = sent.astype('float32').multiply(0.5).add(0.5);
    const wanted = (await server.vae.encode(back, { layout: 'raw-nchw' })).astype(dtype);
    expect(JSON.parse(response.headers.get('shape')!)).toEqual(wanted.shape);
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(await wanted.bytes());
  });
});

it('gives what diffusers encodes', async () => {
  const sent = image.multiply(2).subtract(1);
  const response = await server.post(
    '/encode',
    { shape: [...sent.shape], dtype: 'float32' },
    await sent.bytes(),
  );
  const { data } = await readLatents(`${fixtures}encode/tiny.safetensors`, { tensor: 'raw-mode' });
  expect(largestDifference(await floatsOf(response), data)).toBeLessThan(2e-5);
});

describe('a PNG', () => {
  it('becomes raw latents in float32', async () => {
    const bytes = await png();
    const response = await server.post('/encode', {}, bytes);
    const wanted = await server.vae.encode(fromUint8([await readPicture(bytes)]), { layout: 'raw-nchw' });
    expect(response.headers.get('dtype')).toBe('float32');
    expect(JSON.parse(response.headers.get('shape')!)).toEqual(wanted.shape);
    expect(await floatsOf(response)).toEqual(await wanted.data());
  });

  it.each([
    ['grey', (picture: sharp.Sharp) => picture.toColourspace('b-w')],
    ['with transparency', (picture: sharp.Sharp) => picture.ensureAlpha(0.5)],
    ['with a palette', (picture: sharp.Sharp) => picture.png({ palette: true })],
  ])('%s too', async (_, change) => {
    const bytes = new Uint8Array(
      await change(sharp(await png()))
        .png()
        .toBuffer(),
    );
    const response = await server.post('/encode', {}, bytes);
    const wanted = await server.vae.encode(fromUint8([await readPicture(bytes)]), { layout: 'raw-nchw' });
    expect(await floatsOf(response)).toEqual(await wanted.data());
  });

  it.each([
    ['of other sides than the model takes', 13, 17],
    ['of more pixels than allowed', 2064, 2048],
  ])('%s is refused', async (_, width, height) => {
    const create = { width, height, channels: 3, background: 'red' } as const;
    const bytes = new Uint8Array(await sharp({ create }).png().toBuffer());
    const response = await server.post('/encode', {}, bytes);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'image',
      message: expect.stringContaining(String(width)),
    });
  });

  it('cut short is refused', async () => {
    const bytes = await png();
    const response = await server.post('/encode', {}, bytes.subarray(0, bytes.length / 2));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'image' });
  });
});

it('scales by the inverse of what a decode does', async () => {
  const sent = image.multiply(2).subtract(1);
  const query = {
    shape: [...sent.shape],
    dtype: 'float32',
    scaling_factor: '0.3611',
    shift_factor: '0.1159',
  };
  const response = await server.post('/encode', query, await sent.bytes());
  const raw = await server.vae.encode(sent.multiply(0.5).add(0.5), { layout: 'raw-nchw' });
  const wanted = (await raw.subtract(0.1159).multiply(0.3611).data()) as Float32Array;
  expect(await floatsOf(response)).toEqual(wanted);
});

it('refuses values out of [-1,1]', async () => {
  const sent = image.multiply(255);
  const response = await server.post(
    '/encode',
    { shape: [...sent.shape], dtype: 'float32' },
    await sent.bytes(),
  );
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'image' });
});
