import { allocate, type ReadOptions, readRange } from './bytes.js';
import { WeightsError } from './errors.js';
import { type FileSource, openFile } from './file.js';
import type { ManifestLayer } from './manifest.js';
import { builtin } from './node.js';
import { type Folder, pathInside } from './paths.js';
import { readHeader, type SafetensorsHeader } from './safetensors-header.js';

const op = 'ollama';
/** Small enough that hashing a piece keeps the JavaScript thread for a few milliseconds. */
const pieceBytes = 2 << 20;

/** A blob of an Ollama models folder. Its digest is checked over the very bytes that are handed out. */
export class OllamaBlob {
  /** The state of the file in which its digest was found right. */
  private verified: string | undefined;
  /** The state in which its header was read. */
  private opened: string | undefined;

  constructor(
    private readonly folder: Folder,
    private readonly layer: ManifestLayer,
    private readonly manifest: string,
  ) {}

  /** Reads the safetensors header and what `use` makes of it. Where that fails for a damaged blob, the digest is the error. */
  async header<Result>(
    signal: AbortSignal | undefined,
    use: (header: SafetensorsHeader, file: string) => Result,
  ): Promise<Result> {
    const file = await this.open();
    try {
      this.opened = file.stamp;
      try {
        return use(await readHeader(file, { signal }), file.name);
      } catch (error) {
        if (error instanceof WeightsError) await this.readVerified(file, 0, 0, { signal });
        throw error;
      }
    } finally {
      await file.close();
    }
  }

  /** Bytes `[begin, end)`; all of the blob without them. */
  async read(range: readonly [begin: number, end: number] | null, options: ReadOptions): Promise<Uint8Array> {
    const file = await this.open();
    try {
      const [begin, end] = range ?? [0, file.size];
      if (this.opened !== undefined && this.opened !== file.stamp) {
        throw new WeightsError('changed', op, 'blob must stay as it was opened; got another file', {
          file: file.name,
        });
      }
      if (this.verified === file.stamp) return await readRange(file, begin, end - begin, options);
      const bytes = await this.readVerified(file, begin, end, options);
      this.verified = file.stamp;
      return bytes;
    } finally {
      await file.close();
    }
  }

  private async open(): Promise<FileSource> {
    const { digest, size } = this.layer;
    const hex = digest.slice('sha256:'.length);
    const path =
      (await pathInside(this.folder, `blobs/sha256-${hex}`, op, this.manifest)) ??
      (await pathInside(this.folder, `blobs/sha256:${hex}`, op, this.manifest));
    if (path === null) {
      throw new WeightsError('not-found', op, `blob ${digest} must be in the models folder; got none`, {
        file: this.manifest,
        details: { digest, modelsDir: this.folder.shown },
      });
    }
    const file = await openFile(path, op);
    if (file.size === size) return file;
    await file.close();
    throw new WeightsError(
      'size',
      op,
      `blob must have ${size} bytes, as its manifest says; got ${file.size}`,
      {
        file: file.name,
        details: { digest, expected: size, got: file.size, manifest: this.manifest },
      },
    );
  }

  /** One pass over the blob: every byte is hashed, those of the range are kept. */
  private async readVerified(
    file: FileSource,
    begin: number,
    end: number,
    { into, signal }: ReadOptions,
  ): Promise<Uint8Array> {
    const hash = builtin('crypto').createHash('sha256');
    const scratch = allocate(Math.min(pieceBytes, file.size), file.name);
    if (into !== undefined && into.byteLength !== end - begin) {
      throw new WeightsError('argument', op, `into must have ${end - begin} bytes; got ${into.byteLength}`, {
        file: file.name,
        details: { expected: end - begin, got: into.byteLength },
      });
    }
    const bytes = into ?? allocate(end - begin, file.name);
    for (const [from, to] of [
      [0, begin],
      [begin, end],
      [end, file.size],
    ] as const) {
      for (let position = from; position < to; ) {
        const length = Math.min(pieceBytes, to - position);
        const start = position - begin;
        const target =
          from === begin && to === end ? bytes.subarray(start, start + length) : scratch.subarray(0, length);
        hash.update(await file.read(position, length, { into: target, signal }));
        position += length;
      }
    }
    const got = `sha256:${hash.digest('hex')}`;
    if (got === this.layer.digest) return bytes;
    throw new WeightsError('digest', op, `blob must have the digest ${this.layer.digest}; got ${got}`, {
      file: file.name,
      details: { expected: this.layer.digest, got, manifest: this.manifest },
    });
  }
}
