import { VaeError } from './errors.js';

/** Peak signal-to-noise ratio in dB of values in [0,1]: `-10 · log10(mean squared difference)`; infinite for equal ones. */
export function psnr(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length || a.length === 0) {
    throw new VaeError(
      'argument',
      'psnr',
      `two arrays must be of one length; got ${a.length} and ${b.length}`,
    );
  }
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += (a[i]! - b[i]!) ** 2;
  return -10 * Math.log10(squares / a.length);
}
