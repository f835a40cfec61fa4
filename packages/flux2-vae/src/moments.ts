import { runBatch } from '@x/nn';
import type { Tensor } from '@x/tensor';
import type { AutoencoderKLFlux2 } from './autoencoder.js';
import { choosePlan, wholePlan, worksOf } from './bounded.js';
import { encodeGraph } from './graphs.js';
import { makingRoom } from './make-room.js';
import type { RunOptions } from './run.js';
import { planTiles, runTiledBatch } from './tile-plans.js';
import { isTiled, tileGeometry } from './tiles.js';
import { announceTiling, checkTiling, type TilingOptions } from './tiling.js';

const asFloats = (x: Tensor): Tensor => x.astype('float32');

/**
 * Pictures `[B,H,W,inChannels]` in [-1,1], of the model's dtype → moments `[B,H/f,W/f,2·latentChannels]`, float32:
 * mean, then the logarithm of the variance. `x` stays the caller's.
 *
 * @throws VaeError `argument` or `memory`
 */
export async function encodeMoments(
  op: string,
  vae: AutoencoderKLFlux2,
  x: Tensor,
  options: RunOptions & TilingOptions,
): Promise<Tensor> {
  const [batch, height, width] = x.shape as [number, number, number];
  const workOn = worksOf(vae, encodeGraph, options);
  const checked = checkTiling(op, options);
  if (checked.tiling === 'diffusers') {
    const geometry = tileGeometry(op, vae.config, 'image', checked);
    if (isTiled(geometry, height, width)) {
      const plans = planTiles(geometry, [height, width], (rows, columns) =>
        wholePlan(workOn(rows, columns, 1)),
      );
      const ends = { prepare: asFloats, finish: asFloats, rowAxis: 1, columnAxis: 2 };
      return runTiledBatch(plans, x, ends, announceTiling(options, 'diffusers'));
    }
  }
  const work = workOn(height, width, batch);
  const plan = await makingRoom(
    vae.backend,
    () => choosePlan(op, work, checked),
    ({ isUndivided }) => isUndivided || checked.boundBytes !== null,
  );
  const told = announceTiling(options, plan.isUndivided ? 'undivided' : 'bounded');
  return runBatch(plan, x, { ...told, finish: asFloats });
}
