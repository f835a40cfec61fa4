/** Sums too long for a half type's own arithmetic. */
import { type DType, full, matmul, mean, sum, type Tensor } from '@x/tensor';
import { type ConformanceCase, type ConformanceContext, group } from './case.js';
import { check } from './expect.js';

/** Where adding ones in the type itself stops: the next one is lost. */
const halves = [
  ['float16', 2048],
  ['bfloat16', 256],
] as const;

const one =
  (build: (context: ConformanceContext) => Tensor, expected: number) =>
  async (context: ConformanceContext): Promise<void> => {
    using x = build(context);
    const value = await x.item();
    check(value === expected, `it must be ${expected}; got ${String(value)}`);
  };

export function sumCases(): ConformanceCase[] {
  const ones = (shape: readonly number[], dtype: DType, { backend }: ConformanceContext) =>
    full(shape, 1, { dtype, backend });
  return group(
    'sums of half types are float32 sums',
    halves.flatMap(([dtype, limit]) => [
      [
        `sum of ${4 * limit} ones in ${dtype}`,
        one((c) => use(ones([4 * limit], dtype, c), (x) => sum(x)), 4 * limit),
      ],
      [
        `sum along the first axis in ${dtype}`,
        one((c) => use(ones([4 * limit, 1], dtype, c), (x) => sum(x, { axis: 0 })), 4 * limit),
      ],
      [
        `mean of ${4 * limit} ones in ${dtype}`,
        one((c) => use(ones([4 * limit], dtype, c), (x) => mean(x)), 1),
      ],
      [
        `a product of ${4 * limit} terms in ${dtype}`,
        one(
          (c) =>
            use(ones([1, 4 * limit], dtype, c), (row) =>
              use(ones([4 * limit, 1], dtype, c), (column) => matmul(row, column)),
            ),
          4 * limit,
        ),
      ],
    ]),
  );
}

/** `x` goes once the call that takes it has been made. */
function use(x: Tensor, call: (x: Tensor) => Tensor): Tensor {
  try {
    return call(x);
  } finally {
    x.dispose();
  }
}
