import type { IncomingMessage } from 'node:http';
import type { AutoencoderKLFlux2 } from '@x/flux2-vae';
import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { decodeRoute } from './decode-route.js';
import { encodeRoute } from './encode-route.js';
import { healthRoute } from './health-route.js';
import { HttpError, toHttpError } from './http-error.js';
import { imageRoute } from './image-route.js';
import { defaultLimits, type Limits } from './limits.js';
import { createService } from './service.js';

export interface ServerOptions {
  readonly limits?: Partial<Limits>;
  readonly logger?: FastifyServerOptions['logger'];
}

/** A server of one model; the model stays the caller's. */
export function createServer(vae: AutoencoderKLFlux2, options: ServerOptions = {}): FastifyInstance {
  const limits = { ...defaultLimits, ...options.limits };
  const service = createService(vae, limits);
  // A body that nobody reads any more, after an early answer, may take this long to end.
  const requestTimeout = (limits.bodySeconds + 5) * 1000;
  const app = fastify({
    logger: options.logger ?? false,
    requestTimeout,
    http: {
      headersTimeout: Math.min(10_000, requestTimeout),
      connectionsCheckingInterval: 1000,
    },
  });
  app.server.maxConnections = 1000;
  // Routes read bodies themselves, when they know how long they may be.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  app.setNotFoundHandler(({ method, url }) => {
    throw new HttpError(404, 'not-found', `there is no ${method} ${url.split('?')[0]?.slice(0, 100)}`);
  });
  app.setErrorHandler((error, request, reply) => {
    const answer = toHttpError(error);
    const { statusCode, code, message, headers } = answer;
    if (statusCode >= 500 && statusCode !== 503) request.log.error(error);
    if (answer.close || hasMuchToCome(request.raw)) endSoon(request.raw);
    return reply.code(statusCode).headers(headers).send({ statusCode, code, message });
  });
  healthRoute(app, service);
  decodeRoute(app, service);
  encodeRoute(app, service);
  imageRoute(app, service);
  return app;
}

/** Ends a connection on which a body goes on; a moment later, since a reset would overtake the answer. */
function endSoon(request: IncomingMessage): void {
  request.resume();
  const end = () => {
    if (!request.complete) request.socket.destroy();
  };
  setTimeout(end, 250).unref();
}

/** More than is worth reading away for the sake of the connection. */
function hasMuchToCome({ complete, headers }: IncomingMessage): boolean {
  if (complete) return false;
  const told = headers['content-length'];
  return told === undefined ? headers['transfer-encoding'] !== undefined : Number(told) > 2 ** 26;
}
