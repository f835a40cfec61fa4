import type { ReadOptions } from './bytes.js';
import type { StoredDType } from './dtype.js';
import { WeightsError } from './errors.js';
import type { JsonValue } from './json.js';
import { quote, someOf } from './printable.js';

export interface TensorInfo {
  readonly dtype: StoredDType;
  /** As stored (PyTorch's order for its checkpoints). */
  readonly shape: readonly number[];
  readonly bytes: number;
  /** The file that holds it. */
  readonly file: string;
}

/** A tensor that stays packed: `data` is U32, several values a word; what each means is the consumer's to know. */
export interface QuantisedGroup {
  readonly quantType: 'int4' | 'int8' | 'nvfp4' | 'mxfp8';
  /** Values that share a scale. */
  readonly groupSize: number;
  readonly data: TensorInfo;
  readonly scale: TensorInfo;
  /** Absent in formats without one. */
  readonly bias?: TensorInfo;
}

export type QuantisedPart = 'data' | 'scale' | 'bias';

/** What reading found out or passed over, for people; `code` for programs. */
export interface WeightsNote {
  readonly code: string;
  readonly message: string;
}

/** A set of named tensors. Names, shapes and dtypes are known at once; data is read when asked for. */
export interface WeightsSource {
  readonly kind: 'safetensors' | 'diffusers' | 'ollama';
  /** The file, folder or manifest, for messages. */
  readonly path: string;
  /** `__metadata__` of a single safetensors file; of several files, what they agree on. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The model's `config.json` as parsed by `parseJson`, where there is one. */
  readonly config?: { readonly value: JsonValue; readonly file: string };
  /** By name. Their names are not among `names()`. */
  readonly quantised: ReadonlyMap<string, QuantisedGroup>;
  /** Plain tensors, in the order of the data. */
  names(): readonly string[];
  has(name: string): boolean;
  /** Throws `missing-tensor`, or `quantised` for the name of a group. */
  info(name: string): TensorInfo;
  /**
   * The bytes of a tensor: little-endian, C order, in memory of the caller's own (`into`, of exactly `info.bytes`,
   * where given). Rejects with `signal.reason` on abort.
   */
  read(name: string, options?: ReadOptions): Promise<Uint8Array>;
  /** The same for a part of a quantised group. */
  readQuantised(name: string, part: QuantisedPart, options?: ReadOptions): Promise<Uint8Array>;
  /** Closes the files; later reads reject with `closed`. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A tensor with the means to read it. */
export interface StoredTensor {
  readonly info: TensorInfo;
  read(options: ReadOptions): Promise<Uint8Array>;
}

/** Tensors by name: a map, or what makes them when asked. */
export interface TensorTable {
  readonly size: number;
  keys(): Iterable<string>;
  has(name: string): boolean;
  get(name: string): StoredTensor | undefined;
}

export interface StoredGroup {
  readonly quantType: QuantisedGroup['quantType'];
  readonly groupSize: number;
  readonly data: StoredTensor;
  readonly scale: StoredTensor;
  readonly bias: StoredTensor | undefined;
}

export interface SourceParts {
  readonly kind: WeightsSource['kind'];
  readonly path: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly config?: { readonly value: JsonValue; readonly file: string } | undefined;
  readonly tensors: TensorTable;
  readonly groups: ReadonlyMap<string, StoredGroup>;
  close(): Promise<void>;
}

/** The public face of what a reader has put together. */
export function makeSource(parts: SourceParts): WeightsSource {
  const { kind, path, metadata, config, tensors, groups } = parts;
  const names = [...tensors.keys()];
  let closed = false;

  const find = (name: string): StoredTensor => {
    const tensor = tensors.get(name);
    if (tensor !== undefined) return tensor;
    const group = groups.get(name);
    if (group !== undefined) {
      throw new WeightsError(
        'quantised',
        kind,
        `must be a plain tensor; got a group quantised as ${group.quantType}`,
        {
          file: group.data.info.file,
          tensor: name,
          details: { quantType: group.quantType, groupSize: group.groupSize },
        },
      );
    }
    const message = `must be there; got ${names.length} tensors${names.length === 0 ? '' : `: ${someOf(names)}`}`;
    throw new WeightsError('missing-tensor', kind, message, { file: path, tensor: name });
  };
  const checkOpen = (tensor: string): void => {
    if (closed)
      throw new WeightsError('closed', kind, 'must be open to be read; got closed', { file: path, tensor });
  };

  return {
    kind,
    path,
    metadata,
    ...(config === undefined ? {} : { config }),
    quantised: new Map([...groups].map(([name, group]) => [name, groupInfo(group)])),
    names: () => names,
    has: (name) => tensors.has(name),
    info: (name) => find(name).info,
    async read(name, options = {}) {
      checkOpen(name);
      return find(name).read(options);
    },
    async readQuantised(name, part, options = {}) {
      checkOpen(name);
      const tensor = groups.get(name)?.[part];
      if (tensor === undefined) {
        throw new WeightsError('missing-tensor', kind, `quantised group must have ${quote(part)}; got none`, {
          file: path,
          tensor: name,
        });
      }
      return tensor.read(options);
    },
    async close() {
      if (closed) return;
      closed = true;
      await parts.close();
    },
    async [Symbol.asyncDispose]() {
      await this.close();
    },
  };
}

function groupInfo({ quantType, groupSize, data, scale, bias }: StoredGroup): QuantisedGroup {
  return {
    quantType,
    groupSize,
    data: data.info,
    scale: scale.info,
    ...(bias === undefined ? {} : { bias: bias.info }),
  };
}
