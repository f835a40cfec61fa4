import { type Backend, isFloat, isTensor, sum, type Tensor, tensor, tidy } from '@x/tensor';
import { quote } from '@x/weights';
import { LatentsError } from './errors.js';
import type { LatentData, LatentDescription } from './latents.js';
import {
  type LatentForm,
  type LatentFormOptions,
  type LatentLayout,
  latentForm,
  toChannelsLast,
} from './layouts.js';

/** How latents lie in memory; what isn't given is what the latents say of themselves. */
export interface LatentOptions {
  /** Default: the latents' own, else `packed-nhwc`. */
  readonly layout?: LatentLayout | undefined;
  /** Of the picture, in pixels; `tokens` needs both. */
  readonly height?: number | undefined;
  readonly width?: number | undefined;
}

/** Latents whose shape fits a model. */
export interface CheckedLatents extends LatentForm {
  readonly latents: Tensor | LatentData;
  readonly layout: LatentLayout;
  readonly options: LatentFormOptions;
}

/**
 * Checks layout, rank, channels and type of latents for a model of this geometry. Reads no element.
 *
 * Throws `LatentsError`: `argument`, `dtype`, `layout`, `shape`.
 */
export function checkLatents(
  op: string,
  latents: Tensor | LatentData,
  { layout, height, width, ...geometry }: LatentOptions & LatentFormOptions = {},
): CheckedLatents {
  if (
    !isTensor(latents) &&
    !(latents !== null && typeof latents === 'object' && Array.isArray(latents.shape))
  ) {
    const wanted = 'latents must be a Tensor or { data: Float32Array, shape }';
    throw new LatentsError('argument', op, `${wanted}; got ${quote(latents)}`);
  }
  if (!(isTensor(latents) ? isFloat(latents.dtype) : latents.data instanceof Float32Array)) {
    const { dtype = 'another array' } = latents;
    throw new LatentsError('dtype', op, `latents must be floats; got ${dtype}`, { details: { dtype } });
  }
  const own: LatentDescription = isTensor(latents) ? {} : latents;
  const chosen = layout ?? own.layout ?? 'packed-nhwc';
  const options = { ...geometry, height: height ?? own.height, width: width ?? own.width };
  return { ...latentForm(op, latents.shape, chosen, options), latents, layout: chosen, options };
}

/**
 * Checked latents as a float32 tensor `[B,h,w,C]` of the caller's own; every element finite. A tensor is taken at the
 * call and may be disposed after it.
 *
 * Rejects with `LatentsError` `not-finite`.
 */
export async function takeLatents(
  op: string,
  { latents, layout, options }: CheckedLatents,
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
      return [toChannelsLast(wide, layout, options), sum(wide)] as const;
    });
    // Finite terms sum to a finite number, at any magnitude that latents have.
    if (!Number.isFinite(Number(await total.item()))) {
      const wanted = 'latents must be finite numbers; got NaN, infinite or huge elements';
      throw new LatentsError('not-finite', op, wanted);
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
