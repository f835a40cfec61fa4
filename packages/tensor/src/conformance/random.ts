/** Small seeded numbers for cases: the same in every run. */
import { type DType, isFloat, itemSize } from '@x/tensor';
import { sizeOf } from './hostArray.js';
import type { HostArray } from './opCase.js';

/** Marsaglia's xorshift, 32 bits. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
  }

  bits(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state;
  }

  /** An integer from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + (this.bits() % (high - low + 1));
  }

  pick<T>(values: readonly T[]): T {
    return values[this.integer(0, values.length - 1)]!;
  }

  /** Sixteenths between -2 and 2, which every float type holds; any small numbers for integers. */
  array(shape: readonly number[], dtype: DType): HostArray {
    const bytes = new Uint8Array(sizeOf(shape) * itemSize[dtype]);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < sizeOf(shape); i++) this.#write(view, i * itemSize[dtype], dtype);
    return { shape, dtype, bytes };
  }

  #write(view: DataView, offset: number, dtype: DType): void {
    if (isFloat(dtype)) {
      const value = this.integer(-32, 32) / 16;
      if (dtype === 'float32') view.setFloat32(offset, value, true);
      else view.setUint16(offset, halfBits(value, dtype === 'float16'), true);
      return;
    }
    if (dtype === 'bool') view.setUint8(offset, this.integer(0, 1));
    else if (dtype === 'uint8') view.setUint8(offset, this.integer(0, 255));
    else if (dtype === 'int64') view.setBigInt64(offset, BigInt(this.integer(-1000, 1000)), true);
    else view.setInt32(offset, this.integer(dtype === 'int32' ? -1000 : 0, 1000), true);
  }
}

const scratch = new DataView(new ArrayBuffer(4));

/** Of a number that the type holds exactly, normal or 0. */
function halfBits(value: number, isFloat16: boolean): number {
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  if (!isFloat16) return bits >>> 16;
  if (value === 0) return 0;
  return ((bits >>> 16) & 0x8000) | ((((bits >>> 23) & 255) - 112) << 10) | ((bits >>> 13) & 1023);
}
