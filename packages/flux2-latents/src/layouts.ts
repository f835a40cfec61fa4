/**
 * The layouts that FLUX.2 latents come in. Packed ones are normalised (by the model's batch-norm statistics), with
 * each patch of raw positions as channels, in the order (c, dy, dx); raw ones are neither. Statistics are applied in
 * `convert.ts`; here nothing but order changes.
 */
import type { Tensor } from '@x/tensor';
import { quote } from '@x/weights';
import { LatentsError } from './errors.js';

export const latentLayouts = ['packed-nhwc', 'packed-nchw', 'raw-nchw', 'raw-nhwc', 'tokens'] as const;

/** `tokens` is packed: `[B, L, C]`, positions row by row. */
export type LatentLayout = (typeof latentLayouts)[number];

/** Of the model; the defaults are FLUX.2's. */
export interface LatentGeometry {
  /** Channels of raw latents. Default 32. */
  readonly latentChannels?: number | undefined;
  /** Raw rows and columns that make a packed position. Default [2, 2]. */
  readonly patchSize?: readonly [number, number] | undefined;
}

export interface LatentFormOptions extends LatentGeometry {
  /** Of the picture, in pixels; `tokens` needs both. */
  readonly height?: number | undefined;
  readonly width?: number | undefined;
  /** Pixels a side of a raw latent. Default 8. */
  readonly scaleFactor?: number | undefined;
}

/** Latents as channels-last: packed or raw positions. */
export interface LatentForm {
  readonly packed: boolean;
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

export const isLatentLayout = (name: unknown): name is LatentLayout =>
  latentLayouts.includes(name as LatentLayout);

export const isPacked = (layout: LatentLayout): boolean => !layout.startsWith('raw');

export interface Geometry {
  readonly latentChannels: number;
  readonly patchSize: readonly [number, number];
  readonly packedChannels: number;
}

export function checkGeometry(op: string, options: LatentGeometry): Geometry {
  if (typeof options !== 'object' || options === null) {
    throw new LatentsError('argument', op, `options must be an object; got ${quote(options)}`);
  }
  const { latentChannels = 32, patchSize = [2, 2] } = options;
  const natural = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) > 0;
  if (
    !natural(latentChannels) ||
    !Array.isArray(patchSize) ||
    patchSize.length !== 2 ||
    !patchSize.every(natural)
  ) {
    throw new LatentsError(
      'argument',
      op,
      `latentChannels and the two sides of patchSize must be positive integers; got ${quote(latentChannels)} and ${quote(patchSize)}`,
    );
  }
  return { latentChannels, patchSize, packedChannels: latentChannels * patchSize[0] * patchSize[1] };
}

function checkShape(op: string, shape: unknown): void {
  if (Array.isArray(shape)) return;
  throw new LatentsError('argument', op, `a shape must be an array of sides; got ${quote(shape)}`);
}

/** `[1, 128, 4, 4]` for messages. */
export const shapeText = (shape: readonly number[]): string =>
  shape.length > 8 ? `${shape.length} sides` : `[${shape.join(', ')}]`;

const pattern = (layout: LatentLayout, channels: number): string =>
  layout === 'tokens'
    ? `[B, L, ${channels}]`
    : layout.endsWith('nchw')
      ? `[B, ${channels}, h, w]`
      : `[B, h, w, ${channels}]`;

/** Whether a shape can be of this layout; sizes are at least 1. */
function fits(shape: readonly number[], layout: LatentLayout, geometry: Geometry): boolean {
  const channels = isPacked(layout) ? geometry.packedChannels : geometry.latentChannels;
  const axis = layout === 'tokens' ? 2 : layout.endsWith('nchw') ? 1 : 3;
  const rank = layout === 'tokens' ? 3 : 4;
  return (
    shape.length === rank &&
    shape[axis] === channels &&
    shape.every((side) => Number.isSafeInteger(side) && side > 0)
  );
}

/**
 * Which layout latents of this shape have: the only one that fits, or all that fit where there are two. Throws
 * `LatentsError` with code `layout` where none does.
 */
export function inferLayout(
  shape: readonly number[],
  options: LatentGeometry = {},
): LatentLayout | readonly LatentLayout[] {
  const geometry = checkGeometry('inferLayout', options);
  checkShape('inferLayout', shape);
  const readings = latentLayouts.filter((layout) => fits(shape, layout, geometry));
  if (readings.length > 1) return readings;
  const [only] = readings;
  if (only !== undefined) return only;
  const { latentChannels, packedChannels } = geometry;
  const known = latentLayouts.map(
    (layout) => `${pattern(layout, isPacked(layout) ? packedChannels : latentChannels)} ${layout}`,
  );
  throw new LatentsError(
    'layout',
    'inferLayout',
    `latents must be ${known.join(', ')}; got ${shapeText(shape)}`,
    {
      details: { shape, latentChannels, packedChannels },
    },
  );
}

/**
 * Checks a shape against its layout. Throws `LatentsError`: `layout` for a name that isn't one, or tokens without
 * height and width; `shape`.
 */
