import { type Backend, isFloat, isTensor, sum, type Tensor, tensor, tidy } from '@x/tensor';
import { type AutoencoderKLFlux2Config, decodeFactor, packedChannels } from './config.js';
import { VaeError } from './errors.js';

/** How latents lie in memory; packed ones are normalised, raw ones are not. */
export const latentLayouts = ['packed-nhwc', 'packed-nchw', 'raw-nchw', 'raw-nhwc', 'tokens'] as const;
export type LatentLayout = (typeof latentLayouts)[number];

/** What `readLatents` returns, or anything of that form. */
export interface LatentData {
  readonly data: Float32Array;
  readonly shape: readonly number[];
  readonly dtype?: string;
  readonly layout?: LatentLayout;
  /** Pixels; with `tokens`. */
  readonly height?: number;
  readonly width?: number;
}

export interface LatentForm {
  readonly layout: LatentLayout;
  readonly packed: boolean;
  /** As channels-last: `[B, height, width, C]` of packed or raw positions. */
  readonly shape: readonly [number, number, number, number];
}

export interface LatentOptions {
  /** Default: what the latents say of themselves, else `packed-nhwc`. */
  readonly layout?: LatentLayout | undefined;
  /** Of the picture, in pixels; `tokens` needs both. */
  readonly height?: number | undefined;
  readonly width?: number | undefined;
}

/** Checks rank, channels and type of latents for a model. Reads no element. */
export function latentForm(
  op: string,
  latents: Tensor | LatentData,
  options: LatentOptions,
  config: AutoencoderKLFlux2Config,
): LatentForm {
  const own: LatentOptions = isTensor(latents) ? {} : latents;
  const layout = options.layout ?? own.layout ?? 'packed-nhwc';
  if (!latentLayouts.includes(layout)) {
    throw new VaeError(
      'layout',
      op,
      `layout must be one of ${latentLayouts.join(', ')}; got ${JSON.stringify(layout)}`,
    );
  }
  requireFloat(op, latents);
  const packed = !layout.startsWith('raw');
  const channels = packed ? packedChannels(config) : config.latentChannels;
  const { shape } = latents;
  const wanted = pattern(layout, channels);
  const refuse = (): never => {
    throw new VaeError('latents', op, `${layout} latents must be ${wanted}; got [${shape.join(',')}]`, {
      details: { layout, shape, channels },
    });
  };
  if (shape.length !== (layout === 'tokens' ? 3 : 4) || shape.some((side) => side < 1)) refuse();
  const [batch, second, third, fourth] = shape as readonly [number, number, number, number];
  if (layout === 'tokens') {
    if (third !== channels) refuse();
    const [rows, columns] = tokenGrid(op, second, options, own, config);
    return { layout, packed, shape: [batch, rows, columns, channels] };
  }
  const [height, width, found] = layout.endsWith('nhwc') ? [second, third, fourth] : [third, fourth, second];
  if (found !== channels) refuse();
  return { layout, packed, shape: [batch, height, width, channels] };
}

function pattern(layout: LatentLayout, channels: number): string {
  switch (layout) {
    case 'tokens':
      return `[B,L,${channels}]`;
    case 'packed-nhwc':
    case 'raw-nhwc':
      return `[B,h,w,${channels}]`;
    default:
      return `[B,${channels},h,w]`;
  }
}

function requireFloat(op: string, latents: Tensor | LatentData): void {
  const { dtype } = latents;
  const fine = isTensor(latents) ? isFloat(latents.dtype) : latents.data instanceof Float32Array;
  if (!fine)
    throw new VaeError('latents', op, `latents must be floats; got ${dtype ?? 'another array'}`, {
      details: { dtype },
    });
}

function tokenGrid(
  op: string,
  tokens: number,
  options: LatentOptions,
  own: LatentOptions,
  config: AutoencoderKLFlux2Config,
): [rows: number, columns: number] {
  const height = options.height ?? own.height;
  const width = options.width ?? own.width;
  if (height === undefined || width === undefined) {
    throw new VaeError(
      'layout',
      op,
      `tokens must come with height and width in pixels; got ${height} and ${width}`,
    );
  }
  const [down, across] = config.patchSize.map((side) => side * decodeFactor(config)) as [number, number];
  const fits =
    Number.isSafeInteger(height) &&
    Number.isSafeInteger(width) &&
    height % down === 0 &&
    width % across === 0;
  if (!fits || (height / down) * (width / across) !== tokens) {
    throw new VaeError(
      'latents',
      op,
      `${tokens} tokens must be height/${down} × width/${across} positions; got height ${height} and width ${width}`,
      { details: { tokens, height, width } },
    );
  }
  return [height / down, width / across];
}

/** Latents as a float32 tensor `[B,h,w,C]` of the caller's own; every element finite. */
export async function channelsLast(
  op: string,
  latents: Tensor | LatentData,
  form: LatentForm,
  backend: Backend,
): Promise<Tensor> {
  const given = isTensor(latents)
    ? await latents.to(backend)
    : tensor(latents.data, { shape: latents.shape, backend });
  let result: Tensor | undefined;
  let total: Tensor | undefined;
  try {
    [result, total] = tidy(() => {
      const wide = given.astype('float32');
      const ordered = form.layout.endsWith('nchw') ? wide.permuteDims([0, 2, 3, 1]) : wide;
      return [ordered.reshape(form.shape), sum(wide)] as const;
    });
    // Finite terms sum to a finite number, at any magnitude that latents have.
    if (!Number.isFinite(Number(await total.item()))) {
      throw new VaeError('latents', op, 'latents must be finite numbers; got NaN, infinite or huge elements');
    }
    return result;
  } catch (error) {
    result?.dispose();
    throw error;
  } finally {
    total?.dispose();
    given.dispose();
  }
}
