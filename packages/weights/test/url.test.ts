/** Files on servers, good and bad, over real connections. */
import type { RequestListener } from 'node:http';
import { pathToFileURL } from 'node:url';
import {
  type ByteSource,
  encodeNpy,
  encodeSafetensors,
  openSafetensors,
  openWeights,
  readNpy,
  type UrlOptions,
  urlSource,
} from '@x/weights';
import { describe, expect, test } from 'vitest';
import { answerRange, rangeOf, serve, serveFiles } from '../../../tools/testing/server.js';
import { expectRefusal, floats, put, temporaryFolder } from './support.js';

/** Longer than what the first request asks for, so that reads ask again. */
const long = Uint8Array.from({ length: 1_000_003 }, (_, i) => (i * 31 + (i >> 8)) & 0xff);
const short = long.slice(0, 1000);
const first = 256 << 10;

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('a server that sends ranges', () => {
  test('every byte is the file’s, whatever is read', async () => {
    const { url, asked } = await serveFiles({ 'a.bin': long });
    const source = await urlSource(new URL('a.bin', url));
    expect([source.size, source.name]).toEqual([long.length, `${url.href}a.bin`]);
    expect(asked).toEqual(['a.bin bytes=0-262143']);
    const reads: readonly (readonly [number, number])[] = [
      [0, 10],
      [first - 3, 6],
      [first, first],
      [0, long.length],
      [long.length - 5, 5],
      [long.length, 0],
      [700_000, 1],
      [123_456, 400_000],
    ];
    for (const [offset, length] of reads) {
      const expected = text(long.subarray(offset, offset + length));
      expect(text(await source.read(offset, length))).toBe(expected);
      const into = new Uint8Array(length);
      expect(await source.read(offset, length, { into })).toBe(into);
      expect(text(into)).toBe(expected);
    }
    await source.close?.();
    await expectRefusal(source.read(0, first), 'closed', url.href);
  });

  test('small reads beside each other share a request', async () => {
    const { url, asked } = await serveFiles({ a: long });
    const source = await urlSource(new URL('a', url));
    for (let offset = 300_000; offset < 500_000; offset += 1000) await source.read(offset, 1000);
    expect(asked).toEqual(['a bytes=0-262143', 'a bytes=262144-524287']);
  });

  test('a short file takes one request, and an empty one is empty', async () => {
    const { url, asked } = await serveFiles({ short, empty: new Uint8Array(0) });
    const source = await urlSource(new URL('short', url));
    expect(text(await source.read(500, 500))).toBe(text(short.subarray(500)));
    expect(asked.length).toBe(1);
    expect((await urlSource(new URL('empty', url))).size).toBe(0);
    await expectRefusal(openSafetensors(new URL('empty', url)), 'truncated', 'got 0', `${url.href}empty`);
  });

  test('redirects are followed, headers are sent, and a query is not shown', async () => {
    const seen: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      seen.push(request.headers.authorization);
      if (request.url === '/old?key=secret') response.writeHead(302, { location: '/new' }).end();
      else if (request.url === '/new') answerRange(request, response, long);
      else response.writeHead(404).end();
    });
    const options = { headers: { authorization: 'Bearer me' } };
    const source = await urlSource(new URL('old?key=secret', url), options);
    expect(text(await source.read(500_000, 300_000))).toBe(text(long.subarray(500_000, 800_000)));
    expect(seen).toEqual(Array(4).fill('Bearer me'));
    expect(source.name).toBe(`${url.href}old?…`);
    const error = await expectRefusal(urlSource(new URL('none?key=secret', url)), 'not-found', '404');
    expect(error.message).not.toContain('secret');
  });
});

/** What a hostile server does with a request; `count` is 0 for the first. */
type Hostile = (count: number, ...args: Parameters<RequestListener>) => void;

async function openHostile(hostile: Hostile, options?: UrlOptions): Promise<ByteSource> {
  let count = 0;
  const url = await serve((request, response) => hostile(count++, request, response));
  return urlSource(new URL('file.bin', url), options);
}

describe('a server that knows no ranges', () => {
  const all: Hostile = (_, _request, response) => response.writeHead(200).end(long);
  const declared: Hostile = (_, _request, response) =>
    response.writeHead(200, { 'content-length': long.length }).end(long);

  test.each([
    ['with a length', declared],
    ['without one', all],
  ])('is read at once, %s, up to a bound', async (_, hostile) => {
    const source = await openHostile(hostile);
    expect(text(await source.read(900_000, 1000))).toBe(text(long.subarray(900_000, 901_000)));
    expect((await openHostile(hostile, { maxWholeBytes: long.length })).size).toBe(long.length);
    const below = openHostile(hostile, { maxWholeBytes: long.length - 1 });
    await expectRefusal(below, 'too-large', 'file.bin', `${long.length - 1} bytes`, 'ranges');
  });

  test('and never stops sending, is stopped at the bound', async () => {
    let sent = 0;
    const endless: Hostile = (_, _request, response) => {
      response.writeHead(200);
      const send = (): void => {
        sent += short.length;
        if (!response.destroyed) response.write(short, () => setImmediate(send));
      };
      send();
    };
    await expectRefusal(openHostile(endless, { maxWholeBytes: 50_000 }), 'too-large');
    expect(sent).toBeGreaterThan(50_000);
  });

  test('a length that is none', async () => {
    const hostile: Hostile = (_, request) => {
      request.socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1e3\r\n\r\n');
    };
    await expect(openHostile(hostile)).rejects.toMatchObject({ name: 'WeightsError' });
  });
});

