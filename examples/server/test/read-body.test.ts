/** What a body takes in memory while it arrives. */
import { PassThrough } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { readBody } from '../src/read-body.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const reading = (raw: PassThrough, bytes: number, exact: boolean): Promise<Uint8Array> => {
  const { signal } = new AbortController();
  return readBody({ raw, headers: {} } as unknown as FastifyRequest, { bytes, exact, seconds: 60, signal });
};

describe('a body in chunks', () => {
  it('of a byte takes no memory for each of them', async () => {
    const size = 300_000;
    const raw = new PassThrough();
    const body = reading(raw, size, true);
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < size; i++) {
      raw.write(Buffer.alloc(1, i % 251));
      if (i % 1000 === 0) await new Promise(setImmediate);
    }
    await new Promise(setImmediate);
    collect();
    expect((process.memoryUsage().heapUsed - before) / size).toBeLessThan(30);
    raw.end();
    const bytes = await body;
    expect(bytes.length).toBe(size);
    expect(bytes.findIndex((byte, i) => byte !== i % 251)).toBe(-1);
  });

  it.each([1000, 65_535, 65_536, 65_537, 200_000])('of any size is whole: %i', async (chunk) => {
    const sent = Uint8Array.from({ length: 150_000 }, (_, i) => (i * 7) & 0xff);
    const raw = new PassThrough();
    const body = reading(raw, 10 ** 6, false);
    for (let at = 0; at < sent.length; at += chunk) {
      raw.write(sent.slice(at, at + chunk));
    }
    raw.end();
    const bytes = await body;
    expect(bytes.byteOffset).toBe(0);
    expect(Buffer.compare(bytes, sent)).toBe(0);
  });
});
