import { type DType, isTensor, narrowBfloat16Array, narrowFloat16Array, type Tensor } from '@x/tensor';
import { quote, writeNpy, writeSafetensors } from '@x/weights';
import { LatentsError } from './errors.js';
import type { LatentData, LatentDescription, LatentDType } from './latents.js';
import { isLatentLayout, type LatentLayout, latentLayouts, shapeText } from './layouts.js';

const op = 'saveLatents';

export interface SaveLatentsOptions extends LatentDescription {
  readonly signal?: AbortSignal | undefined;
}

/** A tensor with what is known of it. */
export interface DescribedTensor extends LatentDescription {
  readonly tensor: Tensor;
}

/**
 * Writes latents, by the ending of `path`: `.safetensors` (tensor `latents`, the layout in the metadata, with height
 * and width for tokens), `.latent` for ComfyUI (`latent_tensor`, float32; packed layouts only, written as
 * `packed-nchw`), or `.npy` (which can't say its layout). Values keep their type where the format has it. The file
 * appears whole or not at all.
 *
 * Throws `LatentsError`: `format` (another ending), `layout`, `shape`, `dtype`; `WeightsError` for what can't be written.
 */
export async function saveLatents(
  path: string,
  latents: Tensor | DescribedTensor | LatentData,
  options: SaveLatentsOptions = {},
): Promise<void> {
  const own: LatentDescription = isTensor(latents) ? {} : latents;
  const { layout = own.layout, height = own.height, width = own.width, signal } = options;
  const ending = /\.(safetensors|latent|npy)$/.exec(path)?.[1];
  if (ending === undefined) {
    throw new LatentsError(
      'format',
      op,
      'a path must end in .safetensors, .latent or .npy; got another ending',
      { file: path },
    );
  }
  const { shape, dtype, bytes, values } = await contents(latents, path);
  checkDescription(path, shape, { layout, height, width });
  if (ending === 'npy') {
    // NumPy has no bfloat16.
    const array =
      dtype === 'bfloat16'
        ? ({ dtype: 'F32', data: await values() } as const)
        : { dtype: storedTypes[dtype], data: await bytes() };
    return writeNpy(path, { ...array, shape }, { signal });
  }
  if (ending === 'latent') {
    const packed = asPackedNchw(path, shape, await values(), { layout, height, width });
    const marker = { dtype: 'F32', shape: [0], data: new Float32Array() } as const;
    const tensors = { latent_tensor: { dtype: 'F32', ...packed }, latent_format_version_0: marker } as const;
    return writeSafetensors(path, tensors, { signal });
  }
  const metadata: Record<string, string> = {};
  if (layout !== undefined) metadata.layout = layout;
  if (layout === 'tokens') Object.assign(metadata, { height: String(height), width: String(width) });
  const tensor = { dtype: storedTypes[dtype], shape, data: await bytes() };
  return writeSafetensors(path, { latents: tensor }, { metadata, signal });
}

const storedTypes = { float32: 'F32', float16: 'F16', bfloat16: 'BF16' } as const;
const isLatentDType = (dtype: DType | undefined): dtype is LatentDType =>
  Object.hasOwn(storedTypes, dtype ?? '');

interface Contents {
  readonly shape: readonly number[];
  readonly dtype: LatentDType;
  /** In `dtype`. */
  bytes(): Promise<ArrayBufferView>;
  /** In float32. */
  values(): Promise<Float32Array>;
}

async function contents(latents: Tensor | DescribedTensor | LatentData, file: string): Promise<Contents> {
  const given = isTensor(latents) ? latents : 'tensor' in latents ? latents.tensor : latents;
  const { shape, dtype = 'float32' } = given;
  if (!isLatentDType(dtype)) {
    throw new LatentsError('dtype', op, `latents must be floats; got ${quote(dtype)}`, {
      file,
      details: { dtype },
    });
  }
  if (isTensor(given)) {
    return {
      shape,
      dtype,
      bytes: () => given.bytes(),
      values: async () => (await given.data()) as Float32Array,
    };
  }
  const { data } = given;
  const size = shape.reduce((a, b) => a * b, 1);
  if (!(data instanceof Float32Array) || data.length !== size) {
    const got = data instanceof Float32Array ? `${data.length} values` : 'another array';
    throw new LatentsError(
      'shape',
      op,
      `data must be a Float32Array of ${size} values, as shape ${shapeText(shape)} says; got ${got}`,
      {
        file,
        details: { shape },
      },
    );
  }
  const narrowed = {
    float32: () => data,
    float16: () => narrowFloat16Array(data),
    bfloat16: () => narrowBfloat16Array(data),
  };
  return { shape, dtype, bytes: async () => narrowed[dtype](), values: async () => data };
}

function checkDescription(
  file: string,
  shape: readonly number[],
  { layout, height, width }: LatentDescription,
): void {
  if (layout === undefined) return;
  if (!isLatentLayout(layout)) {
    throw new LatentsError(
      'layout',
      op,
      `layout must be one of ${latentLayouts.join(', ')}; got ${quote(layout)}`,
      { file },
    );
  }
  const rank = layout === 'tokens' ? 3 : 4;
  if (shape.length !== rank) {
    throw new LatentsError(
      'shape',
      op,
      `${layout} latents must have ${rank} sides; got ${shapeText(shape)}`,
      { file, details: { shape } },
    );
  }
  const natural = (side: number | undefined): boolean => Number.isSafeInteger(side) && (side as number) > 0;
  if (layout === 'tokens' && !(natural(height) && natural(width))) {
    throw new LatentsError(
      'layout',
      op,
      `tokens must come with height and width in pixels; got ${height} and ${width}`,
      { file },
    );
  }
}

/** ComfyUI's order: `[B, C, h, w]`. */
function asPackedNchw(
  file: string,
  shape: readonly number[],
  data: Float32Array,
  { layout, height, width }: LatentDescription,
): { shape: readonly number[]; data: Float32Array } {
  if (layout === 'packed-nchw') return { shape, data };
  if (layout === undefined || layout.startsWith('raw')) {
    throw new LatentsError(
      'layout',
      op,
      `a .latent must be of packed latents: convert raw ones first (convertLatents); got ${layout ?? 'no layout'}`,
      { file, details: { layout } },
    );
  }
  const [batch, rows, columns, channels] = positions(file, shape, layout, { height, width });
  const result = new Float32Array(data.length);
  const plane = rows * columns;
  for (let b = 0; b < batch; b++) {
    for (let position = 0; position < plane; position++) {
      for (let c = 0; c < channels; c++) {
        result[(b * channels + c) * plane + position] = data[(b * plane + position) * channels + c] as number;
      }
    }
  }
  return { shape: [batch, channels, rows, columns], data: result };
}

function positions(
  file: string,
  shape: readonly number[],
  layout: LatentLayout,
  { height, width }: LatentDescription,
): [batch: number, rows: number, columns: number, channels: number] {
  if (layout !== 'tokens') return shape as readonly number[] as [number, number, number, number];
  const [batch, tokens, channels] = shape as readonly [number, number, number];
  // Positions are in the picture's proportions, whatever the model's factor.
  const rows = Math.round(Math.sqrt((tokens * (height as number)) / (width as number)));
  const columns = tokens / rows;
  if (
    rows > 0 &&
    Number.isSafeInteger(columns) &&
    rows * (width as number) === columns * (height as number)
  ) {
    return [batch, rows, columns, channels];
  }
  throw new LatentsError(
    'shape',
    op,
    `${tokens} tokens must fill height × width; got ${height} and ${width}`,
    { file },
  );
}
