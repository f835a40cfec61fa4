/** Seeded: the same arguments give the same bits on every backend, and nearly the same floats. */

import type { Backend } from '../backends/backend.js';
import { type DType, isFloat } from '../dtype.js';
import { tidy } from '../scope.js';
import {
  checkDType,
  checkDTypeIn,
  checkNumber,
  checkOptions,
  checkShape,
  describe,
  fail,
  sizeOf,
} from '../shape/check.js';
import type { Tensor } from '../tensor.js';
import { add, multiply, rightShift } from './binary.js';
import { astype } from './cast.js';
import { create } from './create.js';
import { slice, stack } from './indexing.js';
import { reshape } from './movement.js';
import { cos, log, sin, sqrt } from './unary.js';

export interface RandomOptions {
  /** An integer from 0 to 2^64 - 1. */
  readonly seed: number | bigint;
  readonly backend?: Backend | undefined;
}

function checkSeed(op: string, seed: unknown): bigint {
  const valid = typeof seed === 'bigint' || (typeof seed === 'number' && Number.isSafeInteger(seed));
  if (!valid || (seed as number | bigint) < 0 || BigInt(seed as number | bigint) >= 2n ** 64n) {
    fail('argument', op, `seed must be an integer from 0 to 2^64 - 1; got ${describe(seed)}`, { seed });
  }
  return BigInt(seed as number | bigint);
}

/** uint32: the words of Philox4x32-10 (Salmon et al. 2011) with the seed as key, counted from 0. */
export function randomBits(shape: readonly number[], options: RandomOptions): Tensor {
  return bits('randomBits', shape, options);
}

function bits(op: string, shape: readonly number[], options: RandomOptions): Tensor {
  const { seed, backend } = checkOptions(op, options);
  const key = checkSeed(op, seed);
  return create(op, backend, { shape, dtype: 'uint32' }, (driver, out) => driver.randomBits(key, out));
}

function checkFloat(op: string, dtype: unknown): DType {
  const type = checkDType(op, dtype);
  checkDTypeIn(op, type, isFloat, 'a float');
  return type;
}

/** Floats from `low` (default 0) up to `high` (default 1), of 24 bits: `low + (high - low) · (bits >> 8) · 2^-24`. */
export function randomUniform(
  shape: readonly number[],
  options: RandomOptions & {
    readonly low?: number | undefined;
    readonly high?: number | undefined;
    readonly dtype?: DType | undefined;
  },
): Tensor {
  const { low = 0, high = 1, dtype = 'float32', seed, backend } = checkOptions('randomUniform', options);
  const type = checkFloat('randomUniform', dtype);
  checkNumber('randomUniform', 'low', low);
  checkNumber('randomUniform', 'high', high);
  return tidy(() => {
    const whole = rightShift(bits('randomUniform', shape, { seed, backend }), 8);
    const unit = multiply(astype(whole, 'float32'), 2 ** -24);
    const scaled = low === 0 && high === 1 ? unit : add(multiply(unit, high - low), low);
    return astype(scaled, type);
  });
}

/**
 * Normal floats of `mean` (default 0) and `standardDeviation` (default 1), by Box and Muller (1958): words
 * `2i` and `2i + 1` of `randomBits` are `a` and `b`, `r = sqrt(-2 ln((a + 1) · 2^-32))`,
 * `φ = 2π · (b >> 8) · 2^-24`; elements `2i` and `2i + 1` are `r cos φ` and `r sin φ`. All in float32.
 */
export function randomNormal(
  shape: readonly number[],
  options: RandomOptions & {
    readonly mean?: number | undefined;
    readonly standardDeviation?: number | undefined;
    readonly dtype?: DType | undefined;
  },
): Tensor {
  const {
    mean = 0,
    standardDeviation = 1,
    dtype = 'float32',
    seed,
    backend,
  } = checkOptions('randomNormal', options);
  const type = checkFloat('randomNormal', dtype);
  checkNumber('randomNormal', 'mean', mean);
  checkNumber('randomNormal', 'standardDeviation', standardDeviation);
  const size = sizeOf(checkShape('randomNormal', shape, 'float32'));
  return tidy(() => {
    const words = bits('randomNormal', [Math.ceil(size / 2), 2], { seed, backend });
    const a = astype(slice(words, [null, [0, 1]]), 'float32');
    const b = astype(rightShift(slice(words, [null, [1, 2]]), 8), 'float32');
    const radius = sqrt(multiply(log(multiply(add(a, 1), 2 ** -32)), -2));
    const angle = multiply(b, 2 * Math.PI * 2 ** -24);
    const pairs = stack([multiply(radius, cos(angle)), multiply(radius, sin(angle))], 1);
    const unit = reshape(slice(reshape(pairs, [-1]), [[0, size]]), shape);
    const scaled = standardDeviation === 1 ? unit : multiply(unit, standardDeviation);
    return astype(mean === 0 ? scaled : add(scaled, mean), type);
  });
}
