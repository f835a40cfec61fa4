import { type ReadLatents, readLatents } from '@x/flux2-latents';
import { itemSize } from '@x/tensor';
import { type AutoencoderKLFlux2Config, decodeFactor } from '../config.js';
import { freeBytes } from '../free-memory.js';
import { requireMemory } from '../memory.js';

/**
 * Reads latents that are to be decoded. Those whose picture can't be held whatever the way are refused by their
 * header: reading them may take minutes.
 *
 * @throws VaeError `memory`, and what `readLatents` throws
 */
export function readDecodable(
  path: string,
  config: AutoencoderKLFlux2Config,
  options: { readonly tensor?: string | undefined; readonly signal: AbortSignal },
): Promise<ReadLatents> {
  const onShape = (shape: readonly number[]) => {
    const bytes = leastBytes(shape, config);
    requireMemory('decode', `the picture of ${path}, latents [${shape.join(', ')}],`, bytes, freeBytes());
  };
  return readLatents(path, { ...options, onShape });
}

/** Latents and pictures in float32; the layout doesn't matter. */
function leastBytes(shape: readonly number[], config: AutoencoderKLFlux2Config): number {
  const elements = shape.reduce((product, side) => product * side, 1);
  const pixels = (elements / config.latentChannels) * decodeFactor(config) ** 2;
  return itemSize.float32 * Math.ceil(elements + pixels * config.outChannels);
}
