import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Query, queryText, startServer, type TestServer } from './support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const good: Query = { shape: [1, 16, 4, 3], dtype: 'float32' };
const without = (name: string): Query =>
  Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));
const body = new Uint8Array(1 * 16 * 4 * 3 * 4);

async function refusal(response: Response): Promise<{ statusCode: number; code: string; message: string }> {
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  const answer = (await response.json()) as { statusCode: number; code: string; message: string };
  expect(answer.statusCode).toBe(response.status);
  return answer;
}

describe('queries of /decode', () => {
  it.each<[string, Query, number, string]>([
    ['no shape', without('shape'), 400, 'shape'],
    ['no dtype', without('dtype'), 400, 'dtype'],
    ['one side', { ...good, shape: 5 }, 400, 'shape'],
    ['two sides', { ...good, shape: [4, 4] }, 400, 'shape'],
    ['five sides', { ...good, shape: [1, 1, 16, 4, 3] }, 400, 'shape'],
    ['a side of 0', { ...good, shape: [1, 16, 0, 3] }, 400, 'shape.2'],
    ['a negative side', { ...good, shape: [1, 16, -4, 3] }, 400, 'shape.2'],
    ['a side that is no integer', { ...good, shape: [1, 16, '4.5', 3] }, 400, 'shape.2'],
    ['a side as an exponent', { ...good, shape: [1, 16, '1e9', 3] }, 400, 'shape.2'],
    ['a hexadecimal side', { ...good, shape: [1, 16, '0x4', 3] }, 400, 'shape.2'],
    ['a side with spaces', { ...good, shape: [1, 16, ' 4', 3] }, 400, 'shape.2'],
    ['a side of 400 digits', { ...good, shape: [1, 16, '9'.repeat(400), 3] }, 400, 'shape.2'],
    ['JSON as shape', { ...good, shape: '[1,16,4,3]' }, 400, 'shape'],
    ['other channels', { ...good, shape: [1, 17, 4, 3] }, 400, '[B, 16, h, w]'],
    ['float64', { ...good, dtype: 'float64' }, 400, 'dtype'],
    ['two types', { ...good, dtype: ['float32', 'float16'] }, 400, 'dtype'],
    ['mp4', { ...good, output_type: 'mp4' }, 400, 'output_type'],
    ['gif', { ...good, image_format: 'gif' }, 400, 'image_format'],
    ['true in another spelling', { ...good, partial_postprocess: 'true' }, 400, 'partial_postprocess'],
    ['a scale of 0', { ...good, scaling_factor: 0 }, 400, 'scaling_factor'],
    ['a scale that is 0 in float32', { ...good, scaling_factor: '1e-60' }, 400, 'scaling_factor'],
    ['a scale of NaN', { ...good, scaling_factor: 'nan' }, 400, 'scaling_factor'],
    ['an infinite shift', { ...good, shift_factor: 'inf' }, 400, 'shift_factor'],
    ['a shift of 1e999', { ...good, shift_factor: '1e999' }, 400, 'shift_factor'],
    ['a height alone', { ...good, height: 16 }, 400, 'together'],
    ['another height', { ...good, height: 32, width: 12 }, 400, 'height'],
    ['tokens without height and width', { ...good, shape: [1, 12, 16] }, 400, 'height'],
    ['tokens of another size', { ...good, shape: [1, 12, 16], height: 16, width: 16 }, 400, '12 tokens'],
    ['something unknown', { ...good, tiling: 'off' }, 400, 'tiling'],
    ['a prototype', { ...good, ['__proto__']: 'x', constructor: 'y' }, 400, 'constructor'],
    ['terabytes', { ...good, shape: [1, 16, 1_000_000, 1_000_000] }, 413, 'pixels'],
    [
      'what overflows 64 bits',
      { ...good, shape: [999_999_999, 16, 999_999_999, 999_999_999] },
      413,
      'pixels',
    ],
    ['terabytes of tokens', { ...good, shape: [1, 1e8, 16], height: 40_000, width: 40_000 }, 413, 'pixels'],
    ['a batch of a billion', { ...good, shape: [999_999_999, 16, 1, 1] }, 413, 'pixels'],
  ])('%s', async (_, query, status, word) => {
    const answer = await refusal(await server.post('/decode', query, body));
    expect([answer.statusCode, answer.message]).toEqual([status, expect.stringContaining(word)]);
    expect(answer.message.length).toBeLessThan(1000);
  });

  it('of random text never fail the server', async () => {
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const parts = [
      'shape',
      'dtype',
      'height',
      '=',
      '&',
      '%',
      '[',
      ']',
      '1',
      '-',
      'float32',
      '%00',
      '%ff',
      ';',
      '+',
      '.',
      'é',
    ];
    for (let i = 0; i < 200; i++) {
      const text = Array.from({ length: random(20) }, () => parts[random(parts.length)]).join('');
      const response = await fetch(`${server.url}/decode?${text}`, { method: 'POST', body });
      expect([400, 413]).toContain((await refusal(response)).statusCode);
    }
  });
});

