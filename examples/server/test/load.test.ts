import autocannon from 'autocannon';
import { expect, it } from 'vitest';
import { packedLatents, queryText, startServer } from './support/server.js';

it('answers every request of many connections: a picture, or when to come again', async () => {
  const server = await startServer({ limits: { queue: 6 } });
  try {
    const body = Buffer.from(await (await packedLatents(server.backend)).bytes());
    const query = queryText({ shape: [1, 16, 4, 3], dtype: 'float32', output_type: 'pt' });
    const { inFlight } = server;
    const result = await autocannon({
      url: `${server.url}/decode?${query}`,
      method: 'POST',
      body,
      connections: 12,
      amount: 300,
    });
    const { errors, timeouts, statusCodeStats } = result;
    expect({ errors, timeouts }).toEqual({ errors: 0, timeouts: 0 });
    const counts = Object.fromEntries(
      Object.entries(statusCodeStats!).map(([code, { count }]) => [code, count!]),
    );
    expect(Object.keys(counts).filter((code) => code !== '200' && code !== '503')).toEqual([]);
    expect(counts['200']! + (counts['503'] ?? 0)).toBe(300);
    // 12 connections for 6 places.
    expect(counts['200']).toBeGreaterThanOrEqual(6);
    expect(counts['503']).toBeGreaterThan(0);
    await server.untilInFlight(0);
    expect(await inFlight()).toBe(0);
    expect(server.backend.pending()).toBe(0);
  } finally {
    await server.close();
  }
});