describe('the first answer is refused', () => {
  const withRange =
    (range: string | null, body: Uint8Array, headers: Record<string, string> = {}): Hostile =>
    (_, _request, response) => {
      response.writeHead(206, { ...(range !== null && { 'content-range': range }), ...headers }).end(body);
    };
  const status =
    (code: number): Hostile =>
    (_, _request, response) => {
      response.writeHead(code).end('no');
    };

  test.each<[string, Hostile, Parameters<typeof expectRefusal>[1], string]>([
    ['404', status(404), 'not-found', '404'],
    ['410', status(410), 'not-found', '410'],
    ['401', status(401), 'permission', '401'],
    ['403', status(403), 'permission', '403'],
    ['500', status(500), 'http', '500'],
    ['204', status(204), 'http', '204'],
    ['416 without a size', status(416), 'http', '416'],
    ['a range without Content-Range', withRange(null, short), 'http', 'Content-Range'],
    ['a range of unknown size', withRange('bytes 0-999/*', short), 'http', 'Content-Range'],
    ['a malformed one', withRange('bytes 0-999/1000 or so', short), 'http', 'Content-Range'],
    ['a size beyond all numbers', withRange(`bytes 0-999/${'9'.repeat(30)}`, short), 'http', 'Content-Range'],
    ['another range than was asked for', withRange('bytes 1-1000/2000', short), 'http', '0-1999'],
    ['fewer bytes than it says', withRange('bytes 0-1999/2000', short), 'http', '2000 bytes'],
    ['more bytes than it says', withRange('bytes 0-998/999', short), 'http', 'got more'],
    [
      'a compressed one',
      withRange('bytes 0-999/1000', short, { 'content-encoding': 'x-ours' }),
      'http',
      'x-ours',
    ],
    [
      'a connection cut in the middle',
      (_, _request, response) => {
        response.writeHead(206, { 'content-range': 'bytes 0-1999/2000', 'content-length': 2000 });
        response.write(short, () => response.destroy());
      },
      'io',
      'must answer',
    ],
    ['no answer at all', (_, request) => void request.socket.destroy(), 'io', 'must answer'],
  ])('%s', async (_, hostile, code, word) => {
    await expectRefusal(openHostile(hostile), code, word, '/file.bin');
  });

  test('nobody there', async () => {
    const { url } = await serveFiles({});
    const closed = new URL(url);
    closed.port = '1';
    await expectRefusal(urlSource(closed), 'io', closed.href);
  });

  test('a redirect that goes round', async () => {
    const hostile: Hostile = (_, _request, response) => {
      response.writeHead(302, { location: '/file.bin' }).end();
    };
    await expectRefusal(openHostile(hostile), 'io', 'file.bin');
  });

  test('a redirect from https to http', async () => {
    // An answer as `fetch` gives it: there is no certificate here for a server of our own.
    const answer = new Response(short, { status: 206, headers: { 'content-range': 'bytes 0-999/1000' } });
    Object.defineProperty(answer, 'url', { value: 'http://127.0.0.1/file.bin' });
    const source = urlSource('https://example.com/file.bin', { fetch: async () => answer });
    await expectRefusal(source, 'http', 'redirect to http');
  });
});

