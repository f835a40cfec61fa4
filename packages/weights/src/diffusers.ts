import type { ByteSource } from './bytes.js';
import { WeightsError } from './errors.js';
import {
  diskFile,
  diskFolder,
  type FilesByName,
  type ModelFile,
  type ModelFolder,
  namedFolder,
  readModelFile,
  urlFile,
  urlFolder,
} from './folder.js';
import { isJsonObject, type JsonValue, parseJson } from './json.js';
import { builtin } from './node.js';
import { callersPath } from './paths.js';
import { quote, shownJson, someOf } from './printable.js';
import { readStored, type StoredFile } from './safetensors.js';
import {
  makeSource,
  type StoredGroup,
  type StoredTensor,
  type WeightsNote,
  type WeightsSource,
} from './source.js';
import { filePath } from './source-input.js';

const op = 'diffusers';
const stem = 'diffusion_pytorch_model';
const maxConfigBytes = 16 << 20;
const maxIndexBytes = 100_000_000;

export interface DiffusersOptions {
  /** `fp16`, `bf16`: the files with that word in their names, and no others. */
  readonly variant?: string | undefined;
  /** Folder of the component in a pipeline folder; default: `vae` where the folder has no weights of its own. */
  readonly subfolder?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onNote?: ((note: WeightsNote) => void) | undefined;
}

/** A folder: its path, its URL, or its files by name. */
export type FolderInput = string | URL | FilesByName;

/**
 * Opens a folder as diffusers saves it: `diffusion_pytorch_model.safetensors`, or the shards that its
 * `.safetensors.index.json` lists (which comes first where both are there, as in diffusers), with `config.json`.
 * An index and its shards must agree in every tensor. Below a URL nobody can list what is there: the component's own
 * folder, or `subfolder`, has to be named.
 *
 * Throws `WeightsError`: `argument`, `not-found`, `format` (only pickled weights), `index`, `json`, `path`, and those of
 * `openSafetensors` and `urlSource`.
 */
export async function openDiffusers(
  input: FolderInput,
  options: DiffusersOptions = {},
): Promise<WeightsSource> {
  const { variant, signal } = options;
  if (variant !== undefined && !/^[A-Za-z0-9_][A-Za-z0-9_-]*$/.test(variant)) {
    throw new WeightsError('argument', op, `variant must be a word; got ${quote(variant)}`);
  }
  signal?.throwIfAborted();
  const folder = await componentFolder(await folderOf(input), options);
  const index = await firstInside(folder, indexNames(variant), signal);
  const shards =
    index === null
      ? [{ file: await singleFile(folder, options), tensors: null }]
      : await shardsOf(index, folder, signal);
  const config = await readConfig(folder, options);
  return openShards(folder, shards, { index, config, signal });
}

/** The same by the path or URL of a shard index; `config.json` beside it. */
export async function openDiffusersIndex(
  input: string | URL,
  options: DiffusersOptions = {},
): Promise<WeightsSource> {
  const { signal } = options;
  signal?.throwIfAborted();
  const place = typeof input === 'string' || input.protocol !== 'file:' ? input : filePath(input);
  const [index, folder] =
    typeof place === 'string'
      ? [
          diskFile(callersPath(place, op), op),
          await diskFolder(builtin('path').dirname(callersPath(place, op).path), op),
        ]
      : [urlFile(place), urlFolder(place, op)];
  const shards = await shardsOf(index, folder, signal);
  const config = await readConfig(folder, options);
  return openShards(folder, shards, { index, config, signal });
}

async function folderOf(input: FolderInput): Promise<ModelFolder> {
  if (typeof input === 'string') return diskFolder(input, op);
  if (!(input instanceof URL)) return namedFolder(input, op);
  if (input.protocol === 'file:') return diskFolder(filePath(input), op);
  return urlFolder(input, op);
}

