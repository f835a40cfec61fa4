import { type BatchPlan, runBatch } from '@x/nn';
import type { Tensor } from '@x/tensor';
import type { AutoencoderKLFlux2 } from './autoencoder.js';
import { choosePlan, requireRoom, type Work, wholePlan } from './bounded.js';
import { decodeGraph } from './graphs.js';
import { type RunOptions, toPicture } from './run.js';
import { planTiles, runTiledBatch, type TilePlans } from './tile-plans.js';
import { isTiled, tileGeometry } from './tiles.js';
import { checkTiling, type TilingDone, type TilingOptions } from './tiling.js';

/** How a decode goes about its memory. */
export type Way =
  | { readonly done: Exclude<TilingDone, 'diffusers'>; readonly plan: BatchPlan }
  | { readonly done: 'diffusers'; readonly tiles: TilePlans };

/** Raw latents. */
type Size = readonly [batch: number, height: number, width: number];

/**
 * Chosen by arithmetic, before anything is read.
 *
 * @throws VaeError `argument`, or `memory` where no way is left
 */
export function chooseWay(
  op: string,
  vae: AutoencoderKLFlux2,
  [batch, height, width]: Size,
  options: TilingOptions & Pick<RunOptions, 'precision'>,
): Way {
  const { backend, dtype } = vae;
  const { precision = vae.precision } = options;
  const workOn = (rows: number, columns: number, count: number): Work => {
    return { graph: decodeGraph(vae, [1, rows, columns]), batch: count, backend, dtype, precision };
  };
  const checked = checkTiling(op, options);
  if (checked.tiling === 'diffusers') {
    const geometry = tileGeometry(op, vae.config, 'latents', checked);
    if (isTiled(geometry, height, width)) {
      const planFor = (rows: number, columns: number) => {
        const work = workOn(rows, columns, 1);
        const plan = wholePlan(work);
        requireRoom(op, work, plan);
        return plan;
      };
      return { done: 'diffusers', tiles: planTiles(geometry, [height, width], planFor) };
    }
  }
  const plan = choosePlan(op, workOn(height, width, batch), checked);
  return { done: plan.isUndivided ? 'undivided' : 'bounded', plan };
}

/** Raw latents `[B,H,W,C]` → pictures `[B,C,H,W]` in [0,1]. */
export function decodeBy(way: Way, z: Tensor, options: RunOptions): Promise<Tensor> {
  const ends = { finish: toPicture, rowAxis: 2 };
  if (way.done === 'diffusers') return runTiledBatch(way.tiles, z, { ...ends, columnAxis: 3 }, options);
  return runBatch(way.plan, z, { ...ends, ...options });
}
