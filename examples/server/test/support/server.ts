import { fileURLToPath } from 'node:url';
import { AutoencoderKLFlux2, readLatents } from '@x/flux2-vae';
import { type Backend, createBackend, defaultBackend, type Tensor, tensor } from '@x/tensor';
import type { Limits } from '../../src/limits.js';
import { createServer } from '../../src/server.js';

export const fixtures = fileURLToPath(new URL('../../../../test-fixtures/', import.meta.url));
export const tiny = `${fixtures}vae/tiny`;
export const sample = `${fixtures}sample-model`;

export interface TestServer {
  readonly url: string;
  readonly vae: AutoencoderKLFlux2;
  readonly backend: Backend;
  post(
    path: string,
    query: Query,
    body?: Uint8Array | null,
    headers?: Record<string, string>,
  ): Promise<Response>;
  inFlight(): Promise<number>;
  /** Until this many requests have a place. */
  untilInFlight(count: number): Promise<void>;
  close(): Promise<void>;
}

export type Query = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** As Python's `requests` writes it. */
export function queryText(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each) => [name, String(each)]),
  );
  return new URLSearchParams(pairs).toString();
}

export async function startServer(
  options: { readonly model?: string; readonly config?: string; readonly limits?: Partial<Limits> } = {},
): Promise<TestServer> {
  const backend = await createBackend(defaultBackend().name);
  const vae = await AutoencoderKLFlux2.load(options.model ?? tiny, {
    backend,
    ...(options.config !== undefined && { config: options.config }),
  });
  const app = createServer(vae, { limits: options.limits ?? {} });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const inFlight = async () => {
    const response = await fetch(`${url}/health`);
    return ((await response.json()) as { inFlight: number }).inFlight;
  };
  return {
    url,
    vae,
    backend,
    inFlight,
    post: (path, query, body = null, headers = {}) =>
      fetch(`${url}${path}?${queryText(query)}`, { method: 'POST', body, headers }),
    async untilInFlight(count) {
      for (let i = 0; (await inFlight()) !== count; i++) {
        if (i > 5000) throw new Error(`${await inFlight()} requests have a place, not ${count}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async close() {
      app.server.closeAllConnections();
      await app.close();
      await backend.close();
    },
  };
}

/** Takes the backend's turn, so that decodes wait until the returned function is called. */
export function occupy(backend: Backend): () => void {
  let release!: () => void;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  backend.inTurn(() => held);
  return release;
}

/** The fixture's latents, packed, `[1,16,4,3]`. */
export async function packedLatents(backend: Backend): Promise<Tensor> {
  const { data, shape } = await readLatents(`${tiny}/expected.safetensors`, { tensor: 'packed' });
  return tensor(data, { shape, backend });
}

export async function expectedPixels(): Promise<Float32Array> {
  return (await readLatents(`${tiny}/expected.safetensors`, { tensor: 'pixels' })).data;
}

export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`${a.length} elements beside ${b.length}`);
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!));
  return most;
}
