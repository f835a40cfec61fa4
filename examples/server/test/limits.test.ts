import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { readLatents } from '@x/flux2-latents';
import { full } from '@x/tensor';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Limits } from '../src/limits.js';
import { occupy, packedLatents, queryText, sample, startServer, type TestServer } from './support/server.js';

let server: TestServer;
afterEach(async () => {
  vi.restoreAllMocks();
  await server.close();
});

const query = { shape: [1, 16, 4, 3], dtype: 'float32', output_type: 'pt' };
const size = 16 * 4 * 3 * 4;

async function start(limits: Partial<Limits> = {}) {
  server = await startServer({ limits });
  const body = await (await packedLatents(server.backend)).bytes();
  const decode = () => server.post('/decode', query, body);
  const expectRight = async () => {
    const response = await decode();
    expect(response.status).toBe(200);
    const picture = await server.vae.decode(await packedLatents(server.backend), { layout: 'packed-nchw' });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(
      await picture.multiply(2).subtract(1).bytes(),
    );
  };
  return { body, decode, expectRight };
}

/** A connection with this written on it, which nothing ends. */
function open(...parts: readonly (string | Uint8Array)[]): {
  socket: Socket;
  said: () => string;
  closed: Promise<void>;
} {
  const { hostname, port } = new URL(server.url);
  let said = '';
  const socket = connect(Number(port), hostname, () => {
    for (const part of parts) socket.write(part);
  });
  socket.on('data', (data) => {
    said += data;
  });
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return { socket, said: () => said, closed };
}

