import { concat, slice, type Tensor, tensor, tidy } from '@x/tensor';
import { type AutoencoderKLFlux2Config, decodeFactor } from './config.js';
import { VaeError } from './errors.js';

/** Square tiles of an image `[1,H,W,C]`, and how what they become is put together; the two may differ in scale. */
export interface TileGeometry {
  /** Side of a tile and distance between two, in pixels of the input. */
  readonly side: number;
  readonly stride: number;
  /** What two neighbours share and what is kept of a tile, in pixels of the result. */
  readonly blended: number;
  readonly kept: number;
}

export interface TileOptions {
  readonly tileLatents?: number | undefined;
  readonly tileOverlap?: number | undefined;
}

/**
 * The tiles of a decode (`from: 'latents'`) or of an encode.
 *
 * @throws VaeError `argument`
 */
export function tileGeometry(
  op: string,
  config: AutoencoderKLFlux2Config,
  from: 'latents' | 'image',
  options: TileOptions,
): TileGeometry {
  const factor = decodeFactor(config);
  const sampleSize = typeof config.sampleSize === 'number' ? config.sampleSize : config.sampleSize[0];
  const { tileLatents = Math.floor(sampleSize / factor), tileOverlap = 0.25 } = options;
  if (!Number.isSafeInteger(tileLatents) || tileLatents < 1) {
    throw new VaeError('argument', op, `tileLatents must be a whole number from 1; got ${tileLatents}`);
  }
  if (!(tileOverlap >= 0 && tileOverlap < 1)) {
    throw new VaeError('argument', op, `tileOverlap must be from 0 to below 1; got ${tileOverlap}`);
  }
  const shared = Math.round(tileLatents * tileOverlap);
  if (Math.abs(shared - tileLatents * tileOverlap) > 1e-6 || shared === tileLatents) {
    const nearest = Math.min(shared, tileLatents - 1);
    throw new VaeError(
      'argument',
      op,
      `tileOverlap must be a whole number of a tile's ${tileLatents} latents; got ${tileOverlap} ` +
        `(${tileLatents * tileOverlap} latents), the nearest is ${nearest / tileLatents} (${nearest} latents)`,
      { details: { tileLatents, tileOverlap, nearest: nearest / tileLatents } },
    );
  }
  const [input, output] = from === 'latents' ? [1, factor] : [factor, 1];
  return {
    side: tileLatents * input,
    stride: (tileLatents - shared) * input,
    blended: shared * output,
    kept: (tileLatents - shared) * output,
  };
}

/** Whether an image of this size is taken apart at all. */
export const isTiled = ({ side }: TileGeometry, height: number, width: number): boolean =>
  Math.max(height, width) > side;

/** Where the tiles of a side of `length` pixels begin and end: a last one of a single pixel counts. */
export function tileRanges({ side, stride }: TileGeometry, length: number): [from: number, to: number][] {
  return Array.from({ length: Math.ceil(length / stride) }, (_, i) => [
    i * stride,
    Math.min(length, i * stride + side),
  ]);
}

/** How the pieces of a result are made and joined. */
export interface TileRun {
  /** One tile through the network; disposes it. */
  readonly run: (tile: Tensor, index: number) => Promise<Tensor>;
  /** What is kept of a tile, in its last form. */
  readonly finish: (part: Tensor) => Tensor;
  readonly rowAxis: number;
  readonly columnAxis: number;
}

/**
 * Runs each tile of `x [1,H,W,C]` and blends it into the tile above, then into the one at its left, which have been
 * blended themselves, as diffusers does. Holds one tile, and of those before it the strips that are still to be blended.
 */
export async function runTiles(
  x: Tensor,
  geometry: TileGeometry,
  { run, finish, rowAxis, columnAxis }: TileRun,
): Promise<Tensor> {
  const [, height, width] = x.shape as [number, number, number];
  const columns = tileRanges(geometry, width);
  const live = new Set<Tensor>();
  const own = (some: Tensor): Tensor => {
    live.add(some);
    return some;
  };
  const free = (some: Tensor | undefined) => {
    if (some === undefined) return;
    live.delete(some);
    some.dispose();
  };
  const above: Tensor[] = [];
  const rows: Tensor[] = [];
  let index = 0;
  try {
    for (const [top, bottom] of tileRanges(geometry, height)) {
      const cells: Tensor[] = [];
      let left: Tensor | undefined;
      for (const [column, [begin, end]] of columns.entries()) {
        const tile = own(await run(slice(x, [null, [top, bottom], [begin, end]]), index++));
        const parts = tidy(() => {
          let blended = above[column] ? blend(above[column], tile, 1) : tile;
          if (left) blended = blend(left, blended, 2);
          return {
            below: top + geometry.stride < height ? tail(blended, 1, geometry.blended) : null,
            right: column + 1 < columns.length ? tail(blended, 2, geometry.blended) : null,
            cell: finish(slice(blended, [null, [0, geometry.kept], [0, geometry.kept]])),
          };
        });
        for (const old of [tile, left, above[column]]) free(old);
        delete above[column];
        if (parts.below) above[column] = own(parts.below);
        left = parts.right ? own(parts.right) : undefined;
        cells.push(own(parts.cell));
        await parts.cell.ready();
      }
      free(left);
      rows.push(own(concat(cells, columnAxis)));
      for (const cell of cells) free(cell);
    }
    const result = concat(rows, rowAxis);
    await result.ready();
    return result;
  } finally {
    for (const some of live) some.dispose();
  }
}

/** The last rows (axis 1) or columns (axis 2), as an array of its own: a slice may keep the whole alive. */
function tail(x: Tensor, axis: 1 | 2, most: number): Tensor | null {
  const length = x.shape[axis]!;
  const count = Math.min(most, length);
  return count === 0 ? null : part(x, axis, length - count, length).multiply(1);
}

const part = (x: Tensor, axis: 1 | 2, from: number, to: number): Tensor =>
  slice(x, axis === 1 ? [null, [from, to]] : [null, null, [from, to]]);

/** The beginning of `b` fades in from the end of `a`, over as many rows or columns as both have. */
function blend(a: Tensor, b: Tensor, axis: 1 | 2): Tensor {
  const [before, length] = [a.shape[axis]!, b.shape[axis]!];
  const count = Math.min(before, length);
  const shape = [1, 1, 1, 1].map((one, i) => (i === axis ? count : one));
  const ramp = (weight: (i: number) => number) => {
    const data = Float32Array.from({ length: count }, (_, i) => weight(i));
    return tensor(data, { shape, backend: b.backend }).astype(b.dtype);
  };
  const old = part(a, axis, before - count, before).multiply(ramp((i) => 1 - i / count));
  const fresh = part(b, axis, 0, count).multiply(ramp((i) => i / count));
  const mixed = old.add(fresh);
  return count === length ? mixed : concat([mixed, part(b, axis, count, length)], axis);
}
