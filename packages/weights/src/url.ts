/** Everything here that asks a server for a file does it through this module. */
import { allocate, type ByteSource, bytesSource, type ReadOptions } from './bytes.js';
import { WeightsError, type WeightsErrorCode } from './errors.js';
import { chunksOf, contentCoding, contentRange, versionTag } from './http-answer.js';
import { printable, quote } from './printable.js';
import { inBlocks } from './read-blocks.js';

export interface UrlOptions {
  /** Sent with each request: `Authorization`, say. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** In place of the environment's own: for retries, a proxy, a cache. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Most bytes to take from a server that sends the whole file whatever range it is asked for. Default 512 MiB. */
  readonly maxWholeBytes?: number | undefined;
  /** Of the opening; reads have their own. */
  readonly signal?: AbortSignal | undefined;
}

const op = 'url';
const defaultMaxWholeBytes = 512 << 20;
/** Of the first request, and of those that serve small reads. */
const blockBytes = 256 << 10;
const keptBlocks = 32;

/**
 * A file on a server, read in ranges (HTTP `Range`). Opening asks for the first 256 KiB, whose answer tells the size.
 * Each later answer must be exactly the bytes that were asked for, of a file of that size and the same `ETag` (without
 * one, `Last-Modified`). A server that knows no ranges sends all of the file at once, into memory, up to `maxWholeBytes`.
 *
 * To a page of another origin a server must expose `Content-Range`, and should `ETag`
 * (`Access-Control-Expose-Headers`). Redirects are followed, but not from https to http. Nothing is tried twice.
 *
 * Throws `WeightsError`: `argument`; `not-found` (404, 410), `permission` (401, 403), `http` (another status, or an
 * answer that isn't what it must be), `io` (no answer, or one cut off), `too-large`; reads `changed` and `closed` too;
 * or the signal's reason.
 */
export async function urlSource(url: URL | string, options: UrlOptions = {}): Promise<ByteSource> {
  const { signal, maxWholeBytes = defaultMaxWholeBytes } = options;
  signal?.throwIfAborted();
  const file = new FileOnServer(checkedUrl(url), options);
  const answer = await file.ask([0, blockBytes], signal);
  if (answer.status === 200) {
    return bytesSource(await file.whole(answer, maxWholeBytes, signal), file.name);
  }
  const first = await file.first(answer, signal);
  if (first.length === file.size) return bytesSource(first, file.name);
  return inBlocks(file, { blockBytes, keep: keptBlocks, first });
}

/** @throws WeightsError `argument` unless http or https, and without a password */
export function checkedUrl(url: URL | string): URL {
  const refuse = (wanted: string, got: string): never => {
    throw new WeightsError('argument', op, `a URL must ${wanted}; got ${got}`);
  };
  if (!(url instanceof URL) && !URL.canParse(url)) refuse('be whole', quote(url));
  const checked = new URL(url);
  if (!/^https?:$/.test(checked.protocol)) refuse('begin with http: or https:', quote(checked.protocol));
  if (checked.username !== '' || checked.password !== '') {
    refuse('hold no name or password, which belong in a header', 'one with them');
  }
  return checked;
}

/** Without the query, which may be a signature. */
export const shownUrl = ({ origin, pathname, search }: URL): string =>
  `${origin}${pathname}${search === '' ? '' : '?…'}`;

const codeOfStatus: Readonly<Record<number, WeightsErrorCode>> = {
  401: 'permission',
  403: 'permission',
  404: 'not-found',
  410: 'not-found',
};

type Range = readonly [begin: number, end: number];

/** Its size and version are those of the answer that `first` took. */
class FileOnServer implements ByteSource {
  readonly name: string;
  size = 0;
  #version: string | null = null;
  readonly #url: URL;
  readonly #options: UrlOptions;
  readonly #closing = new AbortController();

  constructor(url: URL, options: UrlOptions) {
    this.name = shownUrl(url);
    this.#url = url;
    this.#options = options;
  }