describe('a later answer is refused', () => {
  /** Good at first, then `later`. */
  const then =
    (later: RequestListener): Hostile =>
    (count, request, response) => {
      if (count === 0) answerRange(request, response, long, { etag: '"one"' });
      else later(request, response);
    };
  const changed = long.slice(0, -1);

  test.each<[string, RequestListener, Parameters<typeof expectRefusal>[1], string]>([
    ['another version', (...at) => answerRange(...at, long, { etag: '"two"' }), 'changed', 'another version'],
    ['no version any more', (...at) => answerRange(...at, long), 'changed', 'another version'],
    [
      'another size',
      (...at) => answerRange(...at, changed, { etag: '"one"' }),
      'changed',
      `${changed.length}`,
    ],
    ['all of the file', (_, response) => void response.writeHead(200).end(long), 'changed', 'all of it'],
    [
      'no such bytes',
      (_, response) => void response.writeHead(416, { 'content-range': 'bytes */5' }).end(),
      'changed',
      'no such bytes',
    ],
    ['404', (_, response) => void response.writeHead(404).end(), 'not-found', '404'],
    [
      'another range',
      (_, response) => {
        const range = { 'content-range': `bytes 0-999/${long.length}`, etag: '"one"' };
        response.writeHead(206, range).end(short);
      },
      'http',
      'must send bytes',
    ],
    [
      'fewer bytes than it says',
      (request, response) => {
        const [begin, end] = rangeOf(request, long.length)!;
        const range = { 'content-range': `bytes ${begin}-${end - 1}/${long.length}`, etag: '"one"' };
        response.writeHead(206, range).end(long.subarray(begin, end - 1));
      },
      'http',
      'got 299999',
    ],
  ])('%s', async (_, later, code, word) => {
    const source = await openHostile(then(later));
    await expectRefusal(source.read(500_000, 300_000), code, word, '/file.bin');
  });

  test('of another date, where there is no ETag', async () => {
    const source = await openHostile((count, request, response) =>
      answerRange(request, response, long, { 'last-modified': new Date(count * 1e6).toUTCString() }),
    );
    await expectRefusal(source.read(500_000, 300_000), 'changed', 'another version');
  });

  test('and the next may be good again', async () => {
    const source = await openHostile((count, request, response) => {
      if (count === 1) response.writeHead(503).end();
      else answerRange(request, response, long);
    });
    await expectRefusal(source.read(500_000, 10), 'http', '503');
    expect(text(await source.read(500_000, 10))).toBe(text(long.subarray(500_000, 500_010)));
  });
});

describe('abort', () => {
  const reason = new Error('enough');

  test('before, and while nobody answers', async () => {
    const silent: Hostile = () => {};
    const signal = AbortSignal.abort(reason);
    await expect(openHostile(silent, { signal })).rejects.toBe(reason);
    const stop = new AbortController();
    const opening = openHostile((): void => stop.abort(reason), { signal: stop.signal });
    await expect(opening).rejects.toBe(reason);
  });

  test('in the middle of a body; the source can be read again', async () => {
    const stop = new AbortController();
    const source = await openHostile((count, request, response) => {
      if (count !== 1) return answerRange(request, response, long);
      const range = { 'content-range': `bytes 500000-799999/${long.length}`, 'content-length': 300_000 };
      response.writeHead(206, range).write(long.subarray(500_000, 600_000), () => stop.abort(reason));
    });
    await expect(source.read(500_000, 300_000, { signal: stop.signal })).rejects.toBe(reason);
    expect(text(await source.read(500_000, 300_000))).toBe(text(long.subarray(500_000, 800_000)));
  });

  test('closing ends a read under way', async () => {
    let asked = () => {};
    const waiting = new Promise<void>((resolve) => (asked = resolve));
    const source = await openHostile((count, request, response) => {
      if (count === 0) answerRange(request, response, long);
      else asked();
    });
    const reading = source.read(500_000, 300_000);
    const refused = expectRefusal(reading, 'closed');
    await waiting;
    await source.close?.();
    await refused;
  });
});

describe('what no URL may be', () => {
  test.each([
    ['ftp://example.com/a', '"ftp:"'],
    ['data:text/plain,a', '"data:"'],
    ['https://me:secret@example.com/a', 'a header'],
    ['a.safetensors', '"a.safetensors"'],
  ])('%s', async (url, word) => {
    const error = await expectRefusal(urlSource(url), 'argument', word);
    expect(error.message).not.toContain('secret');
  });

  test('text is a path, never a request', async () => {
    const { url, asked } = await serveFiles({ a: encodeSafetensors({}) });
    await expectRefusal(openSafetensors(`${url.href}a`), 'not-found');
    await expectRefusal(openWeights(`${url.href}a`), 'not-found');
    expect(asked).toEqual([]);
  });

  test('a file URL is a path', async () => {
    const path = put(temporaryFolder(), 'a b.safetensors', encodeSafetensors({}));
    await using source = await openWeights(pathToFileURL(path));
    expect(source.path).toBe(path);
    await expectRefusal(openSafetensors(new URL('file:///a%2Fb')), 'path');
  });
});

test('a model and an array of a server', async () => {
  const data = floats(1, 2, 3, 4);
  const tensors = {
    small: { dtype: 'F32', shape: [4], data },
    large: { dtype: 'U8', shape: [1_000_003], data: long },
  };
  const { url } = await serveFiles({
    'm.safetensors': encodeSafetensors(tensors as Parameters<typeof encodeSafetensors>[0]),
    'a.npy': encodeNpy({ dtype: 'F32', shape: [2, 2], data }),
    'm.pth': Uint8Array.of(0x80, 2, 0x8a, 0x0a),
  });
  await using source = await openWeights(new URL('m.safetensors', url));
  expect(source.names()).toEqual(['small', 'large']);
  expect(new Float32Array((await source.read('small')).buffer)).toEqual(data);
  expect(text(await source.read('large'))).toBe(text(long));
  expect((await readNpy(new URL('a.npy', url))).shape).toEqual([2, 2]);
  await expectRefusal(openWeights(new URL('m.pth', url)), 'format', 'pickle', 'm.pth');
});
