import { type DType, isFloat } from '../../dtype.js';
import { BlockReader, BlockWriter, inBlocks, type Source, type Values } from './blocks.js';
import type { Steps } from './queue.js';
import type { Workspace } from './storage.js';

const ranges = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
  uint8: [0, 255],
} as const;

/** Truncated towards zero, held within the range; NaN is 0. */
export function toInteger(value: number, dtype: 'int32' | 'uint32' | 'uint8'): number {
  const [least, most] = ranges[dtype];
  return Number.isNaN(value) ? 0 : Math.min(Math.max(Math.trunc(value), least), most);
}

function toInt64(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return 2n ** 63n - 1n;
  return value <= -(2 ** 63) ? -(2n ** 63n) : BigInt(Math.trunc(value));
}

/**
 * A double that rounds to the float32 nearest to `value`. From 2^53 on `Number(value)` would round a first time:
 * there the 11 lowest bits, far below the last that float32 keeps, are put together into one that says "more".
 */
function int64ToNumber(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude < 2n ** 53n) return Number(value);
  const low = magnitude & 0x7ffn;
  const sticky = Number(magnitude - low + (low === 0n ? 0n : 0x400n));
  return value < 0n ? -sticky : sticky;
}

/** One value, as the element of that dtype, by the rules of a cast from a float (or from int64). */
export function elementOf(value: number | bigint, dtype: DType): number | bigint {
  if (dtype === 'int64') return typeof value === 'bigint' ? BigInt.asIntN(64, value) : toInt64(value);
  if (dtype === 'bool') return Number(value) !== 0 ? 1 : 0;
  if (isFloat(dtype)) return Math.fround(typeof value === 'bigint' ? int64ToNumber(value) : value);
  if (typeof value === 'bigint') return Number(BigInt.asUintN(32, value));
  return toInteger(value, dtype as 'int32' | 'uint32' | 'uint8');
}

/** How to get from values of one dtype (half types widened) to those of another. */
function conversion(from: DType, to: DType): (value: number | bigint) => number | bigint {
  if (from === 'int64' || isFloat(from) || isFloat(to) || to === 'bool')
    return (value) => elementOf(value, to);
  if (to === 'int64') return (value) => BigInt(value);
  return (value) => value; // between small integers: the typed array wraps
}

/** Integers become half types by way of float32. */
export function* cast(x: Source, out: Source, workspace: Workspace): Steps {
  const reader = new BlockReader(x, x.shape, workspace);
  const writer = new BlockWriter(out.elements, out.dtype, workspace);
  const convert = conversion(x.dtype, out.dtype);
  const betweenFloats = isFloat(x.dtype) && isFloat(out.dtype);
  yield* inBlocks(out.elements.length, (count) => {
    const values = reader.values(count);
    writer.write(count, (block) => {
      if (betweenFloats) (block as Float32Array).set(values as Float32Array);
      else convertAll(convert, values, block);
    });
  });
}

function convertAll(convert: (value: number | bigint) => number | bigint, values: Values, out: Values): void {
  for (let i = 0; i < out.length; i++) out[i] = convert(values[i]!);
}
