import { readWhole } from './file.js';
import { type JsonValue, parseJson } from './json.js';
import { callersPath } from './paths.js';

const maxBytes = 16 << 20;

/**
 * A JSON file of at most 16 MiB, parsed strictly.
 *
 * Throws `WeightsError`: `json`, `too-large`, and those of opening a file.
 */
export async function readJsonFile(
  path: string,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<JsonValue> {
  const bytes = await readWhole(callersPath(path, 'json'), 'json', maxBytes, signal);
  return parseJson(bytes, { code: 'json', op: 'json', file: path, what: 'file' });
}
