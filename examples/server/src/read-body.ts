import type { FastifyRequest } from 'fastify';
import { ClientLeft } from './client-left.js';
import { HttpError } from './http-error.js';

export interface BodyLimits {
  /** Exactly this many bytes, or at most. */
  readonly bytes: number;
  readonly exact: boolean;
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/**
 * The bytes of a body. A length that can't be right is refused before anything is read, and one byte too many ends the
 * reading; memory is taken as bytes arrive.
 *
 * @throws HttpError 400 for another length, 408, 413, 415; the signal's reason
 */
export async function readBody(request: FastifyRequest, limits: BodyLimits): Promise<Uint8Array> {
  const { headers } = request;
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new HttpError(415, 'content-encoding', 'a body must be sent as it is, without Content-Encoding');
  }
  const told = headers['content-length'];
  if (told !== undefined) checkLength(Number(told), limits);
  const bytes = await bytesOf(request, limits);
  checkLength(bytes.length, limits);
  return bytes;
}

function checkLength(length: number, { bytes, exact }: BodyLimits): void {
  if (exact && length !== bytes) {
    throw new HttpError(
      400,
      'body',
      `the body must have the ${bytes} bytes of shape and dtype; got ${length}`,
    );
  }
  if (length > bytes) {
    throw new HttpError(413, 'too-large', `the body must have at most ${bytes} bytes; got ${length}`);
  }
  if (length === 0) throw new HttpError(400, 'body', 'there must be a body; got none');
}

function bytesOf(
  { raw }: FastifyRequest,
  { bytes, exact, seconds, signal }: BodyLimits,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // Chunks aren't kept: one of a single byte takes hundreds. A buffer of its own: views of any type are aligned.
    let taken = new Uint8Array(Math.min(bytes, 2 ** 16));
    let size = 0;
    const end = (error?: unknown) => {
      clearTimeout(timer);
      raw.off('data', onData).off('end', onEnd).off('error', onError);
      signal.removeEventListener('abort', onAbort);
      // What still comes is thrown away until the connection ends.
      raw.resume();
      if (error === undefined) resolve(taken.subarray(0, size));
      else reject(error);
    };
    const onData = (chunk: Buffer) => {
      const at = size;
      size += chunk.length;
      if (size <= bytes) {
        if (size > taken.length) {
          const larger = new Uint8Array(Math.min(bytes, Math.max(size, 2 * taken.length)));
          larger.set(taken.subarray(0, at));
          taken = larger;
        }
        taken.set(chunk, at);
        return;
      }
      const [status, code] = exact ? [400, 'body'] : [413, 'too-large'];
      const message = `the body must have ${exact ? '' : 'at most '}${bytes} bytes; got more`;
      end(new HttpError(status as number, code as string, message, { close: true }));
    };
    const onEnd = () => end();
    const onError = () => end(new ClientLeft());
    const onAbort = () => end(signal.reason);
    const timer = setTimeout(() => {
      const message = `the body must arrive within ${seconds} s; got ${size} bytes`;
      end(new HttpError(408, 'timeout', message, { close: true }));
    }, seconds * 1000);
    signal.addEventListener('abort', onAbort, { once: true });
    raw.on('data', onData).on('end', onEnd).on('error', onError);
    if (signal.aborted) onAbort();
  });
}
