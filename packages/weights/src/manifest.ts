import { WeightsError } from './errors.js';
import { isJsonObject, type JsonObject, parseJson } from './json.js';
import { shownJson } from './printable.js';

export const tensorMediaType = 'application/vnd.ollama.image.tensor';
export const jsonMediaType = 'application/vnd.ollama.image.json';

export interface ManifestLayer {
  readonly mediaType: string;
  /** `sha256:` and 64 digits. */
  readonly digest: string;
  readonly size: number;
  /** Absent in layers that are neither tensors nor JSON. */
  readonly name: string | undefined;
}

/** Parses an Ollama manifest strictly; throws `json` or `manifest`. Fields it doesn't know are passed over. */
export function parseManifest(bytes: Uint8Array, file: string): readonly ManifestLayer[] {
  const json = parseJson(bytes, { code: 'json', op: 'ollama', file, what: 'manifest' });
  const refuse = (message: string): never => {
    throw new WeightsError('manifest', 'ollama', message, { file });
  };
  if (!isJsonObject(json)) return refuse(`manifest must be an object; got ${shownJson(json)}`);
  if (json.schemaVersion !== 2) refuse(`schemaVersion must be 2; got ${shownJson(json.schemaVersion)}`);
  if (typeof json.mediaType !== 'string') refuse(`mediaType must be text; got ${shownJson(json.mediaType)}`);
  if (json.config !== undefined && json.config !== null) {
    if (!isJsonObject(json.config)) return refuse(`config must be an object; got ${shownJson(json.config)}`);
    parseLayer(json.config, 'config', refuse);
  }
  if (!Array.isArray(json.layers)) return refuse(`layers must be an array; got ${shownJson(json.layers)}`);
  return json.layers.map((layer, index) => {
    if (!isJsonObject(layer)) return refuse(`layer ${index} must be an object; got ${shownJson(layer)}`);
    return parseLayer(layer, `layer ${index}`, refuse);
  });
}

function parseLayer(layer: JsonObject, role: string, refuse: (message: string) => never): ManifestLayer {
  const { mediaType, digest, size, name } = layer;
  if (typeof mediaType !== 'string')
    return refuse(`${role} must have a mediaType; got ${shownJson(mediaType)}`);
  if (typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(digest)) {
    return refuse(
      `${role} must have a digest, sha256: and 64 lower-case hex digits; got ${shownJson(digest)}`,
    );
  }
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
    return refuse(`${role} must have a size, a non-negative integer; got ${shownJson(size)}`);
  }
  if (name !== undefined && typeof name !== 'string')
    return refuse(`${role} must have a text as name; got ${shownJson(name)}`);
  if (name === undefined && (mediaType === tensorMediaType || mediaType === jsonMediaType)) {
    return refuse(`${role} must have a name, being a ${mediaType}; got none`);
  }
  return { mediaType, digest, size, name };
}
