import { type BatchPlan, runBatch } from '@x/nn';
import { concat, slice, type Tensor } from '@x/tensor';
import type { RunOptions } from './run.js';
import { runTiles, type TileGeometry, type TileRun, tileRanges } from './tiles.js';

/** Tiles of an image, and the plan of each size that they have. */
export interface TilePlans {
  readonly geometry: TileGeometry;
  readonly planOf: (height: number, width: number) => BatchPlan;
  /** Of all tiles of an image. */
  readonly work: number;
}

/** `planFor` is asked once a size. */
export function planTiles(
  geometry: TileGeometry,
  [height, width]: readonly [height: number, width: number],
  planFor: (height: number, width: number) => BatchPlan,
): TilePlans {
  const plans = new Map<string, BatchPlan>();
  const planOf = (rows: number, columns: number): BatchPlan => {
    const key = `${rows} ${columns}`;
    const plan = plans.get(key) ?? planFor(rows, columns);
    plans.set(key, plan);
    return plan;
  };
  const sides = (length: number) => tileRanges(geometry, length).map(([from, to]) => to - from);
  const works = sides(height).flatMap((rows) => sides(width).map((columns) => planOf(rows, columns).work));
  return { geometry, planOf, work: works.reduce((sum, work) => sum + work, 0) };
}

/** Runs each image of `x [B,H,W,C]` through its tiles. */
export async function runTiledBatch(
  { geometry, planOf, work }: TilePlans,
  x: Tensor,
  ends: Omit<TileRun, 'run'> & { readonly prepare?: (tile: Tensor) => Tensor },
  { signal, onProgress }: RunOptions,
): Promise<Tensor> {
  const batch = x.shape[0]!;
  const total = batch * work;
  const { prepare } = ends;
  let before = 0;
  const run = async (tile: Tensor, index: number): Promise<Tensor> => {
    const [, rows, columns] = tile.shape as [number, number, number];
    const plan = planOf(rows, columns);
    try {
      const result = await runBatch(plan, tile, {
        ...(prepare && { finish: prepare }),
        signal,
        onProgress({ done, stage }) {
          if (done > 0) onProgress?.({ done: before + done, total, stage: `tile ${index + 1} ${stage}` });
        },
      });
      before += plan.work;
      return result;
    } finally {
      tile.dispose();
    }
  };
  onProgress?.({ done: 0, total, stage: 'start' });
  const results: Tensor[] = [];
  try {
    for (let i = 0; i < batch; i++) {
      using one = slice(x, [[i, i + 1]]);
      results.push(await runTiles(one, geometry, { ...ends, run }));
    }
    return batch === 1 ? results.pop()! : concat(results);
  } finally {
    for (const result of results) result.dispose();
  }
}