export function latentForm(
  op: string,
  shape: readonly number[],
  layout: LatentLayout,
  options: LatentFormOptions = {},
): LatentForm {
  const geometry = checkGeometry(op, options);
  checkShape(op, shape);
  if (!isLatentLayout(layout)) {
    throw new LatentsError(
      'layout',
      op,
      `layout must be one of ${latentLayouts.join(', ')}; got ${quote(layout)}`,
    );
  }
  const packed = isPacked(layout);
  const channels = packed ? geometry.packedChannels : geometry.latentChannels;
  if (!fits(shape, layout, geometry)) {
    throw new LatentsError(
      'shape',
      op,
      `${layout} latents must be ${pattern(layout, channels)}; got ${shapeText(shape)}`,
      {
        details: { layout, shape, channels },
      },
    );
  }
  const [batch, second, third, fourth] = shape as readonly [number, number, number, number];
  if (layout === 'tokens') {
    const [height, width] = tokenGrid(op, second, options, geometry);
    return { packed, batch, height, width, channels };
  }
  const [height, width] = layout.endsWith('nchw') ? [third, fourth] : [second, third];
  return { packed, batch, height, width, channels };
}

function tokenGrid(
  op: string,
  tokens: number,
  options: LatentFormOptions,
  geometry: Geometry,
): [number, number] {
  const { height, width, scaleFactor = 8 } = options;
  if (height === undefined || width === undefined) {
    throw new LatentsError(
      'layout',
      op,
      `tokens must come with height and width in pixels; got ${height} and ${width}`,
      { details: { tokens } },
    );
  }
  const [down, across] = geometry.patchSize.map((side) => side * scaleFactor) as [number, number];
  const rows = height / down;
  const columns = width / across;
  if (Number.isSafeInteger(rows) && Number.isSafeInteger(columns) && rows > 0 && rows * columns === tokens) {
    return [rows, columns];
  }
  throw new LatentsError(
    'shape',
    op,
    `${tokens} tokens must be height/${down} × width/${across} positions; got height ${height} and width ${width}`,
    { details: { tokens, height, width } },
  );
}

/** Any layout as channels-last: `[B, h, w, C]` of packed positions, or `[B, H, W, C]` of raw ones. */
export function toChannelsLast(x: Tensor, layout: LatentLayout, options: LatentFormOptions = {}): Tensor {
  const { batch, height, width, channels } = latentForm('toChannelsLast', x.shape, layout, options);
  if (layout === 'tokens') return x.reshape([batch, height, width, channels]);
  return layout.endsWith('nchw') ? x.permuteDims([0, 2, 3, 1]) : x.reshape(x.shape);
}

/** The inverse; `x` is packed for packed layouts and raw for raw ones. */
export function fromChannelsLast(x: Tensor, layout: LatentLayout): Tensor {
  const [batch, height, width, channels] = channelsLastShape('fromChannelsLast', x);
  if (layout === 'tokens') return x.reshape([batch, height * width, channels]);
  return layout.endsWith('nchw') ? x.permuteDims([0, 3, 1, 2]) : x.reshape(x.shape);
}

/** `[B, H, W, C]` to `[B, H/ph, W/pw, C·ph·pw]`; a channel of the result is `(c·ph + dy)·pw + dx`. */
export function patchify(x: Tensor, options: Pick<LatentGeometry, 'patchSize'> = {}): Tensor {
  const [down, across] = checkGeometry('patchify', options).patchSize;
  const [batch, height, width, channels] = channelsLastShape('patchify', x);
  if (height % down !== 0 || width % across !== 0) {
    throw new LatentsError(
      'shape',
      'patchify',
      `height and width must be multiples of ${down} and ${across}; got ${shapeText(x.shape)}`,
      { details: { shape: x.shape, patchSize: [down, across] } },
    );
  }
  const [h, w] = [height / down, width / across];
  return x
    .reshape([batch, h, down, w, across, channels])
    .permuteDims([0, 1, 3, 5, 2, 4])
    .reshape([batch, h, w, channels * down * across]);
}

/** The inverse of `patchify`: `[B, h, w, C·ph·pw]` to `[B, h·ph, w·pw, C]`. */
export function unpatchify(x: Tensor, options: Pick<LatentGeometry, 'patchSize'> = {}): Tensor {
  const [down, across] = checkGeometry('unpatchify', options).patchSize;
  const [batch, h, w, packed] = channelsLastShape('unpatchify', x);
  const channels = packed / (down * across);
  if (!Number.isSafeInteger(channels)) {
    throw new LatentsError(
      'shape',
      'unpatchify',
      `channels must be a multiple of ${down * across}; got ${shapeText(x.shape)}`,
      { details: { shape: x.shape, patchSize: [down, across] } },
    );
  }
  return x
    .reshape([batch, h, w, channels, down, across])
    .permuteDims([0, 1, 4, 2, 5, 3])
    .reshape([batch, h * down, w * across, channels]);
}

function channelsLastShape(op: string, x: Tensor): readonly [number, number, number, number] {
  if (x.shape.length === 4) return x.shape as readonly number[] as [number, number, number, number];
  throw new LatentsError('shape', op, `latents must be [B, h, w, C]; got ${shapeText(x.shape)}`, {
    details: { shape: x.shape },
  });
}
