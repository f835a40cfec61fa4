import { readRange } from './bytes.js';
import { type DiffusersOptions, openDiffusers, openDiffusersIndex } from './diffusers.js';
import { WeightsError } from './errors.js';
import { openFile, pathKind } from './file.js';
import { identifiedBytes, identifyBytes } from './identify.js';
import { type OllamaOptions, openOllama, openOllamaManifest } from './ollama.js';
import { isOllamaReference } from './ollama-name.js';
import { callersPath } from './paths.js';
import { quote } from './printable.js';
import { openSafetensors, type SourceInput } from './safetensors.js';
import type { WeightsSource } from './source.js';

export type WeightsFormat = 'safetensors' | 'diffusers' | 'ollama';

export interface OpenWeightsOptions extends DiffusersOptions, OllamaOptions {
  /** What the source is; default: found out from the source itself. */
  readonly format?: WeightsFormat | undefined;
}

/**
 * Opens weights: a safetensors file (path, bytes, `Blob`, `ByteSource`), a diffusers folder or the path of its
 * index, an Ollama manifest's path, or `ollama:NAME`. Names and shapes are known when it resolves; data is read
 * tensor by tensor. Names stay as stored. Close it when done.
 *
 * Throws `WeightsError`, `format` where the source is none of these, or `options.signal`'s reason.
 */
export async function openWeights(
  source: SourceInput,
  options: OpenWeightsOptions = {},
): Promise<WeightsSource> {
  const { signal } = options;
  signal?.throwIfAborted();
  if (typeof source !== 'string') {
    if (options.format === undefined || options.format === 'safetensors')
      return openSafetensors(source, { signal });
    throw new WeightsError('argument', 'weights', `${options.format} must be opened from a path; got bytes`);
  }
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