  /** The answer, if it is one of those that a request for a range may get: 200, 206 or 416. */
  async ask([begin, end]: Range, signal: AbortSignal | undefined): Promise<Response> {
    const { headers, fetch = globalThis.fetch } = this.#options;
    const { signal: closing } = this.#closing;
    const answer = await this.#received(signal, () =>
      fetch(this.#url.href, {
        headers: { ...headers, range: `bytes=${begin}-${end - 1}` },
        signal: signal === undefined ? closing : AbortSignal.any([signal, closing]),
      }),
    );
    const { status } = answer;
    if (![200, 206, 416].includes(status)) {
      const code = codeOfStatus[status] ?? 'http';
      throw await this.#refusal(answer, code, `must be there; got status ${status}`);
    }
    if (this.#url.protocol === 'https:' && answer.url.startsWith('http:')) {
      throw await this.#refusal(answer, 'http', 'must come over https; got a redirect to http');
    }
    const coding = contentCoding(answer);
    if (coding !== null) {
      throw await this.#refusal(answer, 'http', `must be sent as it is; got it in ${quote(coding, 40)}`);
    }
    return answer;
  }

  /** Takes the size and the version from the first answer, and the bytes that it brings. */
  async first(answer: Response, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const said = contentRange(answer);
    if (answer.status === 416 && said?.size !== 0) {
      throw await this.#refusal(answer, 'http', 'must have a first byte, or be empty; got status 416');
    }
    if (said?.size === undefined || said.size === null) {
      const got = 'none (to a page of another origin a server must expose it)';
      throw await this.#refusal(answer, 'http', `must come with Content-Range and its size; got ${got}`);
    }
    this.size = said.size;
    this.#version = versionTag(answer);
    const end = Math.min(blockBytes, this.size);
    if (end > 0) await this.#requireRange(answer, [0, end]);
    return this.#body(answer, allocate(end, this.name), signal);
  }

  async read(offset: number, length: number, { into, signal }: ReadOptions = {}): Promise<Uint8Array> {
    this.#requireOpen();
    const target = into ?? allocate(length, this.name);
    if (length === 0) return target;
    const range = [offset, offset + length] as const;
    const answer = await this.ask(range, signal);
    if (answer.status === 416) throw await this.#refusal(answer, 'changed', this.#asOpened('no such bytes'));
    if (answer.status === 200) {
      // What a server does whose file changed in the meantime, or that forgot how to send ranges.
      throw await this.#refusal(answer, 'changed', this.#asOpened('all of it in place of a range'));
    }
    await this.#requireRange(answer, range);
    return this.#body(answer, target, signal);
  }

  /** All of the file, of a server that sends it unasked. */
  async whole(answer: Response, limit: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const tooLarge = (got: string) =>
      this.#refusal(answer, 'too-large', `must have at most ${limit} bytes, without ranges; got ${got}`);
    const declared = answer.headers.get('content-length');
    if (declared !== null) {
      if (!/^\d{1,15}$/.test(declared) || Number(declared) > limit) throw await tooLarge(quote(declared, 40));
      return this.#body(answer, allocate(Number(declared), this.name), signal);
    }
    const chunks: Uint8Array[] = [];
    let length = 0;
    await this.#received(signal, async () => {
      for await (const chunk of chunksOf(answer)) {
        length += chunk.length;
        if (length > limit) return;
        chunks.push(chunk);
      }
    });
    if (length > limit) throw await tooLarge('more');
    const bytes = allocate(length, this.name);
    let position = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, position);
      position += chunk.length;
    }
    return bytes;
  }

  async close(): Promise<void> {
    this.#closing.abort();
  }

  /** Fills `target` with the body, which must have as many bytes. */
  async #body(answer: Response, target: Uint8Array, signal: AbortSignal | undefined): Promise<Uint8Array> {
    let length = 0;
    await this.#received(signal, async () => {
      for await (const chunk of chunksOf(answer)) {
        if (length + chunk.length <= target.length) target.set(chunk, length);
        length += chunk.length;
        if (length > target.length) return;
      }
    });
    if (length === target.length) return target;
    const got = length < target.length ? `${length}` : 'more';
    throw this.#error('http', `an answer must have the ${target.length} bytes that it speaks of; got ${got}`);
  }

  async #requireRange(answer: Response, [begin, end]: Range): Promise<void> {
    const said = contentRange(answer);
    const isAsked = said?.range?.[0] === begin && said.range[1] === end;
    if (said === null || (said.size === this.size && !isAsked)) {
      const got = quote(answer.headers.get('content-range') ?? 'none', 80);
      throw await this.#refusal(answer, 'http', `must send bytes ${begin}-${end - 1} when asked; got ${got}`);
    }
    if (said.size !== this.size) {
      throw await this.#refusal(answer, 'changed', this.#asOpened(`${said.size ?? 'unknown'} bytes`));
    }
    if (versionTag(answer) !== this.#version) {
      throw await this.#refusal(answer, 'changed', this.#asOpened('another version'));
    }
  }

  #requireOpen(): void {
    if (this.#closing.signal.aborted) throw this.#error('closed', 'must be open to be read; got closed');
  }

  #asOpened(got: string): string {
    return `must stay as it was opened, ${this.size} bytes; got ${got}`;
  }

  /** What comes of a request; what fails on the way is a typed error, an abort its reason. */
  async #received<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      signal?.throwIfAborted();
      this.#requireOpen();
      throw this.#error('io', `a server must answer, and to the end; got ${reasonOf(cause)}`, cause);
    }
  }

  /** The error for an answer whose body nobody reads. */
  async #refusal(answer: Response, code: WeightsErrorCode, message: string): Promise<WeightsError> {
    await answer.body?.cancel().catch(() => {});
    return this.#error(code, message);
  }

  #error(code: WeightsErrorCode, message: string, cause?: unknown): WeightsError {
    return new WeightsError(code, op, message, { file: this.name, cause });
  }
}

/** Node says "fetch failed" and keeps why as the cause. */
function reasonOf(error: unknown): string {
  const { cause = error } = error as { cause?: unknown };
  const { message, code } = cause as { message?: string; code?: string };
  return printable(message || code || 'an error', 200);
}
