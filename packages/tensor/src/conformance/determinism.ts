/** The same call gives the same bytes, every time. */
import {
  attention,
  type Backend,
  conv2d,
  convBlock,
  exp,
  groupNorm,
  matmul,
  randomNormal,
  softmax,
  sum,
  type Tensor,
} from '@x/tensor';
import { type ConformanceCase, group } from './case.js';
import { evaluate, upload } from './evaluate.js';
import { check } from './expect.js';
import { Random } from './random.js';

type Build = (array: (...shape: number[]) => Tensor, backend: Backend) => Tensor;

/** Sizes at which a threaded backend splits its work. */
export const builds: Readonly<Record<string, Build>> = {
  'exp of 100,000': (array) => exp(array(100_003)),
  'sum of 100,000': (array) => sum(array(100_003)),
  'sum along the first of two axes': (array) => sum(array(1000, 37), { axis: 0 }),
  'softmax of rows': (array) => softmax(array(64, 501)),
  'matmul 129 × 257 × 65': (array) => matmul(array(129, 257), array(257, 65)),
  'conv2d 3×3': (array) => conv2d(array(1, 33, 31, 20), array(24, 3, 3, 20), { padding: 1 }),
  'groupNorm with silu': (array) => groupNorm(array(2, 33, 17, 24), { groups: 8, activation: 'silu' }),
  'attention of 150 positions': (array) =>
    attention(array(1, 2, 150, 16), array(1, 2, 150, 16), array(1, 2, 150, 16)),
  convBlock: (array) =>
    convBlock(array(1, 16, 17, 16), {
      norm: { groups: 4 },
      activation: 'silu',
      upsample: 2,
      weight: array(12, 3, 3, 16),
      bias: array(12),
      padding: 1,
    }).output,
  randomNormal: (_, backend) => randomNormal([5001], { seed: 7, backend }),
};

const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

export async function bytesOf(build: Build, backend: Backend): Promise<Uint8Array> {
  const random = new Random(9);
  const array = (...shape: number[]) => upload(backend, random.array(shape, 'float32'));
  return (await evaluate(() => build(array, backend))).bytes;
}

export function determinismCases(): ConformanceCase[] {
  const repeated = Object.entries(builds).map(
    ([name, build]) =>
      [
        `${name}: the same bytes alone and among other work`,
        async ({ backend }: { backend: Backend }) => {
          const first = await bytesOf(build, backend);
          const together = await Promise.all([bytesOf(build, backend), bytesOf(build, backend)]);
          for (const again of together) check(same(first, again), 'the bytes must be the same');
        },
      ] as const,
  );
  const elsewhere = Object.entries(builds).map(
    ([name, build]) =>
      [
        `${name}: the same bytes from another instance`,
        async ({ backend, makeBackend }: { backend: Backend; makeBackend: () => Promise<Backend> }) => {
          const other = await makeBackend();
          try {
            const [a, b] = await Promise.all([bytesOf(build, backend), bytesOf(build, other)]);
            check(same(a, b), 'the bytes must be the same');
          } finally {
            await other.close();
          }
        },
      ] as const,
  );
  return group('determinism', [...repeated, ...elsewhere]);
}
