import type { StoredDType } from './dtype.js';
import type { WeightsSource } from './source.js';

/** A stored tensor as a model reads it. */
export interface ReadableTensor {
  /** In the names of `@x/tensor`; a stored type that has none there keeps its own. Float64 becomes `float32`. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Little-endian, in C order; the memory is used again by the next read of the same source. */
  read(): Promise<Uint8Array>;
}

/** Tensors by a model's names: what `loadParameters` of `@x/nn` takes. */
export interface TensorSource {
  keys(): Iterable<string>;
  get(name: string): ReadableTensor | undefined;
}

export interface TensorSourceOptions {
  /** By the model's name; `shape` where the model has another of the same size. Default: the source's own names. */
  readonly names?:
    | ReadonlyMap<string, { readonly stored: string; readonly shape?: readonly number[] }>
    | undefined;
  readonly signal?: AbortSignal | undefined;
}

const dtypeOfStored: Readonly<Partial<Record<StoredDType, string>>> = {
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
  F64: 'float32', // converted as it is read
  I64: 'int64',
  I32: 'int32',
  U32: 'uint32',
  U8: 'uint8',
  BOOL: 'bool',
};

/** A source's plain tensors for a model. */
export function tensorSource(
  weights: WeightsSource,
  { names, signal }: TensorSourceOptions = {},
): TensorSource {
  let scratch = new Uint8Array(0);
  const readStored = (name: string): Promise<Uint8Array> => {
    const { bytes } = weights.info(name);
    if (scratch.length < bytes) scratch = new Uint8Array(bytes);
    return weights.read(name, { into: scratch.subarray(0, bytes), signal });
  };
  return {
    keys: () => names?.keys() ?? weights.names(),
    get(name) {
      const stored = names ? names.get(name)?.stored : weights.has(name) ? name : undefined;
      if (stored === undefined) return undefined;
      const { dtype, shape } = weights.info(stored);
      const read = () => readStored(stored);
      return {
        dtype: dtypeOfStored[dtype] ?? dtype,
        shape: names?.get(name)?.shape ?? shape,
        read: dtype === 'F64' ? async () => narrowed(await read()) : read,
      };
    },
  };
}

function narrowed(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const single = Float32Array.from({ length: bytes.byteLength / 8 }, (_, i) => view.getFloat64(8 * i, true));
  return new Uint8Array(single.buffer);
}
