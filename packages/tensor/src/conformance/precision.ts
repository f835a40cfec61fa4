/** A job's precision: how far products may be from those of `highest`, and what is no precision. */
import {
  attention,
  type Backend,
  conv2d,
  convBlock,
  matmul,
  multiply,
  type Precision,
  type Tensor,
  tidy,
} from '@x/tensor';
import { type ConformanceCase, group } from './case.js';
import { evaluate, upload } from './evaluate.js';
import { expectArray, expectThrows } from './expect.js';
import { Random } from './random.js';

type Build = (array: (...shape: number[]) => Tensor) => Tensor;

/** Sums of `terms` products of numbers about 1 in size. */
const products: Readonly<Record<string, { readonly terms: number; readonly build: Build }>> = {
  matmul: { terms: 200, build: (array) => matmul(array(37, 200), array(200, 50)) },
  'conv2d 3×3': {
    terms: 9 * 48,
    build: (array) => conv2d(array(1, 19, 23, 48), array(40, 3, 3, 48), { padding: 1 }),
  },
  'conv2d of stride 2': {
    terms: 9 * 24,
    build: (array) => conv2d(array(2, 15, 17, 24), array(40, 3, 3, 24), { padding: 1, stride: 2 }),
  },
  'convBlock of an enlarged image': {
    terms: 9 * 32,
    build: (array) =>
      convBlock(array(1, 9, 11, 32), {
        upsample: 2,
        weight: array(33, 3, 3, 32),
        bias: array(33),
        residual: array(1, 18, 22, 33),
        padding: 1,
      }).output,
  },
  attention: {
    terms: 64,
    build: (array) => attention(array(1, 2, 40, 64), array(1, 2, 70, 64), array(1, 2, 70, 64)),
  },
};

/**
 * Errors of a term, of which a sum has the root of their number: a rounding to bfloat16 (2^-9, twice) with what
 * Winograd's transforms make of it; three products of bfloat16 parts leave 2^-16 and less. The largest of some
 * twenty thousand sums lies 5 deviations out.
 */
const unit: Readonly<Record<Precision, number>> = { highest: 2 ** -21, high: 2 ** -15, medium: 2 ** -7 };

async function staysWithin(backend: Backend, precision: Precision, name: string): Promise<void> {
  const { terms, build } = products[name]!;
  const run = (level: Precision) => {
    const random = new Random(11);
    // Of more bits than bfloat16 has.
    const array = (...shape: number[]) =>
      multiply(upload(backend, random.array(shape, 'float32')), Math.SQRT1_2);
    using job = backend.job({ precision: level });
    return evaluate(() => job.run(() => tidy(() => build(array))));
  };
  const [exact, found] = await Promise.all([run('highest'), run(precision)]);
  const absolute = 6 * unit[precision] * Math.sqrt(terms);
  expectArray(found, exact, { relative: 0, absolute, anyZero: true }, `${name} at ${precision}`);
}

export function precisionCases(): ConformanceCase[] {
  const within = (['high', 'medium'] as const).flatMap((precision) =>
    Object.keys(products).map(
      (name) =>
        [
          `${name}: ${precision} is within its bound`,
          ({ backend }: { backend: Backend }) => staysWithin(backend, precision, name),
        ] as const,
    ),
  );
  const refused = [
    'refuses what is no precision',
    async ({ backend }: { backend: Backend }) => {
      for (const precision of ['higher', 'HIGH', 1, null]) {
        expectThrows('argument', `a job of precision ${precision}`, () =>
          backend.job({ precision: precision as Precision }),
        );
      }
    },
  ] as const;
  return group('precision', [...within, refused]);
}
