import { OllamaBlob } from './blob.js';
import { WeightsError } from './errors.js';
import { listFolder, readWhole } from './file.js';
import { type JsonValue, parseJson } from './json.js';
import { jsonMediaType, type ManifestLayer, parseManifest, tensorMediaType } from './manifest.js';
import { builtin } from './node.js';
import { parseOllamaName } from './ollama-name.js';
import { type AllowedPath, callersPath, type Folder, openFolder, pathInside } from './paths.js';
import { quote, someOf } from './printable.js';
import { partQuantised } from './quantised.js';
import type { SafetensorsHeader } from './safetensors-header.js';
import { makeSource, type StoredGroup, type StoredTensor, type WeightsSource } from './source.js';

const op = 'ollama';
const maxManifestBytes = 16 << 20;
const maxConfigBytes = 16 << 20;

export interface OllamaOptions {
  /** Default: `$OLLAMA_MODELS`, else `~/.ollama/models`; for a manifest's path, the folder that it lies in. */
  readonly modelsDir?: string | undefined;
  /** The component to open: layers named `vae/…`, which is the default; '' for all layers under full names. */
  readonly subfolder?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a model of an Ollama models folder by name (`parseOllamaName`), in place. Sizes of blobs are checked now,
 * digests while tensors are read: bytes with a wrong digest are never handed out.
 *
 * Throws `WeightsError`: `argument`, `not-found`, `json`, `manifest`, `size`, `digest`, `path`, and those of a
 * safetensors file.
 */
export async function openOllama(reference: string, options: OllamaOptions = {}): Promise<WeightsSource> {
  options.signal?.throwIfAborted();
  const { host, namespace, name, tag } = parseOllamaName(reference);
  const modelsDir = options.modelsDir ?? defaultModelsDir();
  const folder = await openFolder(callersPath(modelsDir, op), op);
  const model = `manifests/${host}/${namespace}/${name}`;
  const manifest = await pathInside(folder, `${model}/${tag}`, op);
  if (manifest !== null) return openManifestIn(folder, manifest, options);
  const tags = await pathInside(folder, model, op);
  const got = tags === null ? 'none' : `the tags ${someOf(await listFolder(await openFolder(tags, op), op))}`;
  throw new WeightsError('not-found', op, `must hold a manifest ${model}/${tag}; got ${got}`, {
    file: folder.shown,
    details: { host, namespace, name, tag },
  });
}

/** Opens a manifest by its path. The models folder is the one it lies in, or `modelsDir`. */
export async function openOllamaManifest(path: string, options: OllamaOptions = {}): Promise<WeightsSource> {
  options.signal?.throwIfAborted();
  const manifest = callersPath(path, op);
  const modelsDir = options.modelsDir ?? modelsDirOf(manifest.path);
  if (modelsDir === null) {
    throw new WeightsError(
      'argument',
      op,
      'a manifest must lie under manifests/ of a models folder, or modelsDir be given; got neither',
      {
        file: path,
      },
    );
  }
  return openManifestIn(await openFolder(callersPath(modelsDir, op), op), manifest, options);
}

function defaultModelsDir(): string {
  const fromEnvironment = globalThis.process?.env?.OLLAMA_MODELS;
  if (fromEnvironment !== undefined && fromEnvironment !== '') return fromEnvironment;
  return builtin('path').join(builtin('os').homedir(), '.ollama', 'models');
}

function modelsDirOf(manifest: string): string | null {
  const { basename, dirname, resolve } = builtin('path');
  for (let folder = dirname(resolve(manifest)); dirname(folder) !== folder; folder = dirname(folder)) {
    if (basename(folder) === 'manifests') return dirname(folder);
  }
  return null;
}

async function openManifestIn(
  folder: Folder,
  manifest: AllowedPath,
  options: OllamaOptions,
): Promise<WeightsSource> {
  const { subfolder = 'vae', signal } = options;
  const file = manifest.shown;
  const layers = parseManifest(await readWhole(manifest, op, maxManifestBytes, signal), file);
  const component = selectLayers(layers, subfolder, file);

  const tensors = new Map<string, StoredTensor>();
  const groups = new Map<string, StoredGroup>();
  for (const layer of component.tensors) {
    const blob = new OllamaBlob(folder, layer, file);
    const parted = await blob.header(signal, (header, blobFile) => {
      const stored = storedTensors(blob, header, { layer, prefix: component.prefix, file: blobFile });
      return partQuantised(stored, header.metadata, blobFile);
    });
    for (const name of [...parted.tensors.keys(), ...parted.groups.keys()]) {
      if (!tensors.has(name) && !groups.has(name)) continue;
      throw new WeightsError('duplicate', op, 'must be in one blob; got it in two', { file, tensor: name });
    }
    for (const name of parted.tensors.keys()) tensors.set(name, parted.tensors.get(name) as StoredTensor);
    for (const [name, group] of parted.groups) groups.set(name, group);
  }
  const config = component.config && (await readConfig(folder, component.config, file, signal));
  const metadata: Record<string, string> = Object.create(null);
  return makeSource({ kind: 'ollama', path: file, metadata, config, tensors, groups, close: async () => {} });
}

interface Component {
  readonly prefix: string;
  readonly tensors: readonly ManifestLayer[];
  readonly config: ManifestLayer | undefined;
}

/**
 * The layers of a component. Each name under its prefix must be a tensor or JSON, come once, and a config must be
 * among them: otherwise a damaged name would pass for an absent layer.
 */
function selectLayers(layers: readonly ManifestLayer[], subfolder: string, file: string): Component {
  const prefix = subfolder === '' ? '' : `${subfolder}/`;
  const refuse = (message: string): never => {
    throw new WeightsError('manifest', op, message, { file, details: { component: subfolder } });
  };
  const tensors: ManifestLayer[] = [];
  const seen = new Set<string>();
  let config: ManifestLayer | undefined;
  for (const layer of layers) {
    const { name, mediaType } = layer;
    if (name === undefined || !(name.startsWith(prefix) || name === subfolder)) continue;
    if (seen.has(name)) refuse(`layers must have names of their own; got ${quote(name)} twice`);
    seen.add(name);
    if (mediaType === tensorMediaType) tensors.push(layer);
    else if (mediaType === jsonMediaType) config = name === `${prefix}config.json` ? layer : config;
    else if (prefix !== '') refuse(`layer ${quote(name)} must be a tensor or JSON; got ${quote(mediaType)}`);
  }
  if (tensors.length === 0) {
    const types = [...new Set(layers.map((layer) => layer.mediaType))];
    const got = layers.length === 0 ? 'no layers' : `${layers.length} layers of ${someOf(types)}`;
    refuse(`must have tensor layers ${quote(`${prefix}…`)}; got ${got}`);
  }
  if (prefix !== '' && config === undefined)
    refuse(`must have the JSON layer ${quote(`${prefix}config.json`)}; got none`);
  return { prefix, tensors, config };
}

/** Tensors of a blob under their names in the model. */
function storedTensors(
  blob: OllamaBlob,
  header: SafetensorsHeader,
  place: { layer: ManifestLayer; prefix: string; file: string },
): Map<string, StoredTensor> {
  const names = modelNames([...header.tensors.keys()], place);
  const tensors = new Map<string, StoredTensor>();
  for (const [key, { dtype, shape, begin, end }] of header.tensors) {
    const name = names.get(key) as string;
    if (tensors.has(name)) {
      throw new WeightsError('duplicate', op, 'must be in its blob once; got two keys for it', {
        file: place.file,
        tensor: name,
      });
    }
    tensors.set(name, {
      info: { dtype, shape, bytes: end - begin, file: place.file },
      read: (options) => blob.read([header.dataStart + begin, header.dataStart + end], options),
    });
  }
  return tensors;
}

/**
 * A blob's keys as names in the model. A key is the layer's name with or without the component's prefix, or
 * `data` (legacy), or, in a packed blob, begins with the layer's name.
 */
function modelNames(
  keys: readonly string[],
  { layer, prefix, file }: { layer: ManifestLayer; prefix: string; file: string },
): Map<string, string> {
  const layerName = layer.name as string;
  // Under full names each layer brings the prefix of its own component.
  const own = prefix === '' ? layerName.slice(0, layerName.indexOf('/') + 1) : prefix;
  const strip = (name: string): string => (name.startsWith(own) ? name.slice(own.length) : name);
  const bare = `${layerName}/` === own ? '' : strip(layerName);
  const legacy = keys.length > 0 && keys.every((key) => ['data', 'data.scale', 'data.bias'].includes(key));
  const names = new Map<string, string>();
  for (const key of keys) {
    const name = legacy ? bare + key.slice('data'.length) : strip(key);
    const group = bare === '' || bare.endsWith('.') ? bare : `${bare}.`;
    if (name !== bare && !name.startsWith(group)) {
      throw new WeightsError(
        'manifest',
        op,
        `blob of layer ${quote(layerName)} must hold that tensor or its group; got ${quote(key)}`,
        {
          file,
          details: { layer: layerName, key },
        },
      );
    }
    names.set(key, prefix === '' ? own + name : name);
  }
  if (names.size === 0) {
    throw new WeightsError('manifest', op, `blob of layer ${quote(layerName)} must hold a tensor; got none`, {
      file,
    });
  }
  return names;
}

async function readConfig(
  folder: Folder,
  layer: ManifestLayer,
  manifest: string,
  signal: AbortSignal | undefined,
): Promise<{ value: JsonValue; file: string }> {
  const file = `${manifest} (${layer.name})`;
  if (layer.size > maxConfigBytes) {
    throw new WeightsError('too-large', op, `must have at most ${maxConfigBytes} bytes; got ${layer.size}`, {
      file,
    });
  }
  const bytes = await new OllamaBlob(folder, layer, manifest).read(null, { signal });
  return { value: parseJson(bytes, { code: 'json', op, file, what: 'config' }), file };
}
