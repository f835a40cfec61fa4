import { broadcastTo, reshape } from '../ops/movement.js';
import { tidy } from '../scope.js';
import { checkInteger, checkRank, describe, fail } from '../shape/check.js';
import { checkTensor, type Tensor } from '../tensor.js';

/** Each pixel of `x [B,H,W,C]` as a block of `scale` (default 2, or `[vertical, horizontal]`): `[B,sH,sW,C]`. Any dtype. */
export function upsampleNearest(x: Tensor, scale: number | readonly [number, number] = 2): Tensor {
  checkTensor('upsampleNearest', 'x', x);
  checkRank('upsampleNearest', 'x', x.shape, 4, '(NHWC)');
  const pair: readonly unknown[] = Array.isArray(scale) ? scale : [scale, scale];
  if (pair.length !== 2) {
    fail('argument', 'upsampleNearest', `scale must be a number or a pair; got ${describe(scale)}`, {
      scale,
    });
  }
  const [down, across] = pair.map((side) => checkInteger('upsampleNearest', 'scale', side, 1)) as [
    number,
    number,
  ];
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  return tidy(() => {
    const open = reshape(x, [batch, height, 1, width, 1, channels]);
    const wide = broadcastTo(open, [batch, height, down, width, across, channels]);
    return reshape(wide, [batch, height * down, width * across, channels]);
  });
}
