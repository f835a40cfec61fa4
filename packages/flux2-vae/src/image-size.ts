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

/** The multiples around a side that isn't one; both are sizes, so at least one multiple each. */
export function nearestSizes(side: number, multiple: number): readonly [number, number] {
  const below = Math.max(1, Math.floor(side / multiple));
  return [below * multiple, (below + 1) * multiple];
}

/** @throws VaeError `image`, with the nearest sizes of each side that doesn't divide, and a `hint` at the end */
export function requireImageSize(
  op: string,
  [height, width]: readonly [number, number],
  [down, across]: readonly [number, number],
  hint = '',
): void {
  const wrong = [
    { name: 'height', side: height, multiple: down },
    { name: 'width', side: width, multiple: across },
  ].filter(({ side, multiple }) => side < 1 || side % multiple !== 0);
  if (wrong.length === 0) return;
  const parts = wrong.map(({ name, side, multiple }) => {
    const [below, above] = nearestSizes(side, multiple);
    return `${name} must be a multiple of ${multiple}; got ${side}, the nearest are ${below} and ${above}`;
  });
  const nearest = wrong.map(({ name, side, multiple }) => [name, nearestSizes(side, multiple)]);
  throw new VaeError('image', op, `the image's ${parts.join('; its ')}${hint}`, {
    details: { height, width, multiples: [down, across], nearest: Object.fromEntries(nearest) },
  });
}
