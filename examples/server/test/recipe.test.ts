/** The servers of docs/recipes/server.md under what they are made for. The docs' own test runs them as they stand. */
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AutoencoderKLFlux2 } from '@x/flux2-vae';
import { type Backend, createBackend, defaultBackend } from '@x/tensor';
import { encodeNpy } from '@x/weights';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { occupy, sample } from './support/server.js';

const example = fileURLToPath(new URL('../', import.meta.url));
const page = await readFile(new URL('../../../docs/recipes/server.md', import.meta.url), 'utf8');
const files = [...page.matchAll(/^```js\n\/\/ ([\w-]+\.js)\n([\s\S]*?)^```/gm)].map(([, name, code]) => ({
  name: name!,
  code: code!,
}));

let folder: string;
let backend: Backend;
let vae: AutoencoderKLFlux2;
beforeAll(async () => {
  await mkdir(join(example, 'dist'), { recursive: true });
  folder = await mkdtemp(join(example, 'dist/recipe-'));
  for (const { name, code } of files) await writeFile(join(folder, name), code);
  backend = await createBackend(defaultBackend().name);
  vae = await AutoencoderKLFlux2.load(sample, { backend });
});
afterAll(async () => {
  await backend.close();
  await rm(folder, { recursive: true, force: true });
});

interface App {
  listen(options: { port: number }): Promise<string>;
  readonly server: Server;
}
type Create = (vae: AutoencoderKLFlux2, options: { places: number }) => App | RequestListener;

async function start(file: string, places: number): Promise<Server> {
  const module = (await import(pathToFileURL(join(folder, file)).href)) as { createServer: Create };
  const made = module.createServer(vae, { places });
  if (typeof made !== 'function') {
    await made.listen({ port: 0 });
    return made.server;
  }
  const server = createServer(made).listen(0);
  await once(server, 'listening');
  return server;
}

describe.each(['fastify-server.js', 'express-server.js'])('%s', (file) => {
  it('refuses when it is full, and gives places back when clients leave', async () => {
    const server = await start(file, 2);
    const { port } = server.address() as AddressInfo;
    const url = `http://localhost:${port}/image`;
    const body = await readFile(`${sample}/astronaut-256.latents.safetensors`);
    const post = () => fetch(url, { method: 'POST', body });
    const decode = vi.spyOn(vae, 'decode');
    const release = occupy(backend);
    try {
      // Two requests on one connection.
      const request = Buffer.concat([
        Buffer.from(`POST /image HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n`),
        body,
      ]);
      const client = connect(port, 'localhost', () => client.write(Buffer.concat([request, request])));
      client.on('error', () => {});
      await vi.waitFor(() => expect(decode).toHaveBeenCalledTimes(2));
      const full = await post();
      expect([full.status, full.headers.get('retry-after')]).toEqual([503, '2']);
      client.destroy();
      for (const { value } of decode.mock.results) await expect(value).rejects.toThrow('the client left');
      release();
      const response = await post();
      expect(response.status).toBe(200);
      expect(
        Buffer.from(await response.arrayBuffer())
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG');
    } finally {
      release();
      vi.restoreAllMocks();
      server.closeAllConnections();
      server.close();
    }
  });

  it('refuses what is too large, and what is no latents file', async () => {
    const server = await start(file, 2);
    const url = `http://localhost:${(server.address() as AddressInfo).port}/image`;
    const statusOf = async (body: Uint8Array | null) => {
      const response = await fetch(url, { method: 'POST', body });
      await response.arrayBuffer();
      return response.status;
    };
    try {
      expect(await statusOf(new Uint8Array(8 * 2 ** 20 + 1))).toBe(413);
      const shape = [1, 128, 140, 140];
      const npy = encodeNpy({ dtype: 'F16', shape, data: new Uint8Array(128 * 140 * 140 * 2) });
      expect(await statusOf(npy)).toBe(413);
      expect(await statusOf(new Uint8Array(100))).toBe(400);
      expect(await statusOf(null)).toBe(400);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
