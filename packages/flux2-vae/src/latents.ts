import {
  type CheckedLatents,
  checkLatents as checkOf,
  type LatentData,
  type LatentOptions,
  LatentsError,
  takeLatents,
} from '@x/flux2-latents';
import { type Backend, isTensor, type Tensor } from '@x/tensor';
import { checkMembers } from './check-arguments.js';
import { type AutoencoderKLFlux2Config, decodeFactor } from './config.js';
import { VaeError, type VaeErrorCode } from './errors.js';

export type { CheckedLatents, LatentOptions } from '@x/flux2-latents';

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
  const { latentChannels, patchSize } = config;
  const { layout, height, width } = given;
  const geometry = { latentChannels, patchSize, scaleFactor: decodeFactor(config) };
  try {
    return checkOf(op, latents, { layout, height, width, ...geometry });
  } catch (error) {
    throw ourError(op, error);
  }
}

/** Latents as a float32 tensor `[B,h,w,C]` of the caller's own; every element finite. */
export async function channelsLast(op: string, checked: CheckedLatents, backend: Backend): Promise<Tensor> {
  try {
    return await takeLatents(op, checked, backend);
  } catch (error) {
    throw ourError(op, error);
  }
}

const codes: { readonly [code: string]: VaeErrorCode } = { layout: 'layout', argument: 'argument' };

function ourError(op: string, error: unknown): unknown {
  if (!(error instanceof LatentsError)) return error;
  const { code, message, details } = error;
  return new VaeError(codes[code] ?? 'latents', op, message.replace(/^\[\w+\] /, ''), {
    details: { ...details },
    cause: error,
  });
}
