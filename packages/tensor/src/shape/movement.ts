/** Shapes of reshape, permuteDims, expandDims, squeeze, concat, pad, slice and take. */
import {
  checkAxis,
  checkInteger,
  checkIntegers,
  describe,
  fail,
  maxRank,
  shapeText,
  sizeOf,
} from './check.js';

/** `shape` with its one `-1` reckoned from the elements there are. Sides are checked by the caller. */
export function reshapeShape(op: string, from: readonly number[], shape: unknown): number[] {
  if (!Array.isArray(shape)) {
    fail('shape', op, `shape must be an array of integers; got ${describe(shape)}`, { shape });
  }
  if (shape.length > maxRank) {
    fail('shape', op, `shape must have at most ${maxRank} dimensions; got ${shape.length}`, {
      rank: shape.length,
    });
  }
  const sides: unknown[] = Array.from(shape);
  for (const side of sides) {
    if (typeof side !== 'number' || !Number.isSafeInteger(side) || side < -1) {
      fail('shape', op, `dimensions must be integers of at least 0, or one -1; got ${describe(sides)}`, {
        shape,
      });
    }
  }
  const to = sides as number[];
  const open = to.indexOf(-1);
  if (open !== to.lastIndexOf(-1)) {
    fail('shape', op, `only one dimension may be -1; got ${describe(to)}`, { shape });
  }
  const size = sizeOf(from);
  const refuse = (): never =>
    fail('shape', op, `the number of elements must stay; got ${shapeText(from)} to ${shapeText(to)}`, {
      from,
      to,
    });
  if (open < 0) {
    if (sizeOf(to) !== size) refuse();
    return to;
  }
  const rest = sizeOf(to.filter((_, i) => i !== open));
  if (rest === 0 || size % rest !== 0) refuse();
  return to.map((side, i) => (i === open ? size / rest : side));
}

/** The permutation with non-negative axes. */
export function checkPermutation(op: string, shape: readonly number[], axes: unknown): number[] {
  const given = checkIntegers(op, 'axes', axes);
  const rank = shape.length;
  const permutation = given.length === rank ? given.map((axis) => checkAxis(op, axis, rank)) : [];
  if (given.length !== rank || new Set(permutation).size !== rank) {
    fail('shape', op, `axes must name each of the ${rank} dimensions once; got ${describe(given)}`, {
      axes,
      shape,
    });
  }
  return permutation;
}

export function expandDimsShape(op: string, shape: readonly number[], axis: unknown): number[] {
  const at = checkAxis(op, axis, shape.length + 1);
  return [...shape.slice(0, at), 1, ...shape.slice(at)];
}

/** Without `axes`, every side of 1 goes. */
export function squeezeShape(
  op: string,
  shape: readonly number[],
  axes: readonly number[] | undefined,
): number[] {
  for (const axis of axes ?? []) {
    if (shape[axis] !== 1) {
      fail('shape', op, `squeezed dimensions must be 1; got ${shapeText(shape)}, axis ${axis}`, {
        shape,
        axis,
      });
    }
  }
  return shape.filter((side, i) => (axes === undefined ? side !== 1 : !axes.includes(i)));
}

export function concatShape(op: string, shapes: readonly (readonly number[])[], axis: number): number[] {
  const first = shapes[0]!;
  let side = 0;
  for (const shape of shapes) {
    const alike = shape.length === first.length && shape.every((own, i) => i === axis || own === first[i]);
    if (!alike) {
      fail(
        'shape',
        op,
        `shapes must agree but along axis ${axis}; got ${shapes.slice(0, 6).map(shapeText).join(' and ')}`,
        { shapes, axis },
      );
    }
    side += shape[axis]!;
  }
  return first.map((own, i) => (i === axis ? side : own));
}

/** Elements added before and after, one number for both. */
export type PadWidth = number | readonly [before: number, after: number];

export function checkPadWidths(
  op: string,
  shape: readonly number[],
  widths: unknown,
): { before: number[]; after: number[]; shape: number[] } {
  if (!Array.isArray(widths) || widths.length !== shape.length) {
    fail(
      'argument',
      op,
      `widths must have one entry a dimension of ${shapeText(shape)}; got ${describe(widths)}`,
      {
        widths,
        shape,
      },
    );
  }
  const pairs = Array.from(widths, (width: unknown, i) => {
    const pair = Array.isArray(width) && width.length === 2 ? width : [width, width];
    return pair.map((side) => checkInteger(op, `widths[${i}]`, side, 0)) as [number, number];
  });
  return {
    before: pairs.map(([before]) => before),
    after: pairs.map(([, after]) => after),
    shape: shape.map((side, i) => side + pairs[i]![0] + pairs[i]![1]),
  };
}

/**
 * What to take along an axis: `null` for all of it, or `[start, stop, step]` as in Python: `null` for the
 * default, negative from the end, clamped to what there is.
 */
export type SliceRange = null | readonly [start: number | null, stop?: number | null, step?: number];

export function checkSlice(
  op: string,
  shape: readonly number[],
  ranges: unknown,
): { start: number[]; step: number[]; shape: number[] } {
  if (!Array.isArray(ranges) || ranges.length > shape.length) {
    fail(
      'argument',
      op,
      `ranges must be an array of at most one entry a dimension of ${shapeText(shape)}; got ${describe(ranges)}`,
      { ranges, shape },
    );
  }
  const taken = shape.map((side, axis) => sliceAxis(op, axis, side, ranges[axis] ?? null));
  return {
    start: taken.map(({ start }) => start),
    step: taken.map(({ step }) => step),
    shape: taken.map(({ length }) => length),
  };
}

function sliceAxis(op: string, axis: number, side: number, range: unknown) {
  if (range === null) return { start: 0, step: 1, length: side };
  if (!Array.isArray(range) || range.length < 1 || range.length > 3) {
    fail('argument', op, `ranges[${axis}] must be null or [start, stop, step]; got ${describe(range)}`, {
      range,
    });
  }
  const step = range[2] === undefined ? 1 : checkInteger(op, `step of axis ${axis}`, range[2]);
  if (step === 0)
    fail('argument', op, `step of axis ${axis} must not be 0; got ${describe(range)}`, { range });
  // Python's slice.indices: with a step back the bounds lie one lower.
  const [low, high] = step > 0 ? [0, side] : [-1, side - 1];
  const bound = (name: string, value: unknown, fallback: number): number => {
    if (value === null || value === undefined) return fallback;
    const at = checkInteger(op, `${name} of axis ${axis}`, value);
    return Math.min(Math.max(at < 0 ? at + side : at, low), high);
  };
  const start = bound('start', range[0], step > 0 ? low : high);
  const stop = bound('stop', range[1], step > 0 ? high : low);
  const length = Math.max(0, Math.ceil((stop - start) / step));
  return { start: length === 0 ? 0 : start, step, length };
}

export function takeShape(shape: readonly number[], indices: readonly number[], axis: number): number[] {
  return [...shape.slice(0, axis), ...indices, ...shape.slice(axis + 1)];
}
