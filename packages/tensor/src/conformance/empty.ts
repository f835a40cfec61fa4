/** Arrays of no elements go through every op, and leave what its shapes say. */

import type { Backend, Tensor } from '@x/tensor';
import * as x from '@x/tensor';
import { type ConformanceCase, group } from './case.js';
import { evaluate } from './evaluate.js';
import { check } from './expect.js';
import { elements } from './hostArray.js';

type Build = (zeros: (shape: readonly number[], dtype?: x.DType) => Tensor, backend: Backend) => Tensor;

/** The shape that must come out; where it has elements, each must be the number. */
const cases: Readonly<Record<string, readonly [Build, shape: readonly number[], element?: number]>> = {
  exp: [(zeros) => x.exp(zeros([0, 3])), [0, 3]],
  'add, broadcast': [(zeros) => x.add(zeros([0, 3]), zeros([1, 1])), [0, 3]],
  'add of int64': [(zeros) => x.add(zeros([2, 0], 'int64'), zeros([1], 'int64')), [2, 0]],
  equal: [(zeros) => x.equal(zeros([0]), zeros([0])), [0]],
  where: [(zeros) => x.where(zeros([0, 1], 'bool'), zeros([1, 4]), zeros([])), [0, 4]],
  'astype to bfloat16': [(zeros) => x.astype(zeros([3, 0]), 'bfloat16'), [3, 0]],
  'sum over the empty axis': [(zeros) => x.sum(zeros([2, 0]), { axis: 1 }), [2], 0],
  'sum beside the empty axis': [(zeros) => x.sum(zeros([2, 0]), { axis: 0 }), [0]],
  'all of nothing': [(zeros) => x.all(zeros([0], 'bool')), [], 1],
  'mean beside the empty axis': [(zeros) => x.mean(zeros([2, 0]), { axis: 0 }), [0]],
  reshape: [(zeros) => x.reshape(zeros([0, 6]), [3, 0, 2]), [3, 0, 2]],
  permuteDims: [(zeros) => x.permuteDims(zeros([2, 0, 5]), [2, 0, 1]), [5, 2, 0]],
  flip: [(zeros) => x.flip(zeros([2, 0])), [2, 0]],
  slice: [(zeros) => x.slice(zeros([4, 4]), [[2, 2]]), [0, 4]],
  'pad around nothing': [(zeros) => x.pad(zeros([0, 2]), [1, 0], { value: 7 }), [2, 2], 7],
  concat: [(zeros) => x.concat([zeros([0, 2]), zeros([0, 2])]), [0, 2]],
  stack: [(zeros) => x.stack([zeros([0]), zeros([0])]), [2, 0]],
  'take no rows': [(zeros) => x.take(zeros([3, 2]), zeros([0], 'int32')), [0, 2]],
  'take of empty rows': [(zeros) => x.take(zeros([3, 0]), zeros([2], 'int32')), [2, 0]],
  'matmul over nothing': [(zeros) => x.matmul(zeros([2, 0]), zeros([0, 3])), [2, 3], 0],
  'matmul of no rows': [(zeros) => x.matmul(zeros([0, 4]), zeros([4, 3])), [0, 3]],
  'matmul of no batch': [(zeros) => x.matmul(zeros([0, 2, 4]), zeros([4, 3])), [0, 2, 3]],
  'conv2d of no batch': [(zeros) => x.conv2d(zeros([0, 4, 4, 2]), zeros([3, 3, 3, 2])), [0, 2, 2, 3]],
  'arange of nothing': [(_, backend) => x.arange(0, { backend }), [0]],
  'randomBits of nothing': [(_, backend) => x.randomBits([0, 4], { seed: 1, backend }), [0, 4]],
  silu: [(zeros) => x.silu(zeros([0])), [0]],
  'softmax of no rows': [(zeros) => x.softmax(zeros([0, 3])), [0, 3]],
  'softmax over nothing': [(zeros) => x.softmax(zeros([3, 0])), [3, 0]],
  'groupNorm of no batch': [(zeros) => x.groupNorm(zeros([0, 2, 2, 4]), { groups: 2 }), [0, 2, 2, 4]],
  'layerNorm of no rows': [(zeros) => x.layerNorm(zeros([0, 4])), [0, 4]],
  'attention of no queries': [
    (zeros) => x.attention(zeros([1, 2, 0, 4]), zeros([1, 2, 3, 4]), zeros([1, 2, 3, 4])),
    [1, 2, 0, 4],
  ],
  'convBlock of no batch': [
    (zeros) => x.convBlock(zeros([0, 3, 3, 2]), { weight: zeros([4, 3, 3, 2]), padding: 1 }).output,
    [0, 3, 3, 4],
  ],
  'upsampleNearest of no batch': [(zeros) => x.upsampleNearest(zeros([0, 2, 2, 1])), [0, 4, 4, 1]],
};

export function emptyCases(): ConformanceCase[] {
  return group(
    'no elements',
    Object.entries(cases).map(([name, [build, shape, element]]) => [
      name,
      async ({ backend }) => {
        const zeros = (size: readonly number[], dtype: x.DType = 'float32') =>
          x.zeros(size, { dtype, backend });
        const result = await evaluate(() => build(zeros, backend));
        check(result.shape.join() === shape.join(), `the shape must be [${shape}]; got [${result.shape}]`);
        const wrong = elements(result).filter((value) => Number(value) !== element);
        check(wrong.length === 0, `every element must be ${element}; got ${wrong}`);
      },
    ]),
  );
}
