import { tidy } from '../scope.js';
import {
  checkAxes,
  checkAxis,
  checkInteger,
  checkIntegers,
  checkNumber,
  checkOptions,
  describe,
  fail,
  shapeText,
} from '../shape/check.js';
import {
  checkPadWidths,
  checkSlice,
  concatShape,
  expandDimsShape,
  type PadWidth,
  type SliceRange,
  takeShape,
} from '../shape/movement.js';
import { checkTensor, isTensor, type Tensor } from '../tensor.js';
import { tensor } from './create.js';
import { commonBackend, commonDType, dispatch } from './dispatch.js';
import { expandDims } from './movement.js';
import { scalarAs } from './scalar.js';

function sliced(op: string, x: Tensor, ranges: unknown): Tensor {
  const { start, step, shape } = checkSlice(op, x.shape, ranges);
  return dispatch(op, [x], { shape, dtype: x.dtype }, (driver, [ref], out) =>
    driver.slice(ref, { start, step }, out),
  );
}

/**
 * A range along each axis, as in Python: `slice(x, [[0, 2], null, [null, null, -1]])` is `x[0:2, :, ::-1]`.
 * Axes beyond the given ones are taken whole.
 */
export function slice(x: Tensor, ranges: readonly SliceRange[]): Tensor {
  checkTensor('slice', 'x', x);
  return sliced('slice', x, ranges);
}

/** The elements in reverse order along `axis`, one or several; by default all. */
export function flip(x: Tensor, axis?: number | readonly number[]): Tensor {
  checkTensor('flip', 'x', x);
  const axes = checkAxes('flip', axis, x.shape.length);
  return sliced(
    'flip',
    x,
    x.shape.map((_, i) => (axes.includes(i) ? [null, null, -1] : null)),
  );
}

/** `value` (default 0) around `x`: `widths` has a number or `[before, after]` for each dimension. */
export function pad(
  x: Tensor,
  widths: readonly PadWidth[],
  options?: { value?: number | undefined },
): Tensor {
  checkTensor('pad', 'x', x);
  const { value = 0 } = checkOptions('pad', options);
  checkNumber('pad', 'value', value);
  scalarAs('pad', value, x.dtype);
  const { before, after, shape } = checkPadWidths('pad', x.shape, widths);
  return dispatch('pad', [x], { shape, dtype: x.dtype }, (driver, [ref], out) =>
    driver.pad(ref, { before, after, value }, out),
  );
}

function checkTensors(op: string, xs: unknown): readonly Tensor[] {
  if (!Array.isArray(xs) || xs.length === 0) {
    fail('argument', op, `xs must be an array of at least one Tensor; got ${describe(xs)}`);
  }
  const tensors = Array.from(xs, (x, i) => checkTensor(op, `xs[${i}]`, x));
  commonBackend(op, tensors);
  commonDType(op, tensors);
  return tensors;
}

/** Joins tensors of one dtype along an axis they have. */
export function concat(xs: readonly Tensor[], axis = 0): Tensor {
  const tensors = checkTensors('concat', xs);
  const first = tensors[0]!;
  const at = checkAxis('concat', axis, first.shape.length);
  const shape = concatShape(
    'concat',
    tensors.map((x) => x.shape),
    at,
  );
  return dispatch('concat', tensors, { shape, dtype: first.dtype }, (driver, refs, out) =>
    driver.concat(refs, at, out),
  );
}

/** Joins tensors of one shape along a new axis. */
export function stack(xs: readonly Tensor[], axis = 0): Tensor {
  const tensors = checkTensors('stack', xs);
  const first = tensors[0]!;
  const at = checkAxis('stack', axis, first.shape.length + 1);
  for (const { shape } of tensors) {
    if (shape.length !== first.shape.length || shape.some((side, i) => side !== first.shape[i])) {
      fail('shape', 'stack', `shapes must be equal; got ${shapeText(first.shape)} and ${shapeText(shape)}`);
    }
  }
  expandDimsShape('stack', first.shape, at);
  return tidy(() =>
    concat(
      tensors.map((x) => expandDims(x, at)),
      at,
    ),
  );
}

/** More parts than anybody means; each is a tensor. */
const maxSections = 65536;

/** Parts along an axis: a number of equal ones, or their sizes, which add up to the side. */
export function split(x: Tensor, sections: number | readonly number[], axis = 0): Tensor[] {
  checkTensor('split', 'x', x);
  const at = checkAxis('split', axis, x.shape.length);
  const side = x.shape[at]!;
  let sizes: number[];
  if (typeof sections === 'number') {
    checkInteger('split', 'sections', sections, 1);
    if (sections > maxSections) {
      fail('argument', 'split', `sections must be at most ${maxSections}; got ${sections}`, { sections });
    }
    if (side % sections !== 0) {
      fail(
        'shape',
        'split',
        `the side must divide by sections; got ${shapeText(x.shape)}, axis ${at}, ${sections}`,
      );
    }
    sizes = new Array<number>(sections).fill(side / sections);
  } else {
    sizes = checkIntegers('split', 'sections', sections, 0);
    if (sizes.reduce((sum, size) => sum + size, 0) !== side) {
      fail(
        'shape',
        'split',
        `sections must add up to the side; got ${shapeText(x.shape)}, axis ${at}, ${shapeText(sizes)}`,
      );
    }
  }
  let start = 0;
  return sizes.map((size) => {
    const ranges = x.shape.map((_, i) => (i === at ? [start, start + size] : null));
    start += size;
    return sliced('split', x, ranges);
  });
}

/**
 * The elements at `indices` along `axis`, which gives way to the indices' own dimensions. Indices are int32,
 * int64, uint32 or uint8, or an array of integers; negative ones count from the end. One outside is known only when the
 * work runs: reading the result then rejects with code `argument`.
 */
export function take(x: Tensor, indices: Tensor | readonly number[], axis = 0): Tensor {
  checkTensor('take', 'x', x);
  const at = checkAxis('take', axis, x.shape.length);
  if (!isTensor(indices)) {
    const list = checkIntegers('take', 'indices', indices);
    return tidy(() =>
      take(x, tensor(list, { shape: [list.length], dtype: 'int32', backend: x.backend }), at),
    );
  }
  if (!['int32', 'int64', 'uint32', 'uint8'].includes(indices.dtype)) {
    fail('dtype', 'take', `indices must be integers; got ${indices.dtype}`, { dtype: indices.dtype });
  }
  const shape = takeShape(x.shape, indices.shape, at);
  return dispatch('take', [x, indices], { shape, dtype: x.dtype }, (driver, [ref, at_], out) =>
    driver.take(ref, at_, at, out),
  );
}
