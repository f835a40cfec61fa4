import { type LoadOptions, NnError } from '@x/nn';
import { type Backend, type DType, isFloat, itemSize, min, type Precision } from '@x/tensor';
import {
  type FilesByName,
  isByteSource,
  isWeightsInput,
  openWeights,
  readJsonFile,
  type SourceInput,
  tensorSource,
  WeightsError,
  type WeightsSource,
} from '@x/weights';
import type { AutoencoderKLFlux2, StructureOptions } from './autoencoder.js';
import { checkMembers, checkOptions } from './check-arguments.js';
import { type AutoencoderKLFlux2Config, configToJson, parseConfig } from './config.js';
import { type OnNote, VaeError } from './errors.js';
import { describeConfig, inferConfig } from './infer-config.js';
import { requireMemory } from './memory.js';
import { type Naming, type StandardNames, standardNames } from './names.js';
import type { Progress } from './run.js';

/**
 * A folder, a file, a manifest file, or `ollama:NAME`, as `openWeights` takes them: by path or URL, a file as bytes or a
 * `Blob` too, a folder as its files by name. Or what is open already, which stays open.
 */
export type ModelSource = SourceInput | FilesByName | WeightsSource | Checkpoint;

export interface OpenOptions {
  /** In place of the source's own: what a `config.json` holds, or the path of one. */
  readonly config?: string | Readonly<Record<string, unknown>> | undefined;
  /** Ollama's models folder. Default `$OLLAMA_MODELS`, else `~/.ollama/models`. */
  readonly modelsDir?: string | undefined;
  /** Of a diffusers folder: `fp16`, `bf16`. */
  readonly variant?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What was ignored or inferred. */
  readonly onNote?: OnNote | undefined;
}

