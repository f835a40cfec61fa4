import { LatentsError } from '@x/flux2-latents';
import { VaeError } from '@x/flux2-vae';
import { TensorError } from '@x/tensor';
import { WeightsError } from '@x/weights';
import { ClientLeft } from './client-left.js';

export interface HttpErrorOptions {
  /** Headers of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the connection must end: what follows on it is no request. */
  readonly close?: boolean;
}

/** An answer of 4xx or 5xx. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly headers: Readonly<Record<string, string>>;
  readonly close: boolean;

  constructor(
    readonly statusCode: number,
    readonly code: string,
    message: string,
    options: HttpErrorOptions = {},
  ) {
    super(message);
    this.headers = options.headers ?? {};
    this.close = options.close ?? false;
  }
}

/** What an answer says of an error; of one that is the server's own, nothing. */
export function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  // For the log alone.
  if (error instanceof ClientLeft) return new HttpError(499, error.code, error.message);
  const status = statusOf(error);
  if (status === null) return new HttpError(500, 'internal', 'the server failed; its log says why');
  const { code, message } = error as Error & { readonly code: string };
  return new HttpError(status, code, message);
}

/** Everything that a request brings is looked at by readers that refuse with a code. */
function statusOf(error: unknown): number | null {
  if (error instanceof VaeError) {
    if (error.code === 'memory') return 413;
    return ['latents', 'layout', 'image', 'argument'].includes(error.code) ? 400 : null;
  }
  if (error instanceof LatentsError || error instanceof WeightsError) {
    const { code } = error;
    if (code === 'out-of-memory') return 503;
    // Of a file that breaks its format, what its header claims is too large.
    if (code === 'too-large' && error instanceof LatentsError) return 413;
    return ['io', 'closed', 'permission'].includes(code) ? null : 400;
  }
  if (error instanceof TensorError) return error.code === 'out-of-memory' ? 503 : null;
  const { statusCode, code } = error as { readonly statusCode?: number; readonly code?: string };
  // Fastify's own.
  return code?.startsWith('FST_') && statusCode !== undefined && statusCode < 500 ? statusCode : null;
}
