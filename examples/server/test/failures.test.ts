import { TensorError } from '@x/tensor';
import { afterEach, expect, it, vi } from 'vitest';
import { fixtures, packedLatents, startServer, type TestServer } from './support/server.js';

let server: TestServer;
afterEach(async () => {
  vi.restoreAllMocks();
  await server.close();
});

const query = { shape: [1, 16, 4, 3], dtype: 'float32' };

async function decode() {
  const response = await server.post('/decode', query, await (await packedLatents(server.backend)).bytes());
  return { status: response.status, headers: response.headers, answer: await response.json() };
}

it('a decode that can’t fit is 413, with the smallest bound that could', async () => {
  server = await startServer({ limits: { maxMemory: '1KiB' } });
  const { status, answer } = await decode();
  expect(status).toBe(413);
  expect(answer).toMatchObject({ code: 'memory', message: expect.stringMatching(/bytes .* or more/) });
  expect(await server.inFlight()).toBe(0);
});

it('memory that others hold is 503', async () => {
  server = await startServer();
  vi.spyOn(server.vae, 'decode').mockRejectedValue(new TensorError('out-of-memory', 'conv2d', 'no memory'));
  const { status, answer } = await decode();
  expect(status).toBe(503);
  expect(answer).toMatchObject({ code: 'out-of-memory' });
});

it('what is the server’s own fault is 500, and not told', async () => {
  server = await startServer();
  vi.spyOn(server.vae, 'decode').mockRejectedValue(new Error('/secret/path'));
  const { status, answer } = await decode();
  expect(status).toBe(500);
  expect(answer).toEqual({
    statusCode: 500,
    code: 'internal',
    message: expect.not.stringContaining('secret'),
  });
  vi.restoreAllMocks();
  const query = { shape: [1, 16, 4, 3], dtype: 'float32' };
  const next = await server.post('/decode', query, await (await packedLatents(server.backend)).bytes());
  expect(next.status).toBe(200);
});

it('a decoder alone encodes nothing, and decodes raw latents', async () => {
  const folder = `${fixtures}sources/single-file/`;
  const model = `${folder}diffusers-decoder.safetensors`;
  server = await startServer({ model, config: `${folder}config.json` });
  const image = new Uint8Array(3 * 16 * 16 * 4);
  const encode = await server.post('/encode', { shape: [1, 3, 16, 16], dtype: 'float32' }, image);
  expect([encode.status, await encode.json()]).toEqual([
    501,
    expect.objectContaining({ code: 'no-encoder' }),
  ]);

  const { status, answer } = await decode();
  expect([status, answer]).toEqual([400, expect.objectContaining({ code: 'layout' })]);
  const raw = await server.post(
    '/decode',
    { shape: [1, 4, 4, 4], dtype: 'float32' },
    new Uint8Array(4 * 4 * 4 * 4),
  );
  expect(raw.status).toBe(200);
});
