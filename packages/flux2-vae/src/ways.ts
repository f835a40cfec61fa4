import type { StripePlan } from '@x/nn';
import { concat, slice, type Tensor } from '@x/tensor';
import type { AutoencoderKLFlux2 } from './autoencoder.js';
import { choosePlan, runPlan } from './bounded.js';
import { decodeFactor } from './config.js';
import { decodeGraph } from './graphs.js';
import { leastDecodeBytes, requireMemory } from './memory.js';
import { type RunOptions, runOverBatch, runSteps, toPicture, workOf } from './run.js';
import { isTiled, runTiles, type TileGeometry, tileGeometry, tileRanges } from './tiles.js';
import { checkTiling, type TilingDone, type TilingOptions } from './tiling.js';

/** How a decode goes about its memory. */
export type Way =
  | { readonly done: 'undivided'; readonly plan: null }
  | { readonly done: Exclude<TilingDone, 'diffusers'>; readonly plan: StripePlan }
  | { readonly done: 'diffusers'; readonly geometry: TileGeometry };

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
  const checked = checkTiling(op, options);
  if (checked.tiling === 'diffusers') {
    const geometry = tileGeometry(op, vae.config, 'latents', checked);
    const { side } = geometry;
    if (isTiled(geometry, height, width)) {
      requireRoom(op, vae, [1, Math.min(side, height), Math.min(side, width)]);
      return { done: 'diffusers', geometry };
    }
  } else {
    const { backend, dtype } = vae;
    const { precision = vae.precision } = options;
    const graph = decodeGraph(vae, [1, height, width]);
    const plan = choosePlan(op, { graph, batch, backend, dtype, precision }, checked);
    if (plan !== null) return { done: plan.isUndivided ? 'undivided' : 'bounded', plan };
  }
  requireRoom(op, vae, [batch, height, width]);
  return { done: 'undivided', plan: null };
}

/** Raw latents `[B,H,W,C]` → pictures `[B,C,H,W]` in [0,1]. */
export function decodeBy(way: Way, vae: AutoencoderKLFlux2, z: Tensor, options: RunOptions): Promise<Tensor> {
  if (way.done === 'diffusers') return decodeTiles(way.geometry, vae, z, options);
  if (way.plan === null) return runOverBatch(vae.decodeSteps(), z, options);
  return runPlan(way.plan, z, { finish: toPicture, rowAxis: 2 }, options);
}

async function decodeTiles(
  geometry: TileGeometry,
  vae: AutoencoderKLFlux2,
  z: Tensor,
  options: RunOptions,
): Promise<Tensor> {
  const [batch, height, width] = z.shape as [number, number, number];
  const steps = vae.decodeSteps();
  const ranges = (length: number) => tileRanges(geometry, length).map(([from, to]) => to - from);
  const works = ranges(height).flatMap((rows) =>
    ranges(width).map((columns) => workOf(steps, rows, columns)),
  );
  const total = batch * works.flat().reduce((sum, work) => sum + work, 0);
  let done = 0;
  options.onProgress?.({ done, total, stage: 'start' });
  const pictures: Tensor[] = [];
  try {
    for (let i = 0; i < batch; i++) {
      using one = slice(z, [[i, i + 1]]);
      const run = (tile: Tensor, index: number) =>
        runSteps(steps, tile, options, (layer) => {
          done += works[index]![layer]!;
          options.onProgress?.({ done, total, stage: `tile ${index + 1} ${steps[layer]!.name}` });
        });
      pictures.push(await runTiles(one, geometry, { run, finish: toPicture, rowAxis: 2, columnAxis: 3 }));
    }
    return batch === 1 ? pictures.pop()! : concat(pictures);
  } finally {
    for (const picture of pictures) picture.dispose();
  }
}

function requireRoom(op: string, vae: AutoencoderKLFlux2, [batch, height, width]: Size): void {
  const { config, dtype } = vae;
  const { latentChannels, outChannels } = config;
  const scale = decodeFactor(config);
  const steps = vae.decodeSteps();
  const bytes = leastDecodeBytes({ steps, batch, height, width, latentChannels, outChannels, dtype });
  requireMemory(op, `a decode to ${batch} × ${width * scale}×${height * scale} px`, bytes);
}