export interface LoadVaeOptions extends OpenOptions {
  /** Default: the default backend. */
  readonly backend?: Backend | undefined;
  /** What weights and activations are held as, whatever the file holds. Default float32. */
  readonly dtype?: DType | undefined;
  /**
   * Of the products that decodes and encodes compute, in PyTorch's words; each may choose its own. Default `highest`;
   * `high` (some 16 bits of float32) and `medium` (those of bfloat16) where that is faster, else the same.
   */
  readonly precision?: Precision | undefined;
  /** Of all group norms. Default 1e-6. */
  readonly groupNormEps?: number | undefined;
  /** In bytes of the checkpoint. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** A checkpoint whose names and shapes are known; nothing is read yet. */
export interface Checkpoint {
  readonly config: AutoencoderKLFlux2Config;
  readonly structure: Required<Pick<StructureOptions, 'decoderOnly' | 'batchNorm'>>;
  readonly naming: Naming;
  /** By diffusers' names. */
  readonly names: StandardNames['names'];
  readonly weights: WeightsSource;
  close(): Promise<void>;
  /** The same model, opened once more where it was opened here; what was given open must be open still. */
  reopen(): Promise<Checkpoint>;
}

/**
 * Opens a model: finds its config or infers it, and its structure from its names.
 *
 * @throws VaeError `config`, `weights` or `argument`; WeightsError
 */
export async function openCheckpoint(source: ModelSource, options: OpenOptions = {}): Promise<Checkpoint> {
  checkOptions('load', options);
  const isInput = isWeightsInput(source);
  if (!isInput) {
    const wanted = 'a source must be a path, bytes, Blob, URL, files by name, WeightsSource or Checkpoint';
    const isCheckpoint = typeof source === 'object' && source !== null && 'structure' in source;
    checkMembers('load', wanted, source, isCheckpoint ? checkpointMembers : sourceMembers);
    if (isCheckpoint) return { ...source, close: async () => {} };
  }
  const weights = isInput ? await openSource(source, options) : source;
  const close = async () => {
    if (weights !== source) await weights.close();
  };
  try {
    refuseQuantised(weights);
    refuseTooMany(weights);
    const { naming, names, clashes } = standardNames(
      new Map(weights.names().map((name) => [name, weights.info(name).shape])),
    );
    const clash = clashes[0];
    if (clash) {
      throw weightsError(
        'load',
        weights,
        `every parameter must have one name; got "${clash[0]}" and "${clash[1]}" for the same`,
      );
    }
    const structure = structureOf(weights, names, options);
    const config = await configOf(weights, names, options);
    const found = { config, structure, naming, names, weights };
    const { modelsDir, variant } = options;
    const again = { config: configToJson(config), modelsDir, variant };
    const reopen = async (): Promise<Checkpoint> =>
      isInput ? openCheckpoint(source, again) : { ...found, close: async () => {}, reopen };
    return { ...found, close, reopen };
  } catch (error) {
    await close();
    throw error;
  }
}

const checkpointMembers = { config: 'any', weights: 'any', names: 'any', reopen: 'function' } as const;
const sourceMembers = {
  path: 'string',
  quantised: 'any',
  names: 'function',
  info: 'function',
  read: 'function',
} as const;

/** A source of bytes is the caller's to close: the encoder's weights may be read from it later. */
function keptOpen(source: SourceInput | FilesByName): SourceInput | FilesByName {
  if (!isByteSource(source)) return source;
  const { name, size } = source;
  return { name, size, read: (...args) => source.read(...args) };
}

/** A folder of one variant alone is opened as that variant. */
async function openSource(given: SourceInput | FilesByName, options: OpenOptions): Promise<WeightsSource> {
  const source = keptOpen(given);
  const { modelsDir, variant, signal, onNote } = options;
  try {
    return await openWeights(source, { modelsDir, variant, signal, onNote });
  } catch (error) {
    const variants =
      error instanceof WeightsError && variant === undefined ? error.details.variants : undefined;
    if (!Array.isArray(variants) || variants.length !== 1) throw error;
    onNote?.({
      code: 'variant',
      message: `${(error as WeightsError).file}: took the variant ${variants[0]}, the only one`,
    });
    return openWeights(source, { modelsDir, variant: variants[0], signal, onNote });
  }
}

/** Reads what a decode needs; of the encoder only names, shapes and types are checked. */
export async function loadWeights(
  vae: AutoencoderKLFlux2,
  checkpoint: Checkpoint,
  options: LoadVaeOptions,
): Promise<void> {
  const { backend, dtype = 'float32', signal, onProgress } = options;
  if (!isFloat(dtype)) throw new VaeError('argument', 'load', `dtype must be a float type; got ${dtype}`);
  try {
    await readWeights('load', vae, checkpoint, {
      dtype,
      select: isDecodes,
      ...(backend && { backend }),
      ...(signal && { signal }),
      ...(onProgress && { onProgress: (at) => onProgress({ ...at, stage: 'load' }) }),
    });
    await refuseNegativeVariance(vae, checkpoint);
  } catch (error) {
    vae.dispose();
    throw error;
  }
}

/** Reads what an encode needs beside that. On failure none of it stays. */
export async function loadEncoderWeights(
  vae: AutoencoderKLFlux2,
  checkpoint: Checkpoint,
  signal: AbortSignal,
): Promise<void> {
  const { backend, dtype } = vae;
  await readWeights('encode', vae, checkpoint, {
    backend,
    dtype,
    signal,
    select: (name) => !isDecodes(name),
  });
}

const isDecodes = (name: string): boolean => !/^(?:encoder|quant_conv)\./.test(name);

type ReadWeightsOptions = LoadOptions & Required<Pick<LoadOptions, 'dtype' | 'select'>>;

async function readWeights(
  op: string,
  vae: AutoencoderKLFlux2,
  checkpoint: Checkpoint,
  options: ReadWeightsOptions,
): Promise<void> {
  const { weights, names } = checkpoint;
  let elements = 0;
  for (const [name, { size }] of vae.namedParameters()) if (options.select(name)) elements += size;
  requireMemory(op, `${weights.path}: weights`, elements * itemSize[options.dtype]);
  try {
    await vae.loadParameters(tensorSource(weights, { names, signal: options.signal }), {
      ...options,
      requireFinite: true,
    });
  } catch (error) {
    if (!(error instanceof NnError && error.code === 'parameters')) throw error;
    const message = error.message.replace(/^\[\w+\] /, '');
    throw weightsError(op, weights, message, { ...error.details, names: [...names.keys()].length }, error);
  }
}

function structureOf(
  weights: WeightsSource,
  names: StandardNames['names'],
  { onNote }: OpenOptions,
): Checkpoint['structure'] {
  const decoderOnly = ![...names.keys()].some((name) => name.startsWith('encoder.'));
  const hasStatistics = names.has('bn.running_mean') || names.has('bn.running_var');
  if (decoderOnly)
    onNote?.({ code: 'decoder-only', message: `${weights.path} holds a decoder without an encoder` });
  if (!decoderOnly || hasStatistics)
    return { decoderOnly, batchNorm: names.has('bn.weight') ? 'affine' : 'plain' };
  onNote?.({
    code: 'no-statistics',
    message: `${weights.path} holds no batch-norm statistics: it decodes raw layouts only`,
  });
  return { decoderOnly, batchNorm: 'none' };
}

async function configOf(
  weights: WeightsSource,
  names: StandardNames['names'],
  { config, onNote, signal }: OpenOptions,
): Promise<AutoencoderKLFlux2Config> {
  if (typeof config === 'string') {
    return parseConfig(await readJsonFile(config, { signal }), { file: config, onNote });
  }
  if (config !== undefined) return parseConfig(config, { file: 'config', onNote });
  if (weights.config) return parseConfig(weights.config.value, { file: weights.config.file, onNote });
  const shapes = new Map([...names].map(([name, { shape }]) => [name, shape]));
  const inferred = inferConfig(shapes, { file: weights.path });
  onNote?.({
    code: 'config-inferred',
    message: `${weights.path} has no config; inferred from its shapes: ${describeConfig(inferred)}`,
  });
  return inferred;
}

/** Far above what any config makes; naming a million would take minutes. */
const maxTensors = 50_000;

function refuseTooMany(weights: WeightsSource): void {
  const { length } = weights.names();
  if (length <= maxTensors) return;
  throw weightsError('load', weights, `a model must have at most ${maxTensors} tensors; got ${length}`);
}

function refuseQuantised(weights: WeightsSource): void {
  const first = weights.quantised.entries().next().value;
  if (first === undefined) return;
  const [name, { quantType }] = first;
  throw weightsError(
    'load',
    weights,
    `weights must be plain floats; got "${name}" quantised as ${quantType}`,
  );
}

async function refuseNegativeVariance(
  vae: AutoencoderKLFlux2,
  { weights, names }: Checkpoint,
): Promise<void> {
  if (vae.bn === null) return;
  const least = min(vae.bn.running_var.value);
  try {
    const value = Number(await least.item());
    const stored = names.get('bn.running_var')!.stored;
    if (value < 0) throw weightsError('load', weights, `"${stored}" must not be negative; got ${value}`);
  } finally {
    least.dispose();
  }
}

/** The one file that holds the weights; of several, what they were opened as. */
function fileOf(weights: WeightsSource): string {
  const files = new Set(weights.names().map((name) => weights.info(name).file));
  const [file = weights.path] = files;
  return files.size === 1 ? file : weights.path;
}

function weightsError(
  op: string,
  weights: WeightsSource,
  message: string,
  details: Record<string, unknown> = {},
  cause?: unknown,
): VaeError {
  const file = fileOf(weights);
  return new VaeError('weights', op, `${file}: ${message}`, {
    details: { file, ...details },
    ...(cause !== undefined && { cause }),
  });
}
