/** Laws that hold on every backend, over random shapes. */

import * as x from '@x/tensor';
import { type Backend, createBackend, type DType, type Tensor } from '@x/tensor';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/conformance/evaluate.js';
import { exact, expectArray, type Tolerance } from '../../src/conformance/expect.js';
import { toleranceOf } from '../../src/conformance/tolerances.js';
import { arrayMaker, floats, numbers, runs, seed, shapeOf, side } from './arbitraries.js';
import { available } from './suite.js';

function laws(name: string): void {
  let backend: Backend;
  beforeAll(async () => {
    backend = await createBackend(name);
  });
  afterAll(async () => {
    expect(backend.memory().tensors).toBe(0);
    await backend.close();
  });

  async function same(build: () => readonly [Tensor, Tensor], tolerance: Tolerance = exact): Promise<void> {
    const { left, right } = await evaluateAll(() => {
      const [left, right] = build();
      // One array may be both.
      return { left, right: right === left ? x.astype(right, right.dtype) : right };
    });
    expectArray(left!, right!, tolerance);
  }

  const law = <T>(title: string, property: fc.IAsyncProperty<T>) =>
    it(title, () => fc.assert(property, runs));

  const unary = (
    dtypes: fc.Arbitrary<DType>,
    build: (input: Tensor) => readonly [Tensor, Tensor],
    ranks = [0, 5],
  ) =>
    fc.asyncProperty(shapeOf(ranks[0]!, ranks[1]!), dtypes, seed, (shape, dtype, from) =>
      same(() => build(arrayMaker(backend, from)(shape, dtype))),
    );

  law(
    'permuting there and back',
    fc.asyncProperty(shapeOf(1, 5), numbers, seed, (shape, dtype, from) =>
      same(() => {
        const input = arrayMaker(backend, from)(shape, dtype);
        const axes = shape.map((_, i) => (i + from) % shape.length);
        const back = axes.map((_, i) => axes.indexOf(i));
        return [x.permuteDims(x.permuteDims(input, axes), back), input];
      }),
    ),
  );
  law(
    'flipping twice',
    unary(numbers, (a) => [x.flip(x.flip(a)), a], [1, 5]),
  );
  law(
    'what is padded is cut off again',
    unary(numbers, (a) => {
      const padded = x.pad(
        a,
        a.shape.map(() => [1, 2] as const),
        { value: 3 },
      );
      return [
        x.slice(
          padded,
          a.shape.map((n) => [1, 1 + n] as const),
        ),
        a,
      ];
    }),
  );
  law(
    'split and concat',
    unary(
      numbers,
      (a) => {
        const first = a.shape[0]!;
        return [x.concat(x.split(a, [1, first - 1], 0), 0), a];
      },
      [1, 4],
    ),
  );
  law(
    'taking every index in turn',
    unary(
      numbers,
      (a) => {
        return [x.take(a, x.arange(a.shape[0]!, { dtype: 'int32', backend })), a];
      },
      [1, 4],
    ),
  );
  law(
    'adding is commutative',
    unary(numbers, (a) => {
      const other = x.flip(a);
      return [x.add(a, other), x.add(other, a)];
    }),
  );
  law(
    'where chooses one of two',
    unary(numbers, (a) => {
      const other = x.flip(a);
      const condition = x.less(a, other);
      return [x.where(condition, a, other), x.minimum(a, other)];
    }),
  );
  law(
    'a remainder and its floor make the whole',
    unary(fc.constantFrom<DType>('int32', 'int64', 'uint32', 'uint8'), (a) => {
      const divisor = x.maximum(x.flip(a), 1);
      return [x.add(x.multiply(x.floorDivide(a, divisor), divisor), x.remainder(a, divisor)), a];
    }),
  );
  law(
    'integers are summed in any order',
    unary(
      fc.constantFrom<DType>('int32', 'int64', 'uint32', 'uint8'),
      (a) => {
        return [x.sum(a), x.sum(x.sum(x.sum(a, { axis: -1 }), { axis: 0 }))];
      },
      [2, 4],
    ),
  );
  law(
    'the largest is where argmax says',
    unary(numbers, (a) => {
      const flat = x.reshape(a, [a.size]);
      return [x.reshape(x.take(flat, x.expandDims(x.argmax(a), 0)), []), x.max(a)];
    }),
  );
  law(
    'widening a half type and narrowing it again',
    unary(fc.constantFrom<DType>('float16', 'bfloat16'), (a) => {
      return [x.astype(x.astype(a, 'float32'), a.dtype), a];
    }),
  );
  law(
    'moving to the reference backend and back',
    fc.asyncProperty(shapeOf(0, 4), numbers, seed, async (shape, dtype, from) => {
      const other = await createBackend('reference');
      using a = arrayMaker(backend, from)(shape, dtype);
      using there = await a.to(other);
      using back = await there.to(backend);
      expect(await back.bytes()).toEqual(await a.bytes());
      there.dispose();
      await other.close();
    }),
  );
  law(
    'a product with the identity',
    fc.asyncProperty(side(70), side(70), floats, seed, (rows, columns, dtype, from) =>
      same(() => {
        const a = arrayMaker(backend, from)([rows, columns], dtype);
        const index = x.arange(columns, { dtype: 'int32', backend });
        const identity = x.astype(x.equal(x.expandDims(index, 0), x.expandDims(index, 1)), dtype);
        return [x.matmul(a, identity), a];
      }),
    ),
  );
  law(
    'the transpose of a product',
    fc.asyncProperty(side(40), side(40), side(40), floats, seed, (m, k, n, dtype, from) =>
      same(
        () => {
          const array = arrayMaker(backend, from);
          const [a, b] = [array([m, k], dtype), array([k, n], dtype)];
          const product = x.matmul(x.matrixTranspose(b), x.matrixTranspose(a));
          return [x.matrixTranspose(x.matmul(a, b)), product];
        },
        toleranceOf('matmul', dtype),
      ),
    ),
  );
  law(
    'a 1×1 convolution is a product',
    fc.asyncProperty(
      fc.tuple(side(2), side(9), side(9)),
      side(20),
      side(20),
      floats,
      seed,
      ([b, h, w], c, o, dtype, from) =>
        same(
          () => {
            const array = arrayMaker(backend, from);
            const [image, weight] = [array([b, h, w, c], dtype), array([o, 1, 1, c], dtype)];
            const product = x.matmul(
              x.reshape(image, [b * h * w, c]),
              x.matrixTranspose(x.reshape(weight, [o, c])),
            );
            return [x.conv2d(image, weight), x.reshape(product, [b, h, w, o])];
          },
          toleranceOf('conv2d', dtype),
        ),
    ),
  );
  law(
    'statistics of parts make those of the whole',
    fc.asyncProperty(side(9), side(9), side(4), side(4), seed, (top, bottom, groups, perGroup, from) =>
      same(
        () => {
          const whole = arrayMaker(backend, from)([2, top + bottom, 5, groups * perGroup], 'float32');
          const parts = x.split(whole, [top, bottom], 1).map((part) => x.groupStatistics(part, groups));
          return [x.combineGroupStatistics(parts, [top, bottom]), x.groupStatistics(whole, groups)];
        },
        toleranceOf('groupStatistics', 'float32'),
      ),
    ),
  );
  law(
    'a stripe with halo rows gives the rows of the whole',
    fc.asyncProperty(
      fc.tuple(fc.integer({ min: 3, max: 12 }), side(10)),
      side(6),
      side(6),
      fc.constantFrom(1 as const, 2 as const),
      fc.boolean(),
      seed,
      ([height, width], channels, outputs, upsample, normed, from) =>
        same(
          () => {
            const array = arrayMaker(backend, from);
            const image = array([1, height, width, channels], 'float32');
            const norm = normed ? { statistics: x.groupStatistics(image, 1), eps: 1e-3 } : null;
            const options = {
              norm,
              activation: 'silu' as const,
              weight: array([outputs, 3, 3, channels], 'float32'),
              upsample,
            };
            const whole = x.convBlock(image, { ...options, padding: 1 }).output;
            // Rows from `first` on, with one row of the part above; enlarged, that row is two, of which one is needed.
            const first = 1 + (from % (height - 1));
            const stripe = x.slice(image, [null, [first - 1, null]]);
            const padding = { top: 0, bottom: 1, left: 1, right: 1 };
            const part = x.convBlock(stripe, { ...options, padding }).output;
            const skip = upsample - 1;
            return [x.slice(part, [null, [skip, null]]), x.slice(whole, [null, [first * upsample, null]])];
          },
          toleranceOf('convBlock', 'float32'),
        ),
    ),
  );
}

for (const name of ['reference', 'cpu', 'mlx']) {
  if (await available(name)) describe(`${name}: laws`, () => laws(name));
}
