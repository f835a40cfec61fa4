import { widenBfloat16, widenFloat16 } from '@x/tensor';
import {
  type ByteSource,
  identifiedBytes,
  identifyBytes,
  openByteSource,
  openSafetensors,
  quote,
  readNpy,
  type SourceInput,
  type StoredDType,
  type WeightsSource,
} from '@x/weights';
import { LatentsError } from './errors.js';
import type { LatentData, LatentDType } from './latents.js';
import { isLatentLayout, type LatentLayout, latentLayouts, shapeText } from './layouts.js';

const op = 'readLatents';

export interface ReadLatentsOptions {
  /** Which tensor of a safetensors file; default `latents`, or the only one. */
  readonly tensor?: string | undefined;
  /** Larger latents are refused before memory is taken. Default 4 GiB. */
  readonly maxBytes?: number | undefined;
  /** Called with the shape before data is read; what it throws ends the reading. */
  readonly onShape?: ((shape: readonly number[]) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const defaultMaxBytes = 4 * 2 ** 30;

export interface LatentsNote {
  readonly code: string;
  readonly message: string;
}

/** Latents from a file. `layout` is there where the file says it. */
export interface ReadLatents extends LatentData {
  readonly dtype: LatentDType;
  readonly layout?: LatentLayout;
  readonly height?: number;
  readonly width?: number;
  /** What was converted or assumed. */
  readonly notes: readonly LatentsNote[];
}

/**
 * Reads latents from a path (Node), bytes, a `Blob`, a `URL` or a `ByteSource`: a safetensors file (tensor `latents`, or the
 * only one; `layout`, and for tokens `height` and `width`, from its metadata), ComfyUI's `.latent` (a safetensors file
 * with `latent_tensor`; always `packed-nchw`), or `.npy`. Float64 is converted to float32.
 *
 * ComfyUI divides a `.latent` without `latent_format_version_0` by 0.18215, the scale of a model before FLUX.2; here
 * such values are taken as they are, with a note.
 *
 * Throws `LatentsError`: `format`, `missing-tensor`, `dtype` (integers), `not-finite`, `layout`, `shape`, `too-large`; and
 * `WeightsError` for a file that breaks its format or can't be read.
 */
export async function readLatents(
  input: SourceInput,
  options: ReadLatentsOptions = {},
): Promise<ReadLatents> {
  const { signal } = options;
  signal?.throwIfAborted();
  const source = await openByteSource(input, 'latents', { signal });
  try {
    const head = await source.read(0, Math.min(identifiedBytes, source.size), { signal });
    const { format, description } = identifyBytes(head);
    if (format === 'npy') return checked(await npyLatents(source, options), source.name);
    if (format !== 'safetensors') {
      throw new LatentsError('format', op, `must be .safetensors, .latent or .npy; got ${description}`, {
        file: source.name,
      });
    }
    const file = await openSafetensors(source, { signal });
    return checked(await safetensorsLatents(file, options), source.name);
  } finally {
    await source.close?.();
  }
}

type Unchecked = Omit<ReadLatents, 'data' | 'dtype'> & {
  readonly stored: StoredDType;
  readonly bytes: Uint8Array;
};

async function npyLatents(
  source: ByteSource,
  { tensor, maxBytes = defaultMaxBytes, onShape, signal }: ReadLatentsOptions,
): Promise<Unchecked> {
  if (tensor !== undefined) {
    throw new LatentsError(
      'missing-tensor',
      op,
      `must have tensors with names; got npy, with tensor ${quote(tensor)} asked for`,
      {
        file: source.name,
      },
    );
  }
  // Without `close`: closing is the caller's.
  const { name, size } = source;
  const range: ByteSource = { name, size, read: (...args) => source.read(...args) };
  const onHeader = (header: { readonly dtype: StoredDType; readonly shape: readonly number[] }) => {
    floatType(header.dtype, name);
    onShape?.(header.shape);
  };
  const { dtype, shape, data } = await readNpy(range, { maxBytes, signal, onHeader });
  return { stored: dtype, shape, bytes: data, notes: [] };
}

async function safetensorsLatents(file: WeightsSource, options: ReadLatentsOptions): Promise<Unchecked> {
  const { maxBytes = defaultMaxBytes, signal } = options;
  const comfy = options.tensor === undefined && file.has('latent_tensor') && !file.has('latents');
  const name = options.tensor ?? (comfy ? 'latent_tensor' : latentsName(file));
  if (!file.has(name)) {
    throw new LatentsError('missing-tensor', op, `must have the tensor ${quote(name)}; got ${listed(file)}`, {
      file: file.path,
      details: { tensor: name, names: file.names().slice(0, 100) },
    });
  }
  const { dtype: stored, shape, bytes: size } = file.info(name);
  // An integer tensor is refused before it is read, whatever its size.
  floatType(stored, file.path);
  if (size > maxBytes) {
    throw new LatentsError(
      'too-large',
      op,
      `latents must have at most ${maxBytes} bytes, to be held in memory; got ${size}`,
      {
        file: file.path,
        details: { limit: maxBytes, got: size },
      },
    );
  }
  options.onShape?.(shape);
  const bytes = await file.read(name, { signal });
  if (!comfy) return { stored, shape, bytes, notes: [], ...described(file) };
  const notes = file.has('latent_format_version_0')
    ? []
    : [
        {
          code: 'latent-format',
          message: `${file.path} has no latent_format_version_0: its values are taken as they are, where ComfyUI would divide by 0.18215`,
        },
      ];
  return { stored, shape, bytes, notes, layout: 'packed-nchw' };
}

function latentsName(file: WeightsSource): string {
  const names = file.names();
  if (file.has('latents')) return 'latents';
  if (names.length === 1) return names[0] as string;
  throw new LatentsError(
    'missing-tensor',
    op,
    `must have the tensor "latents", or one alone; got ${listed(file)}: name one`,
    {
      file: file.path,
      details: { names: names.slice(0, 100) },
    },
  );
}

function listed(file: WeightsSource): string {
  const names = file.names();
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  return names.length === 0
    ? 'none'
    : `${names
        .slice(0, 5)
        .map((name) => quote(name))
        .join(', ')}${more}`;
}

/** Layout and size by the file's metadata. */
function described(file: WeightsSource): { layout?: LatentLayout; height?: number; width?: number } {
  const { layout, height, width } = file.metadata;
  if (layout === undefined) return {};
  if (!isLatentLayout(layout)) {
    throw new LatentsError(
      'layout',
      op,
      `layout in the metadata must be one of ${latentLayouts.join(', ')}; got ${quote(layout)}`,
      {
        file: file.path,
        details: { layout },
      },
    );
  }
  return {
    layout,
    ...(height === undefined ? {} : { height: pixels('height', height, file.path) }),
    ...(width === undefined ? {} : { width: pixels('width', width, file.path) }),
  };
}

function pixels(what: string, text: string, file: string): number {
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw new LatentsError(
    'layout',
    op,
    `${what} in the metadata must be a positive integer; got ${quote(text)}`,
    { file },
  );
}

const floats: Readonly<Partial<Record<StoredDType, LatentDType>>> = {
  F16: 'float16',
  BF16: 'bfloat16',
  F32: 'float32',
  F64: 'float32',
};

function floatType(stored: StoredDType, file: string): LatentDType {
  const dtype = floats[stored];
  if (dtype !== undefined) return dtype;
  throw new LatentsError('dtype', op, `latents must be floats (F16, BF16, F32, F64); got ${stored}`, {
    file,
    details: { dtype: stored },
  });
}

function checked({ stored, bytes, ...rest }: Unchecked, file: string): ReadLatents {
  const dtype = floatType(stored, file);
  const { layout, shape } = rest;
  const rank = layout === undefined ? undefined : layout === 'tokens' ? 3 : 4;
  if (rank !== undefined && shape.length !== rank) {
    throw new LatentsError(
      'shape',
      op,
      `${layout} latents must have ${rank} sides; got ${shapeText(shape)}`,
      {
        file,
        details: { layout, shape },
      },
    );
  }
  if (bytes.length === 0) {
    throw new LatentsError('shape', op, `latents must have elements; got ${shapeText(shape)}`, {
      file,
      details: { shape },
    });
  }
  const data = widened(stored, bytes);
  const element = data.findIndex((value) => !Number.isFinite(value));
  if (element >= 0) {
    // Of a double beyond float32, what the file has.
    const value = stored === 'F64' ? new Float64Array(bytes.buffer, 8 * element, 1)[0] : data[element];
    throw new LatentsError(
      'not-finite',
      op,
      `latents must be finite float32 numbers; got ${value} at element ${element} of ${data.length}`,
      { file, details: { element, value } },
    );
  }
  const note = { code: 'float64', message: `${file} holds float64: converted to float32` };
  return { data, dtype, ...rest, notes: stored === 'F64' ? [...rest.notes, note] : rest.notes };
}

/** The bytes begin a buffer of their own, so that any view of them is aligned. */
function widened(stored: StoredDType, { buffer, byteLength }: Uint8Array): Float32Array {
  switch (stored) {
    case 'F16':
      return widenFloat16(new Uint16Array(buffer, 0, byteLength / 2));
    case 'BF16':
      return widenBfloat16(new Uint16Array(buffer, 0, byteLength / 2));
    case 'F64':
      return Float32Array.from(new Float64Array(buffer, 0, byteLength / 8));
    default:
      return new Float32Array(buffer, 0, byteLength / 4);
  }
}
