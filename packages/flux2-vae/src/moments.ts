import type { StripePlan } from '@x/nn';
import { concat, slice, type Tensor } from '@x/tensor';
import type { AutoencoderKLFlux2 } from './autoencoder.js';
import { choosePlan, runPlan, wholePlan } from './bounded.js';
import { encodeGraph } from './graphs.js';
import type { RunOptions } from './run.js';
import { isTiled, runTiles, type TileGeometry, tileGeometry, tileRanges } from './tiles.js';
import { announceTiling, checkTiling, type TilingOptions } from './tiling.js';

const asFloats = (x: Tensor): Tensor => x.astype('float32');
const channelsLastAxes = { rowAxis: 1, columnAxis: 2 };

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
  const { backend, dtype } = vae;
  const { precision = vae.precision } = options;
  const workOn = (rows: number, columns: number, count: number) => ({
    graph: encodeGraph(vae, [1, rows, columns]),
    batch: count,
    backend,
    dtype,
    precision,
  });
  const checked = checkTiling(op, options);
  if (checked.tiling === 'diffusers') {
    const geometry = tileGeometry(op, vae.config, 'image', checked);
    if (isTiled(geometry, height, width)) {
      const planFor = (rows: number, columns: number) => wholePlan(workOn(rows, columns, 1));
      return encodeTiles(geometry, x, planFor, announceTiling({ ...options, precision }, 'diffusers'));
    }
  }
  const work = workOn(height, width, batch);
  const plan = choosePlan(op, work, checked) ?? wholePlan(work);
  const told = announceTiling({ ...options, precision }, plan.isUndivided ? 'undivided' : 'bounded');
  return runPlan(plan, x, { finish: asFloats, ...channelsLastAxes }, told);
}

async function encodeTiles(
  geometry: TileGeometry,
  x: Tensor,
  plan: (rows: number, columns: number) => StripePlan,
  { signal, precision, onProgress }: RunOptions,
): Promise<Tensor> {
  const [batch, height, width] = x.shape as [number, number, number];
  const plans = new Map<string, StripePlan>();
  const planFor = (rows: number, columns: number): StripePlan => {
    const key = `${rows} ${columns}`;
    if (!plans.has(key)) plans.set(key, plan(rows, columns));
    return plans.get(key)!;
  };
  const sides = (length: number) => tileRanges(geometry, length).map(([from, to]) => to - from);
  const works = sides(height).flatMap((rows) => sides(width).map((columns) => planFor(rows, columns).work));
  const total = batch * works.reduce((sum, work) => sum + work, 0);
  let before = 0;
  onProgress?.({ done: 0, total, stage: 'start' });
  const results: Tensor[] = [];
  try {
    for (let i = 0; i < batch; i++) {
      using one = slice(x, [[i, i + 1]]);
      const run = async (tile: Tensor, index: number) => {
        try {
          const [, rows, columns] = tile.shape as [number, number, number];
          const report = ({ done, stage }: { done: number; stage: string }) => {
            if (done > 0) onProgress?.({ done: before + done, total, stage: `tile ${index + 1} ${stage}` });
          };
          const plan = planFor(rows, columns);
          const ends = { finish: asFloats, ...channelsLastAxes };
          const moments = await runPlan(plan, tile, ends, { signal, precision, onProgress: report });
          before += plan.work;
          return moments;
        } finally {
          tile.dispose();
        }
      };
      results.push(await runTiles(one, geometry, { run, finish: asFloats, ...channelsLastAxes }));
    }
    return batch === 1 ? results.pop()! : concat(results);
  } finally {
    for (const result of results) result.dispose();
  }
}
