import {
  type LatentData,
  type LatentDescription,
  type LatentForm,
  type LatentLayout,
  LatentsError,
  latentForm,
  toChannelsLast,
} from '@x/flux2-latents';
import { type Backend, isFloat, isTensor, sum, type Tensor, tensor, tidy } from '@x/tensor';
import { checkMembers } from './check-arguments.js';
import { type AutoencoderKLFlux2Config, decodeFactor } from './config.js';
import { VaeError } from './errors.js';

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
  readonly options: LatentOptions;
}

/** Checks layout, rank, channels and type of latents for a model. Reads no element. */
export function checkLatents(
  op: string,
  latents: Tensor | LatentData,
  given: LatentOptions,
  config: AutoencoderKLFlux2Config,
): CheckedLatents {
  if (!isTensor(latents)) {
    const wanted = 'latents must be a Tensor or { data: Float32Array, shape }';
    checkMembers(op, wanted, latents, { data: 'any', shape: 'array' });
  }
  const own: LatentDescription = isTensor(latents) ? {} : latents;
  const { layout = own.layout ?? 'packed-nhwc', height = own.height, width = own.width } = given;
  const floats = isTensor(latents) ? isFloat(latents.dtype) : latents.data instanceof Float32Array;
  if (!floats) {
    const { dtype = 'another array' } = latents;
    throw new VaeError('latents', op, `latents must be floats; got ${dtype}`, { details: { dtype } });
  }
  const { latentChannels, patchSize } = config;
  const options = { height, width };
  try {
    const geometry = { latentChannels, patchSize, scaleFactor: decodeFactor(config) };
    const form = latentForm(op, latents.shape, layout, { ...geometry, ...options });
    return { ...form, latents, layout, options: { ...options, ...geometry } };
  } catch (error) {
    if (!(error instanceof LatentsError)) throw error;
    const { code, message, details } = error;
    throw new VaeError(code === 'layout' ? 'layout' : 'latents', op, message.replace(/^\[\w+\] /, ''), {
      details,
      cause: error,
    });
  }
}

/** Latents as a float32 tensor `[B,h,w,C]` of the caller's own; every element finite. */
export async function channelsLast(op: string, checked: CheckedLatents, backend: Backend): Promise<Tensor> {
  const { latents, layout, options } = checked;
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
