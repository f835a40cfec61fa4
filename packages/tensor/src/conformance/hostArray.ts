/** Arrays in JavaScript's memory: what cases upload and compare. */
import { type DType, itemSize } from '@x/tensor';
import type { HostArray } from './opCase.js';

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** C-order strides, in elements. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  return strides;
}

/** Every index of a shape in C order. */
function* indicesOf(shape: readonly number[]): Generator<number[]> {
  if (shape.includes(0)) return;
  const index = new Array<number>(shape.length).fill(0);
  for (;;) {
    yield index;
    let axis = shape.length - 1;
    while (axis >= 0 && ++index[axis]! === shape[axis]) index[axis--] = 0;
    if (axis < 0) return;
  }
}

/** An array of `shape` whose element at `index` is the element of `source` at `from(index)`, or filler where null. */
export function gather(
  source: HostArray,
  shape: readonly number[],
  from: (index: readonly number[]) => readonly number[] | null,
): HostArray {
  const width = itemSize[source.dtype];
  const strides = stridesOf(source.shape);
  const filler = fillerBytes(source.dtype);
  const bytes = new Uint8Array(sizeOf(shape) * width);
  let offset = 0;
  for (const index of indicesOf(shape)) {
    const at = from(index);
    if (at === null) {
      bytes.set(filler, offset);
    } else {
      const element = at.reduce((sum, i, axis) => sum + i * strides[axis]!, 0);
      bytes.set(source.bytes.subarray(element * width, (element + 1) * width), offset);
    }
    offset += width;
  }
  return { dtype: source.dtype, shape, bytes };
}

/** NaN for floats, so that an element read by mistake shows. */
function fillerBytes(dtype: DType): number[] {
  switch (dtype) {
    case 'float32':
      return [0, 0, 0xc0, 0x7f];
    case 'float16':
      return [0, 0x7e];
    case 'bfloat16':
      return [0xc0, 0x7f];
    case 'bool':
      return [1];
    default:
      return new Array<number>(itemSize[dtype]).fill(0x55);
  }
}

const float32 = (bits: number): number => {
  scratch.setUint32(0, bits);
  return scratch.getFloat32(0);
};
const scratch = new DataView(new ArrayBuffer(4));

function widenFloat16(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The elements as numbers, int64 as bigints. */
export function elements({ dtype, shape, bytes }: HostArray): (number | bigint)[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read: Record<DType, (offset: number) => number | bigint> = {
    float32: (offset) => view.getFloat32(offset, true),
    float16: (offset) => widenFloat16(view.getUint16(offset, true)),
    bfloat16: (offset) => float32(view.getUint16(offset, true) * 65536),
    int32: (offset) => view.getInt32(offset, true),
    int64: (offset) => view.getBigInt64(offset, true),
    uint32: (offset) => view.getUint32(offset, true),
    uint8: (offset) => view.getUint8(offset),
    bool: (offset) => view.getUint8(offset),
  };
  return Array.from({ length: sizeOf(shape) }, (_, i) => read[dtype](i * itemSize[dtype]));
}