describe('queries of the others', () => {
  it.each<[string, Query, number, string]>([
    ['/encode', { shape: [1, 3, 16, 16] }, 400, 'together'],
    ['/encode', { dtype: 'float32' }, 400, 'together'],
    ['/encode', { shape: [1, 4, 16, 16], dtype: 'float32' }, 400, '[B, 3, H, W]'],
    ['/encode', { shape: [3, 16, 16], dtype: 'float32' }, 400, 'shape'],
    ['/encode', { shape: [1, 3, 16, 16], dtype: 'uint8' }, 400, 'dtype'],
    ['/encode', { shape: [1, 3, 1e6, 1e6], dtype: 'float32' }, 413, 'pixels'],
    ['/encode', { output_type: 'pt' }, 400, 'output_type'],
    ['/image', { layout: 'nchw' }, 400, 'layout'],
    ['/image', { height: 16 }, 400, 'together'],
  ])('%s %j', async (path, query, status, word) => {
    const answer = await refusal(await server.post(path, query, body));
    expect([answer.statusCode, answer.message]).toEqual([status, expect.stringContaining(word)]);
  });
});

describe('bodies', () => {
  it.each([
    ['too short', body.subarray(1)],
    ['too long', new Uint8Array(body.length + 1)],
    ['empty', null],
  ])('%s', async (_, sent) => {
    const answer = await refusal(await server.post('/decode', good, sent));
    expect(answer).toMatchObject({ statusCode: 400, code: 'body' });
    expect(answer.message).toContain(`${body.length} bytes`);
  });

  it('compressed', async () => {
    const answer = await refusal(await server.post('/decode', good, body, { 'content-encoding': 'gzip' }));
    expect(answer).toMatchObject({ statusCode: 415, code: 'content-encoding' });
  });

  it.each(['application/json', 'text/plain', 'tensor/binary', 'nonsense', ''])(
    'of type %j are bytes',
    async (type) => {
      const response = await server.post('/decode', good, body, { 'content-type': type });
      // Fastify refuses what is no media type at all.
      expect([200, 415]).toContain(response.status);
      if (type.includes('/')) expect(response.status).toBe(200);
      await response.arrayBuffer();
    },
  );
});

describe('routes', () => {
  it('says that it is well', async () => {
    const response = await fetch(`${server.url}/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'ok',
      backend: server.backend.name,
      dtype: 'float32',
      inFlight: 0,
      queue: 8,
      pending: 0,
    });
  });

  it.each([
    ['GET', '/'],
    ['GET', '/decode'],
    ['PUT', '/decode'],
    ['POST', '/health'],
    ['POST', '/decode/../../etc/passwd'],
  ])('there is no %s %s', async (method, path) => {
    const response = await fetch(`${server.url}${path}`, { method });
    expect(await refusal(response)).toMatchObject({ statusCode: 404, code: 'not-found' });
  });
});

describe('what is no HTTP', () => {
  /** All that the server answers until it closes the connection. */
  const exchange = (bytes: string | Uint8Array): Promise<string> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(server.url);
      let said = '';
      const socket: Socket = connect(Number(port), hostname, () => socket.write(bytes));
      socket.on('data', (data) => {
        said += data;
      });
      socket.once('close', () => resolve(said));
      socket.once('error', (error) => (said === '' ? reject(error) : resolve(said)));
      setTimeout(() => socket.destroy(), 10_000).unref();
    });
  const head = `POST /decode?${queryText(good)} HTTP/1.1\r\nHost: x\r\n`;

  it.each([
    ['noise', 'xyz\0\x01\r\n\r\n', 400],
    ['a length that is no number', `${head}Content-Length: 12abc\r\n\r\n`, 400],
    ['a negative length', `${head}Content-Length: -5\r\n\r\n`, 400],
    ['two lengths', `${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`, 400],
    ['a length and chunks', `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    ['chunks of no size', `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400],
    // In one piece: an answer is lost where a connection ends with something unread.
    ['20 KB of headers', `${head}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('%s', async (_, bytes, status) => {
    expect(await exchange(bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(await server.inFlight()).toBe(0);
  });
});
