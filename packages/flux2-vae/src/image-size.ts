import { wrongImageSides } from '@x/nn';
import { type AutoencoderKLFlux2Config, encodeFactor } from './config.js';
import { VaeError } from './errors.js';

/** What height and width must be multiples of, in pixels: `[vertical, horizontal]`. */
export function imageMultiples(
  config: AutoencoderKLFlux2Config,
  { packed = true }: { readonly packed?: boolean } = {},
): readonly [number, number] {
  const factor = encodeFactor(config);
  const [down, across] = packed ? config.patchSize : [1, 1];
  return [factor * down, factor * across];
}

/** @throws VaeError `image`, with the nearest sizes of each side that doesn't divide, and a `hint` at the end */
export function requireImageSize(
  op: string,
  sides: readonly [number, number],
  multiples: readonly [number, number],
  hint = '',
): void {
  const wrong = wrongImageSides(sides, multiples);
  if (wrong === null) return;
  throw new VaeError('image', op, wrong.message + hint, { details: { ...wrong.details } });
}
