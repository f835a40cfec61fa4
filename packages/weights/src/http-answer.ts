/** What an answer to a request for a range says of itself. */
export interface ContentRange {
  /** Bytes `[begin, end)`; null where there are none to send. */
  readonly range: readonly [begin: number, end: number] | null;
  /** Of the whole file; null where the server doesn't know it. */
  readonly size: number | null;
}

/** The header `Content-Range` (RFC 9110, 14.4), or null where it is missing, hidden from this page, or malformed. */
export function contentRange({ headers }: Response): ContentRange | null {
  const header = headers.get('content-range');
  const match = /^bytes (?:(\d{1,15})-(\d{1,15})|\*)\/(\d{1,15}|\*)$/.exec(header ?? '');
  if (match === null) return null;
  const [, first, last, size] = match;
  return {
    range: first === undefined ? null : [Number(first), Number(last) + 1],
    size: size === '*' ? null : Number(size),
  };
}

/** What changes with the file: its `ETag`, else its `Last-Modified`; null where a page is shown neither. */
export const versionTag = ({ headers }: Response): string | null =>
  headers.get('etag') ?? headers.get('last-modified');

/** A coding that would make ranges those of something else; null where the bytes are sent as they are. */
export function contentCoding({ headers }: Response): string | null {
  const coding = headers.get('content-encoding') ?? 'identity';
  return coding === 'identity' || coding === '' ? null : coding;
}

/** The body as it comes; given up where its reader stops early. */
export async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
