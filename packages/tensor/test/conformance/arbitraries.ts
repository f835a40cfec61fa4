/** Random shapes and arrays for fast-check. */
import { type Backend, type DType, fromBytes, type Tensor } from '@x/tensor';
import fc from 'fast-check';
import { Random } from '../../src/conformance/random.js';

export const floats = fc.constantFrom<DType>('float32', 'float16', 'bfloat16');
export const numbers = fc.constantFrom<DType>(
  'float32',
  'float16',
  'bfloat16',
  'int32',
  'int64',
  'uint32',
  'uint8',
);

export const side = (max: number) => fc.integer({ min: 1, max });
export const shapeOf = (minRank: number, maxRank: number, max = 6) =>
  fc.array(side(max), { minLength: minRank, maxLength: maxRank });

/** The same small numbers for a seed, of any dtype. */
export const seed = fc.integer({ min: 0, max: 2 ** 30 });

/** Makes arrays of a seed on a backend, one after another. */
export function arrayMaker(
  backend: Backend,
  from: number,
): (shape: readonly number[], dtype: DType) => Tensor {
  const random = new Random(from);
  return (shape, dtype) => {
    const { bytes } = random.array(shape, dtype);
    return fromBytes(bytes, { shape, dtype, backend });
  };
}

/** Runs per property: each runs on every backend, and small shapes find most faults. */
export const runs = { numRuns: 40 } as const;