const head = (length: number | 'chunked') =>
  `POST /decode?${queryText(query)} HTTP/1.1\r\nHost: x\r\n${
    length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`
  }\r\n\r\n`;

describe('a full queue', () => {
  it('answers 503 with Retry-After, and goes on when there is a place', async () => {
    const { decode, expectRight } = await start({ queue: 3 });
    const release = occupy(server.backend);
    const waiting = [decode(), decode(), decode()];
    await server.untilInFlight(3);
    for (const path of ['/decode', '/encode', '/image']) {
      const response = await server.post(path, path === '/decode' ? query : {}, new Uint8Array(size));
      expect(response.status).toBe(503);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(await response.json()).toMatchObject({ statusCode: 503, code: 'busy' });
    }
    // What could never work is said all the same.
    expect((await server.post('/decode', {}, new Uint8Array(4))).status).toBe(400);
    release();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200]);
    await server.untilInFlight(0);
    await expectRight();
  });

  it('leaves bodies unread', async () => {
    const { expectRight } = await start({ queue: 1 });
    const release = occupy(server.backend);
    const waiting = open(head(size), new Uint8Array(size));
    await server.untilInFlight(1);
    // A body under way: the answer comes before its end, and the connection is of use afterwards.
    const late = open(head(size), new Uint8Array(10));
    await vi.waitFor(() => expect(late.said()).toMatch(/^HTTP\/1.1 503 /));
    release();
    await vi.waitFor(() => expect(waiting.said()).toMatch(/^HTTP\/1.1 200 /));
    late.socket.write(new Uint8Array(size - 10));
    late.socket.write(head(size));
    late.socket.write(new Uint8Array(size));
    await vi.waitFor(() => expect(late.said()).toMatch(/HTTP\/1.1 200 /));
    late.socket.destroy();
    waiting.socket.destroy();
    await expectRight();
  });
});

describe('a client that leaves', () => {
  it('while it waits gives its place back at once', async () => {
    const { body, expectRight } = await start({ queue: 2 });
    const decode = vi.spyOn(server.vae, 'decode');
    const release = occupy(server.backend);
    const clients = [open(head(size), body), open(head(size), body)];
    await server.untilInFlight(2);
    await vi.waitFor(() => expect(decode).toHaveBeenCalledTimes(2));
    for (const { socket } of clients) socket.destroy();
    await server.untilInFlight(0);
    for (const { value } of decode.mock.results) {
      await expect(value).rejects.toMatchObject({ code: 'client-left' });
    }
    release();
    await expectRight();
  });

  it('in the middle of its body', async () => {
    const { expectRight } = await start({ queue: 1 });
    const { socket } = open(head(size), new Uint8Array(100));
    await server.untilInFlight(1);
    socket.destroy();
    await server.untilInFlight(0);
    await expectRight();
  });

  it('with several requests on one connection gives all places back', async () => {
    const { body, expectRight } = await start({ queue: 4 });
    const release = occupy(server.backend);
    const { socket } = open(head(size), body, head(size), body, head(size), body);
    await server.untilInFlight(3);
    socket.destroy();
    await server.untilInFlight(0);
    release();
    await expectRight();
  });

  it('in the middle of its decode stops it', async () => {
    const name = process.env.X_TENSOR_BACKEND === 'reference' ? 'astronaut-256' : 'astronaut';
    server = await startServer({ model: sample });
    const { data, shape } = await readLatents(`${sample}/${name}.latents.safetensors`);
    const original = server.vae.decode.bind(server.vae);
    let begun!: () => void;
    const beginning = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const decode = vi
      .spyOn(server.vae, 'decode')
      .mockImplementation((latents, options) =>
        original(latents, { ...options, onProgress: ({ done }) => done > 0 && begun() }),
      );
    const url = new URL(`${server.url}/decode?${queryText({ shape: [...shape], dtype: 'float32' })}`);
    const client = httpRequest(url, { method: 'POST' });
    client.on('error', () => {});
    client.end(Buffer.from(data.buffer));
    await beginning;
    client.destroy();
    await expect(decode.mock.results[0]!.value).rejects.toMatchObject({ code: 'client-left' });
    await server.untilInFlight(0);
    expect(server.backend.pending()).toBe(0);
  });
});

describe('a length that lies', () => {
  it('beyond what comes ends with 408', async () => {
    const { expectRight } = await start({ bodySeconds: 0.3 });
    const { said, closed } = open(head(size), new Uint8Array(size - 1));
    await closed;
    expect(said()).toMatch(/^HTTP\/1.1 408 /);
    expect(said()).toContain('"code":"timeout"');
    await server.untilInFlight(0);
    await expectRight();
  });

  it('of a terabyte is refused before a byte is read', async () => {
    const { expectRight } = await start();
    const { said, closed } = open(head(2 ** 40), new Uint8Array(1000));
    await closed;
    expect(said()).toMatch(/^HTTP\/1.1 400 /);
    await expectRight();
  });

  it('below what comes is taken, and the rest is no request', async () => {
    const { body, expectRight } = await start();
    const { said, closed } = open(head(size), body, new Uint8Array(1000).fill(1));
    await closed;
    expect([...said().matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => status)).toContain('400');
    await server.untilInFlight(0);
    await expectRight();
  });
});

describe('a body that never ends', () => {
  it('in chunks is cut off at the size it should have', async () => {
    const { expectRight } = await start();
    const { said, closed, socket } = open(head('chunked'));
    const chunk = `1000\r\n${'x'.repeat(0x1000)}\r\n`;
    const writing = setInterval(() => socket.write(chunk), 1);
    await closed;
    clearInterval(writing);
    expect(said()).toMatch(/^HTTP\/1.1 400 /);
    await server.untilInFlight(0);
    await expectRight();
  });

  it('byte by byte is cut off in time', async () => {
    const { expectRight } = await start({ bodySeconds: 0.3 });
    const { said, closed, socket } = open(head('chunked'));
    const writing = setInterval(() => socket.write('1\r\nx\r\n'), 20);
    await closed;
    clearInterval(writing);
    expect(said()).toMatch(/^HTTP\/1.1 408 /);
    await server.untilInFlight(0);
    await expectRight();
  });

  it('after it was refused is cut off too', async () => {
    await start({ bodySeconds: 0.3 });
    const lying = head(size).replace('shape=1', 'shape=0');
    const { said, closed, socket } = open(lying, new Uint8Array(10));
    await vi.waitFor(() => expect(said()).toMatch(/^HTTP\/1.1 400 /));
    const writing = setInterval(() => socket.write('x'), 200);
    await closed;
    clearInterval(writing);
  }, 30_000);
});

describe('an answer that nobody takes', () => {
  it('gives its place back in time', async () => {
    const { body } = await start({ queue: 1, answerSeconds: 0.5 });
    // 48 MiB: more than sockets hold.
    const { backend } = server;
    vi.spyOn(server.vae, 'decode').mockImplementation(async () => full([1, 3, 2048, 2048], 0.5, { backend }));
    const { socket, closed } = open(head(size), body);
    socket.pause();
    await server.untilInFlight(1);
    await server.untilInFlight(0);
    socket.resume();
    await closed;
  });
});

describe('200 clients of which half leave in the middle', () => {
  it('are answered or told to come again, and the next one is right', async () => {
    const { body, decode, expectRight } = await start({ queue: 4 });
    const statuses: number[] = [];
    const staying = Array.from({ length: 100 }, async () => {
      const response = await decode();
      statuses.push(response.status);
      await response.arrayBuffer();
    });
    const leaving = Array.from({ length: 100 }, (_, i) => {
      const { socket, closed } = open(head(size), body.subarray(0, i % 2 ? size : size / 2));
      setTimeout(() => socket.destroy(), i % 20);
      return closed;
    });
    await Promise.all([...staying, ...leaving]);
    expect(new Set(statuses).size).toBeGreaterThan(0);
    expect(statuses.every((status) => status === 200 || status === 503)).toBe(true);
    expect(statuses).toContain(200);
    await server.untilInFlight(0);
    await expectRight();
    expect(server.backend.pending()).toBe(0);
  });
});
