import { NnError, type Progress } from '@x/nn';
import { type Backend, type DType, isFloat } from '@x/tensor';
import {
  openWeights,
  quote,
  type SourceInput,
  type TensorSource,
  tensorSource,
  type WeightsSource,
} from '@x/weights';
import { Taef2Error } from './errors.js';
import { modelName, namingOf, type Part } from './names.js';
import type { Taef2 } from './taef2.js';

/** A safetensors file, as `openWeights` takes it; or weights that are open already and stay open. */
export type Taef2Source = SourceInput | WeightsSource;

export interface LoadTaef2Options {
  /** Default: the default backend. */
  readonly backend?: Backend | undefined;
  /** What weights and activations are held as, whatever the file holds. Default float32. */
  readonly dtype?: DType | undefined;
  readonly signal?: AbortSignal | undefined;
  /** In bytes of the checkpoint. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Open files whose names and shapes are known; nothing is read yet. */
export interface Checkpoint {
  readonly parts: ReadonlySet<Part>;
  /** By the model's names. */
  readonly tensors: TensorSource;
  /** For messages. */
  readonly path: string;
  close(): Promise<void>;
}

/**
 * Opens one file, or several that hold a part each.
 *
 * @throws Taef2Error `weights` or `argument`; WeightsError
 */
export async function openCheckpoint(
  source: Taef2Source | readonly Taef2Source[],
  { signal }: LoadTaef2Options,
): Promise<Checkpoint> {
  const sources = Array.isArray(source) ? (source as readonly Taef2Source[]) : [source as Taef2Source];
  if (sources.length === 0) throw new Taef2Error('argument', 'load', 'there must be a source; got none');
  const opened: WeightsSource[] = [];
  const close = async () => {
    for (const weights of opened) await weights.close();
  };
  try {
    const files = [];
    for (const each of sources) {
      const weights = isOpen(each) ? each : await openWeights(each, { signal });
      if (weights !== each) opened.push(weights);
      files.push(fileOf(weights, signal));
    }
    return { ...joined(files), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const isOpen = (source: Taef2Source): source is WeightsSource =>
  typeof source === 'object' && source !== null && 'quantised' in source && 'names' in source;

interface File {
  readonly path: string;
  readonly tensors: TensorSource;
}

/** A file's tensors by the model's names. */
function fileOf(weights: WeightsSource, signal: AbortSignal | undefined): File {
  const { path } = weights;
  const naming = namingOf(weights.names());
  if (naming === null) {
    throw weightsError(
      path,
      `must hold TAEF2's encoder or decoder; got ${weights.names().length} tensors of other names`,
    );
  }
  const names = new Map(weights.names().map((name) => [modelName(name, naming), { stored: name }]));
  return { path, tensors: tensorSource(weights, { names, signal }) };
}

function joined(files: readonly File[]): Omit<Checkpoint, 'close'> {
  const holders = new Map<string, File>();
  for (const file of files) {
    for (const name of file.tensors.keys()) {
      const other = holders.get(name);
      if (other)
        throw weightsError(
          file.path,
          `every parameter must be there once; got ${quote(name)} in ${other.path} too`,
        );
      holders.set(name, file);
    }
  }
  const parts = (['encoder', 'decoder'] as const).filter((part) =>
    [...holders.keys()].some((name) => name.startsWith(`${part}.`)),
  );
  return {
    parts: new Set(parts),
    path: files.map(({ path }) => path).join(', '),
    tensors: { keys: () => holders.keys(), get: (name) => holders.get(name)?.tensors.get(name) },
  };
}

/** Reads all weights. On failure none of them stays. */
export async function loadWeights(
  model: Taef2,
  { tensors, path }: Checkpoint,
  { backend, dtype = 'float32', signal, onProgress }: LoadTaef2Options,
): Promise<void> {
  if (!isFloat(dtype)) throw new Taef2Error('argument', 'load', `dtype must be a float type; got ${dtype}`);
  try {
    await model.loadParameters(tensors, {
      dtype,
      requireFinite: true,
      ...(backend && { backend }),
      ...(signal && { signal }),
      ...(onProgress && { onProgress: (at) => onProgress({ ...at, stage: 'load' }) }),
    });
  } catch (error) {
    if (!(error instanceof NnError && error.code === 'parameters')) throw error;
    throw weightsError(path, error.message.replace(/^\[\w+\] /, ''), error.details, error);
  }
}

function weightsError(
  path: string,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
  cause?: unknown,
): Taef2Error {
  return new Taef2Error('weights', 'load', `${path}: ${message}`, {
    details: { file: path, ...details },
    ...(cause !== undefined && { cause }),
  });
}
