import {
  type Backend,
  type DType,
  dtypes,
  fromBytes,
  isFloat,
  isfinite,
  all as reduceAll,
  sum,
  type Tensor,
  tidy,
} from '@x/tensor';
import { NnError, type NnErrorDetails, type ParameterMismatch } from './errors.js';
import type { Parameter } from './parameter.js';

/** A tensor of a checkpoint, not read yet. */
export interface StoredTensor {
  /** One of `@x/tensor`'s; anything else is told as wrong. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Its bytes, little-endian, in C order. */
  read(): Uint8Array | Promise<Uint8Array>;
}

/** Where parameters come from: a `Map` is one, and so is anything that can list its names and look one up. */
export interface ParameterSource {
  keys(): Iterable<string>;
  get(name: string): StoredTensor | undefined | Promise<StoredTensor | undefined>;
}

export interface LoadOptions {
  /** Missing and unexpected names are errors. Default true. */
  readonly strict?: boolean;
  /** Where the parameters are held. Default: the default backend. */
  readonly backend?: Backend;
  /** What float parameters are held as. Default: as stored. */
  readonly dtype?: DType;
  /** Parameters to read now; the others' names, shapes and types are checked and they stay unloaded. Default: all. */
  readonly select?: (name: string) => boolean;
  /** NaN and infinities (after the cast) are errors. Default false. */
  readonly requireFinite?: boolean;
  readonly signal?: AbortSignal;
  /** Called after each parameter, in bytes read. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/** What a load without `strict` left out. */
export interface LoadReport {
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
}

type Named = readonly [name: string, parameter: Parameter];

/** A parameter whose sum tells whether it is finite. */
interface Suspect {
  readonly name: string;
  readonly parameter: Parameter;
  readonly sum: Tensor;
}

/** The body of `Module.loadParameters`. On failure nothing that it read stays. */
export async function loadInto(
  parameters: readonly Named[],
  source: ParameterSource,
  options: LoadOptions,
): Promise<LoadReport> {
  const { found: matched, report } = await match(parameters, source, options.strict ?? true);
  const found = matched.filter(({ name }) => options.select?.(name) ?? true);
  const loaded: Named[] = [];
  const suspects: Suspect[] = [];
  try {
    const total = found.reduce((bytes, { parameter, stored }) => bytes + bytesOf(parameter, stored), 0);
    let done = 0;
    for (const { name, parameter, stored } of found) {
      options.signal?.throwIfAborted();
      const bytes = await stored.read();
      options.signal?.throwIfAborted();
      hold(parameter, bytes, stored, options);
      loaded.push([name, parameter]);
      if (options.requireFinite && parameter.kind === 'float') {
        suspects.push({ name, parameter, sum: sum(parameter.value) });
      }
      done += bytesOf(parameter, stored);
      options.onProgress?.({ done, total });
    }
    await refuseNotFinite(suspects);
    return report;
  } catch (error) {
    for (const [, parameter] of loaded) parameter.dispose();
    throw error;
  } finally {
    for (const { sum } of suspects) sum.dispose();
  }
}

const bytesOf = (parameter: Parameter, stored: StoredTensor): number =>
  parameter.size * (stored.dtype === 'int64' ? 8 : stored.dtype === 'float32' ? 4 : 2);

/** Holds names, shapes and types against each other without reading any tensor. */
async function match(parameters: readonly Named[], source: ParameterSource, strict: boolean) {
  const found: { name: string; parameter: Parameter; stored: StoredTensor }[] = [];
  const missing: string[] = [];
  const shapes: ParameterMismatch[] = [];
  const wrongTypes: ParameterMismatch[] = [];
  for (const [name, parameter] of parameters) {
    const stored = await source.get(name);
    if (stored === undefined) {
      if (!parameter.optional) missing.push(name);
      continue;
    }
    if (
      stored.shape.length !== parameter.shape.length ||
      stored.shape.some((n, i) => n !== parameter.shape[i])
    ) {
      shapes.push({ name, expected: `[${parameter.shape}]`, found: `[${stored.shape}]` });
    }
    if (!fits(stored.dtype, parameter)) {
      wrongTypes.push({ name, expected: parameter.kind, found: stored.dtype });
    }
    found.push({ name, parameter, stored });
  }
  const known = new Set(parameters.map(([name]) => name));
  const unexpected = [...source.keys()].filter((name) => !known.has(name));
  const wrong = shapes.length + wrongTypes.length > 0;
  if (wrong || (strict && missing.length + unexpected.length > 0)) {
    throw parametersError({ missing, unexpected: strict ? unexpected : [], shapes, dtypes: wrongTypes });
  }
  return { found, report: { missing, unexpected } };
}

const fits = (dtype: string, parameter: Parameter): boolean =>
  (dtypes as readonly string[]).includes(dtype) &&
  (parameter.kind === 'float' ? isFloat(dtype as DType) : dtype === parameter.kind);

function hold(parameter: Parameter, bytes: Uint8Array, stored: StoredTensor, options: LoadOptions): void {
  const held = tidy(() => {
    const raw = fromBytes(bytes, {
      shape: stored.shape,
      dtype: stored.dtype as DType,
      ...(options.backend && { backend: options.backend }),
    });
    const dtype = parameter.dtype ?? options.dtype;
    const cast = parameter.kind === 'float' && dtype ? raw.astype(dtype) : raw;
    return parameter.permutation ? cast.permuteDims(parameter.permutation) : cast;
  });
  parameter.set(held);
}

/** A finite sum has finite terms only; the rare other sum is looked into element by element. */
async function refuseNotFinite(suspects: readonly Suspect[]): Promise<void> {
  const notFinite: string[] = [];
  for (const { name, parameter, sum } of suspects) {
    if (Number.isFinite(Number(await sum.item()))) continue;
    const finite = tidy(() => reduceAll(isfinite(parameter.value)));
    try {
      if (!(await finite.item())) notFinite.push(name);
    } finally {
      finite.dispose();
    }
  }
  if (notFinite.length > 0) throw parametersError({ notFinite });
}

const shown = 3;

function list<T>(items: readonly T[], text: (item: T) => string): string {
  const more = items.length - shown;
  return items.slice(0, shown).map(text).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function parametersError(details: NnErrorDetails): NnError {
  const { missing = [], unexpected = [], shapes = [], dtypes: types = [], notFinite = [] } = details;
  const mismatch = ({ name, expected, found }: ParameterMismatch) =>
    `${name} (expected ${expected}, found ${found})`;
  const parts = [
    missing.length > 0 && `${missing.length} missing: ${list(missing, String)}`,
    unexpected.length > 0 && `${unexpected.length} unexpected: ${list(unexpected, String)}`,
    shapes.length > 0 && `${shapes.length} of the wrong shape: ${list(shapes, mismatch)}`,
    types.length > 0 && `${types.length} of the wrong type: ${list(types, mismatch)}`,
    notFinite.length > 0 && `${notFinite.length} with NaN or infinite elements: ${list(notFinite, String)}`,
  ].filter((part) => part !== false);
  return new NnError(
    'parameters',
    'loadParameters',
    `the checkpoint must fit the module; ${parts.join('; ')}`,
    {
      details,
    },
  );
}
