import { type ByteSource, readRange } from './bytes.js';
import { type DiffusersOptions, openDiffusers, openDiffusersIndex } from './diffusers.js';
import { WeightsError } from './errors.js';
import { openFile, pathKind } from './file.js';
import { type FilesByName, isNamedFile } from './folder.js';
import { identifiedBytes, identifyBytes } from './identify.js';
import { type OllamaOptions, openOllama, openOllamaManifest } from './ollama.js';
import { isOllamaReference } from './ollama-name.js';
import { callersPath } from './paths.js';
import { quote } from './printable.js';
import { openSafetensors } from './safetensors.js';
import type { WeightsSource } from './source.js';
import { filePath, isByteSource, openByteSource, type SourceInput } from './source-input.js';

export type WeightsFormat = 'safetensors' | 'diffusers' | 'ollama';

export interface OpenWeightsOptions extends DiffusersOptions, OllamaOptions {
  /** What the source is; default: found out from the source itself. */
  readonly format?: WeightsFormat | undefined;
}

/**
 * Opens weights: a safetensors file (path, bytes, `Blob`, `URL`, `ByteSource`); a diffusers folder by its path, by its
 * URL, which ends in a slash, or as its files by name; the path or URL of its index; an Ollama manifest's path, or
 * `ollama:NAME`. Names and shapes are known when it resolves; data is read tensor by tensor. Names stay as stored. Close
 * it when done.
 *
 * Throws `WeightsError`, `format` where the source is none of these, or `options.signal`'s reason.
 */
export async function openWeights(
  source: SourceInput | FilesByName,
  options: OpenWeightsOptions = {},
): Promise<WeightsSource> {
  const { signal } = options;
  signal?.throwIfAborted();
  if (source instanceof URL && source.protocol === 'file:') return openWeights(filePath(source), options);
  if (typeof source === 'string') return openPath(source, options);
  const { format = formatOfInput(source) } = options;
  if (format === 'diffusers' && source instanceof URL) {
    return source.pathname.endsWith('.json')
      ? openDiffusersIndex(source, options)
      : openDiffusers(source, options);
  }
  if (format === 'diffusers' && isFiles(source)) return openDiffusers(source, options);
  if (format !== 'safetensors' || isFiles(source)) {
    const wanted = format === 'ollama' ? 'opened from a path' : 'what the source is';
    throw new WeightsError(
      'argument',
      'weights',
      `${quote(format)} must be ${wanted}; got ${kindOf(source)}`,
    );
  }
  const file = await openByteSource(source, 'weights', { signal });
  try {
    if (options.format === undefined) await requireSafetensors(file, signal);
  } catch (error) {
    await file.close?.();
    throw error;
  }
  return openSafetensors(file, { signal });
}

/** Whether this is of a kind that `openWeights` takes; opening it tells the rest. */
export function isWeightsInput(value: unknown): value is SourceInput | FilesByName {
  if (typeof value === 'string' || value instanceof Map || isNamedFile(value)) return true;
  return isFiles(value) && Object.values(value).every(isNamedFile);
}

/** Without a look inside. */
function formatOfInput(source: Exclude<SourceInput, string> | FilesByName): WeightsFormat {
  const isFolder = source instanceof URL ? /(?:\/|\.json)$/.test(source.pathname) : isFiles(source);
  return isFolder ? 'diffusers' : 'safetensors';
}

/** Whether it is a map, or a plain object with something in it; what is neither is for `openByteSource` to refuse. */
function isFiles(source: unknown): source is FilesByName {
  if (source instanceof Map) return true;
  if (typeof source !== 'object' || source === null || isByteSource(source)) return false;
  const prototype: unknown = Object.getPrototypeOf(source);
  return (prototype === null || prototype === Object.prototype) && Object.keys(source).length > 0;
}

const kindOf = (source: unknown): string =>
  source instanceof URL ? 'a URL' : isFiles(source) ? 'files by name' : 'bytes';

/** @throws WeightsError `format` for what is certainly something else */
async function requireSafetensors(file: ByteSource, signal: AbortSignal | undefined): Promise<void> {
  const head = await readRange(file, 0, Math.min(identifiedBytes, file.size), { signal });
  const { format, description } = identifyBytes(head);
  if (format === 'safetensors') return;
  throw new WeightsError('format', 'weights', `must be safetensors; got ${description}`, { file: file.name });
}

async function openPath(source: string, options: OpenWeightsOptions): Promise<WeightsSource> {
  const { signal } = options;
  switch (options.format ?? (await formatOf(source))) {
    case 'safetensors':
      return openSafetensors(source, { signal });
    case 'diffusers':
      return source.endsWith('.json') ? openDiffusersIndex(source, options) : openDiffusers(source, options);
    case 'ollama':
      return isOllamaReference(source) || (await pathKind(callersPath(source, 'ollama'), 'ollama')) === null
        ? openOllama(source, options)
        : openOllamaManifest(source, options);
    default:
      throw new WeightsError(
        'argument',
        'weights',
        `format must be safetensors, diffusers or ollama; got ${quote(options.format)}`,
      );
  }
}

async function formatOf(source: string): Promise<WeightsFormat> {
  if (isOllamaReference(source)) return 'ollama';
  const path = callersPath(source, 'weights');
  const kind = await pathKind(path, 'weights');
  if (kind === null) {
    throw new WeightsError(
      'not-found',
      'weights',
      'must be a file, a folder or ollama:NAME; got nothing there',
      {
        file: source,
      },
    );
  }
  if (kind === 'folder') return 'diffusers';
  const file = await openFile(path, 'weights');
  try {
    const { format, description } = identifyBytes(
      await readRange(file, 0, Math.min(identifiedBytes, file.size)),
    );
    if (format === 'safetensors') return 'safetensors';
    if (format === 'json') return source.endsWith('.json') ? 'diffusers' : 'ollama';
    throw new WeightsError(
      'format',
      'weights',
      `must be safetensors, an index or a manifest; got ${description}`,
      {
        file: source,
      },
    );
  } finally {
    await file.close();
  }
}
