import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server on this machine that goes when the test is done; gives its URL, with a slash at the end. */
export async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

/** What a request asks for, `[begin, end)`; null where it is no single range. */
export function rangeOf({ headers }: IncomingMessage, size: number): readonly [number, number] | null {
  const match = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '');
  return match === null ? null : [Number(match[1]), Math.min(Number(match[2]) + 1, size)];
}

/** Answers as RFC 9110 has it: 206 with the range, 416 where it begins past the end, all of it where none is asked for. */
export function answerRange(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): void {
  const size = bytes.length;
  const range = rangeOf(request, size);
  if (range === null) {
    response.writeHead(200, { 'content-length': size, ...headers }).end(bytes);
  } else if (range[0] >= size) {
    response.writeHead(416, { 'content-range': `bytes */${size}` }).end();
  } else {
    const [begin, end] = range;
    const own = { 'content-range': `bytes ${begin}-${end - 1}/${size}`, 'content-length': end - begin };
    response.writeHead(206, { ...own, ...headers }).end(bytes.subarray(begin, end));
  }
}

/** Files by path, served as they should be; `asked` holds `path range` of each request. */
export async function serveFiles(
  files: Readonly<Record<string, Uint8Array>>,
): Promise<{ url: URL; asked: string[] }> {
  const asked: string[] = [];
  const url = await serve((request, response) => {
    const path = decodeURIComponent(request.url!.slice(1));
    asked.push(`${path} ${request.headers.range ?? 'all'}`);
    const bytes = Object.hasOwn(files, path) ? files[path] : undefined;
    if (bytes === undefined) response.writeHead(404).end('no such file');
    else answerRange(request, response, bytes, { etag: `"${path}"` });
  });
  return { url, asked };
}
