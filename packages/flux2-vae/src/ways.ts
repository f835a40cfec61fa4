import { type BatchPlan, runBatch } from '@x/nn';
import { itemSize, type Tensor } from '@x/tensor';
import type { AutoencoderKLFlux2 } from './autoencoder.js';
import { choosePlan, requireRoom, wholePlan, worksOf } from './bounded.js';
import { decodeFactor } from './config.js';
import { freeBytes } from './free-memory.js';
import { decodeGraph } from './graphs.js';
import { makingRoom } from './make-room.js';
import { requireMemory } from './memory.js';
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

/** What a choice depends on beside the model and the size. */
type WayOptions = TilingOptions & Pick<RunOptions, 'precision'>;

/**
 * What can be said before a decode's turn: wrong arguments, too small a bound, a picture too big for the machine; and
 * the way, where a bound alone decides it. Null: what is free in its turn decides.
 *
 * @throws VaeError `argument` or `memory`
 */
export function wayAhead(op: string, vae: AutoencoderKLFlux2, size: Size, options: WayOptions): Way | null {
  const checked = checkTiling(op, options);
  if (checked.boundBytes !== null) return chooseWay(op, vae, size, options);
  if (checked.tiling === 'diffusers') tileGeometry(op, vae.config, 'latents', checked);
  // While others run, what is free says nothing yet.
  if (vae.backend.pending() === 0) requirePictures(op, vae, size);
  return null;
}

/** In a decode's turn, when those before it have given back all but their pictures. */
export const wayInTurn = (
  op: string,
  vae: AutoencoderKLFlux2,
  size: Size,
  options: WayOptions,
): Promise<Way> =>
  makingRoom(
    vae.backend,
    () => chooseWay(op, vae, size, options),
    ({ done }) => done !== 'bounded',
  );

function chooseWay(
  op: string,
  vae: AutoencoderKLFlux2,
  [batch, height, width]: Size,
  options: WayOptions,
): Way {
  const workOn = worksOf(vae, decodeGraph, options);
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

function requirePictures(op: string, { config }: AutoencoderKLFlux2, [batch, height, width]: Size): void {
  const scale = decodeFactor(config);
  const bytes = batch * height * width * scale ** 2 * config.outChannels * itemSize.float32;
  requireMemory(op, `a decode to ${batch} × ${width * scale}×${height * scale} px`, bytes, freeBytes());
}

/** Raw latents `[B,H,W,C]` → pictures `[B,C,H,W]` in [0,1]. */
export function decodeBy(way: Way, z: Tensor, options: RunOptions): Promise<Tensor> {
  const ends = { finish: toPicture, rowAxis: 2 };
  if (way.done === 'diffusers') return runTiledBatch(way.tiles, z, { ...ends, columnAxis: 3 }, options);
  return runBatch(way.plan, z, { ...ends, ...options });
}