/** The folder itself, or the component's folder in it. */
async function componentFolder(
  folder: ModelFolder,
  { subfolder, onNote }: DiffusersOptions,
): Promise<ModelFolder> {
  if (subfolder !== undefined && subfolder !== '') {
    const found = await folder.folder(subfolder);
    if (found !== null) return found;
    throw new WeightsError('not-found', op, `must hold the folder ${quote(subfolder)}; got none`, {
      file: folder.shown,
    });
  }
  const names = await folder.names();
  const own = names?.some((name) => name.startsWith(stem) && /safetensors/.test(name)) ?? true;
  const vae = own || subfolder === '' ? null : await folder.folder('vae');
  if (vae === null) return folder;
  onNote?.({ code: 'subfolder', message: `took the folder vae in ${folder.shown}` });
  return vae;
}

/** Where diffusers writes an index, now and formerly. */
function indexNames(variant: string | undefined): string[] {
  if (variant === undefined) return [`${stem}.safetensors.index.json`];
  return [
    `${stem}.safetensors.index.${variant}.json`,
    `${stem}.${variant}.safetensors.index.json`,
    `${stem}.safetensors.${variant}.index.json`,
  ];
}

async function firstInside(
  folder: ModelFolder,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ModelFile | null> {
  for (const name of names) {
    const file = await folder.find(name, { signal });
    if (file !== null) return file;
  }
  return null;
}

async function singleFile(folder: ModelFolder, { variant, signal }: DiffusersOptions): Promise<ModelFile> {
  const name = variant === undefined ? `${stem}.safetensors` : `${stem}.${variant}.safetensors`;
  const file = await folder.find(name, { signal });
  if (file !== null) return file;
  const names = await folder.names();
  const variants = new Set(
    (names ?? []).flatMap(
      (other) =>
        /^diffusion_pytorch_model\.([A-Za-z0-9_]+)(?:-\d+-of-\d+)?\.safetensors$/.exec(other)?.[1] ?? [],
    ),
  );
  const pickled = (names ?? []).filter((other) => /\.(bin|pt|pth|ckpt|pkl)$/.test(other));
  if (variants.size > 0) {
    throw new WeightsError(
      'not-found',
      op,
      `must hold ${name}; got the variants ${someOf([...variants])}: name one`,
      {
        file: folder.shown,
        details: { variants: [...variants] },
      },
    );
  }
  if (pickled.length > 0) {
    throw new WeightsError(
      'format',
      op,
      `must hold ${name}; got ${someOf(pickled)}, pickled weights: save them with safe_serialization=True`,
      { file: folder.shown },
    );
  }
  const got = names === null ? 'neither' : names.length === 0 ? 'an empty folder' : someOf(names);
  throw new WeightsError('not-found', op, `must hold ${name} or its index; got ${got}`, {
    file: folder.shown,
  });
}

interface Shard {
  readonly file: ModelFile;
  /** What the index says it holds; null without an index. */
  readonly tensors: ReadonlySet<string> | null;
}

/** Each is opened before any is read. */
const mostShards = 1024;

async function shardsOf(
  index: ModelFile,
  folder: ModelFolder,
  signal: AbortSignal | undefined,
): Promise<Shard[]> {
  const file = index.shown;
  const refuse = (message: string, tensor?: string): never => {
    throw new WeightsError('index', op, message, { file, tensor });
  };
  const bytes = await readModelFile(index, { op, limit: maxIndexBytes, signal });
  const json = parseJson(bytes, { code: 'json', op, file, what: 'index' });
  const map = isJsonObject(json) ? json.weight_map : undefined;
  if (!isJsonObject(map)) return refuse('weight_map must be an object of tensor and file names; got none');
  const names = new Map<string, Set<string>>();
  for (const [tensor, name] of Object.entries(map)) {
    if (typeof name !== 'string')
      return refuse(`must be mapped to a file name; got ${shownJson(name, 40)}`, tensor);
    if (!name.endsWith('.safetensors'))
      refuse(`must be mapped to a .safetensors file; got ${quote(name)}`, tensor);
    const tensors = names.get(name) ?? new Set();
    names.set(name, tensors.add(tensor));
  }
  if (names.size === 0) refuse('weight_map must name a tensor; got none');
  if (names.size > mostShards) refuse(`weight_map must name at most ${mostShards} files; got ${names.size}`);
  const shards: Shard[] = [];
  for (const [name, tensors] of names) {
    const shard = await folder.find(name, { from: file, signal });
    if (shard === null) {
      throw new WeightsError(
        'not-found',
        op,
        `shard ${quote(name)} must lie beside its index; got nothing there`,
        {
          file,
          details: { shard: name },
        },
      );
    }
    shards.push({ file: shard, tensors });
  }
  return shards;
}

async function readConfig(
  folder: ModelFolder,
  { signal, onNote }: DiffusersOptions,
): Promise<{ value: JsonValue; file: string } | undefined> {
  const file = await folder.find('config.json', { signal });
  if (file === null) {
    onNote?.({ code: 'no-config', message: `${folder.shown} holds no config.json` });
    return undefined;
  }
  const bytes = await readModelFile(file, { op, limit: maxConfigBytes, signal });
  return {
    value: parseJson(bytes, { code: 'json', op, file: file.shown, what: 'config' }),
    file: file.shown,
  };
}

async function openShards(
  folder: ModelFolder,
  shards: readonly Shard[],
  options: {
    index: ModelFile | null;
    config: { value: JsonValue; file: string } | undefined;
    signal: AbortSignal | undefined;
  },
): Promise<WeightsSource> {
  const { index, config, signal } = options;
  const sources: ByteSource[] = [];
  const closeAll = async (): Promise<void> => {
    await Promise.all(sources.map((source) => source.close?.()));
  };
  try {
    const tensors = new Map<string, StoredTensor>();
    const groups = new Map<string, StoredGroup>();
    const files: StoredFile[] = [];
    for (const shard of shards) {
      const source = await shard.file.open(signal);
      sources.push(source);
      const stored = await readStored(source, { signal });
      if (shard.tensors !== null && index !== null) checkShard(stored, shard.tensors, source.name, index);
      for (const name of stored.tensors.keys()) tensors.set(name, stored.tensors.get(name) as StoredTensor);
      for (const [name, group] of stored.groups) groups.set(name, group);
      files.push(stored);
    }
    const metadata = agreed(files.map((file) => file.metadata));
    return makeSource({
      kind: 'diffusers',
      path: folder.shown,
      metadata,
      config,
      tensors,
      groups,
      close: closeAll,
    });
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** The index names each tensor once, so agreement of both sides leaves no tensor in two shards. */
function checkShard(stored: StoredFile, expected: ReadonlySet<string>, file: string, index: ModelFile): void {
  const found = new Set(stored.tensors.keys());
  for (const [name, group] of stored.groups) {
    found.add(name).add(`${name}.scale`);
    if (group.bias !== undefined) found.add(`${name}.bias`);
  }
  const missing = [...expected].filter((name) => !found.has(name));
  const unexpected = [...found].filter((name) => !expected.has(name));
  if (missing.length + unexpected.length === 0) return;
  const got = [
    ...(missing.length > 0 ? [`no ${someOf(missing)}`] : []),
    ...(unexpected.length > 0 ? [`also ${someOf(unexpected)}`] : []),
  ].join(' and ');
  throw new WeightsError(
    'index',
    op,
    `shard must hold what ${quote(index.shown, 200)} lists for it; got ${got}`,
    {
      file,
      details: { index: index.shown, missing, unexpected },
    },
  );
}

function agreed(all: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> {
  const result: Record<string, string> = Object.create(null);
  const [first = {}, ...others] = all;
  for (const [key, value] of Object.entries(first)) {
    if (others.every((other) => other[key] === value)) result[key] = value;
  }
  return result;
}
