import { readRange } from './bytes.js';
import { type DiffusersOptions, openDiffusers, openDiffusersIndex } from './diffusers.js';
import { WeightsError } from './errors.js';
import { openFile, pathKind } from './file.js';
import { type OllamaOptions, openOllama, openOllamaManifest } from './ollama.js';
import { isOllamaReference } from './ollama-name.js';
import { callersPath } from './paths.js';
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
        `format must be safetensors, diffusers or ollama; got ${String(options.format)}`,
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
    const head = await readRange(file, 0, Math.min(16, file.size));
    const other = foreignFormat(head);
    if (other !== null) {
      throw new WeightsError(
        'format',
        'weights',
        `must be safetensors, an index or a manifest; got ${other}`,
        {
          file: source,
        },
      );
    }
    if (!looksLikeJson(head)) return 'safetensors';
    return source.endsWith('.json') ? 'diffusers' : 'ollama';
  } finally {
    await file.close();
  }
}

/** JSON has no NUL; the header length of a safetensors file of sane size ends in one. */
const looksLikeJson = (head: Uint8Array): boolean =>
  /^\s*[{[]/.test(String.fromCharCode(...head)) && !head.subarray(0, 8).includes(0);

const foreign: readonly (readonly [magic: string, name: string])[] = [
  [
    'PK\x03\x04',
    'a zip archive (PyTorch pickles are such): convert it with safetensors.torch.save_file in Python',
  ],
  ['\x80\x02', 'a pickle: convert it with safetensors.torch.save_file in Python'],
  ['\x80\x04', 'a pickle: convert it with safetensors.torch.save_file in Python'],
  ['GGUF', 'a GGUF file'],
  ['\x93NUMPY', 'an npy file'],
  ['version https://', 'a Git LFS pointer: run git lfs pull'],
  ['<!DOCTYPE', 'a web page, perhaps a failed download'],
  ['<html', 'a web page, perhaps a failed download'],
];

function foreignFormat(head: Uint8Array): string | null {
  const text = String.fromCharCode(...head);
  return foreign.find(([magic]) => text.startsWith(magic))?.[1] ?? null;
}
