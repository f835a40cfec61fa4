/** In and out: every dtype and rank, fills, empty and one-element sizes. */
import { type Backend, type DType, dtypes, full, isFloat, itemSize, ones, tensor, zeros } from '@x/tensor';
import { type ConformanceCase, group } from './case.js';
import { download, evaluate, upload } from './evaluate.js';
import { check, exact, expectArray } from './expect.js';
import { elements, sizeOf } from './hostArray.js';
import { Random } from './random.js';
import { views } from './views.js';

const shapes: readonly (readonly number[])[] = [
  [],
  [1],
  [7],
  [0],
  [3, 5],
  [4, 0],
  [2, 3, 4],
  [1, 1, 1, 1],
  [2, 3, 1, 5],
  [2, 1, 3, 2, 3],
];

/** Any bits at all, NaN payloads and subnormals too. */
function anyBytes(seed: number, size: number, dtype: DType): Uint8Array {
  const random = new Random(seed);
  return Uint8Array.from({ length: size }, () => random.bits() & (dtype === 'bool' ? 1 : 255));
}

async function roundTrip(backend: Backend, shape: readonly number[], dtype: DType): Promise<void> {
  const bytes = anyBytes(shape.length + 17, sizeOf(shape) * itemSize[dtype], dtype);
  const sent = bytes.slice();
  const result = await evaluate(() => {
    const x = upload(backend, { shape, dtype, bytes: sent });
    // Copied during the call: what happens to the caller's memory afterwards must not matter.
    sent.fill(0);
    return x;
  });
  check(
    result.bytes.length === bytes.length && result.bytes.every((byte, i) => byte === bytes[i]),
    `the bytes must come back as they were; got ${result.bytes}, sent ${bytes}`,
  );
}

async function filled(backend: Backend, dtype: DType, value: number | bigint): Promise<void> {
  for (const shape of [[], [5], [0, 2], [2, 3]]) {
    const result = await evaluate(() => full(shape, value, { dtype, backend }));
    check(result.dtype === dtype, `full must be ${dtype}; got ${result.dtype}`);
    const all = elements(result);
    check(all.length === sizeOf(shape), `full must have ${sizeOf(shape)} elements; got ${all.length}`);
    check(
      all.every((element) => Object.is(element, value)),
      `every element must be ${value}; got ${all}`,
    );
  }
}

const fillValues: Record<DType, readonly (number | bigint)[]> = {
  float32: [0, -0, 1.5, Number.NaN, Infinity, -Infinity, 3.4028234663852886e38],
  float16: [0, -0, 1.5, Number.NaN, Infinity, 65504],
  bfloat16: [0, -0, 1.5, Number.NaN, -Infinity, 3.3895313892515355e38],
  int32: [0, -1, 2147483647, -2147483648],
  int64: [0n, -1n, 9223372036854775807n, -9223372036854775808n, 9007199254740993n],
  uint32: [0, 1, 4294967295],
  uint8: [0, 255],
  bool: [0, 1],
};

export function arrayCases(): ConformanceCase[] {
  const trips = dtypes.flatMap((dtype) =>
    shapes.map(
      (shape) =>
        [
          `bytes of ${dtype} [${shape.join(',')}] come back`,
          ({ backend }: { backend: Backend }) => roundTrip(backend, shape, dtype),
        ] as const,
    ),
  );
  const viewed = dtypes.flatMap((dtype) =>
    views
      .filter(({ name }) => name)
      .map(
        (view) =>
          [
            `${dtype}, ${view.name}, is read in C order`,
            async ({ backend }: { backend: Backend }) => {
              const x = new Random(3).array([3, 4, 2, 5], dtype);
              expectArray(await evaluate(() => view.make(backend, x)), x, exact);
            },
          ] as const,
      ),
  );
  const fills = dtypes.flatMap((dtype) =>
    fillValues[dtype].map((value) => {
      const name = `full of ${Object.is(value, -0) ? '-0' : value} in ${dtype}`;
      return [name, ({ backend }: { backend: Backend }) => filled(backend, dtype, value)] as const;
    }),
  );
  return group('arrays', [
    ...trips,
    ...viewed,
    ...fills,
    [
      'zeros and ones in every dtype',
      async ({ backend }) => {
        for (const dtype of dtypes) {
          const [none, all] = await Promise.all([
            evaluate(() => zeros([2, 2], { dtype, backend })),
            evaluate(() => ones([2, 2], { dtype, backend })),
          ]);
          check(elements(none).every(isZero), `zeros of ${dtype} must be 0; got ${elements(none)}`);
          check(
            elements(all).every((x) => Number(x) === 1),
            `ones of ${dtype} must be 1; got ${elements(all)}`,
          );
        }
      },
    ],
    [
      'item() of every dtype',
      async ({ backend }) => {
        for (const dtype of dtypes) {
          using x = ones([1, 1], { dtype, backend });
          const value = await x.item();
          const expected = dtype === 'int64' ? 1n : dtype === 'bool' ? true : 1;
          check(value === expected, `item of ${dtype} must be ${String(expected)}; got ${String(value)}`);
        }
      },
    ],
    [
      'data() of half types is widened',
      async ({ backend }) => {
        for (const dtype of dtypes.filter(isFloat)) {
          using x = tensor([1.5, -2, 0.25], { dtype, backend });
          const data = await x.data();
          check(
            data instanceof Float32Array && data.join() === '1.5,-2,0.25',
            `data of ${dtype} must be a Float32Array of the values; got ${data}`,
          );
        }
      },
    ],
    [
      'what is read is the caller’s own',
      async ({ backend }) => {
        using x = tensor([1, 2, 3], { backend });
        const first = await x.bytes();
        first.fill(255);
        const second = await download(x);
        check(elements(second).join() === '1,2,3', `a second read must be 1,2,3; got ${elements(second)}`);
      },
    ],
    [
      'a large array comes back whole',
      async ({ backend }) => {
        const x = new Random(5).array([1_048_577], 'float32');
        expectArray(await evaluate(() => upload(backend, x)), x, exact);
      },
    ],
  ]);
}

const isZero = (x: number | bigint): boolean => Number(x) === 0;
