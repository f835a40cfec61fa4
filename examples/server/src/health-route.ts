import type { FastifyInstance } from 'fastify';
import type { Service } from './service.js';

/** `GET /health`: how busy the server is. */
export function healthRoute(app: FastifyInstance, { vae, limits, admission }: Service): void {
  app.get('/health', async () => ({
    status: 'ok',
    backend: vae.backend.name,
    dtype: vae.dtype,
    /** Requests that have a place, and how many places there are. */
    inFlight: admission.inFlight,
    queue: limits.queue,
    /** Works on the backend, waiting or under way. */
    pending: vae.backend.pending(),
  }));
}
