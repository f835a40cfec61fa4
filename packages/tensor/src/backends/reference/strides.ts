/** Strides count elements, not bytes. */

/** The strides of an array in C order. */
export function contiguousStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** Strides that walk an array of shape `from` as if it were broadcast to `to`. */
export function broadcastStrides(from: readonly number[], to: readonly number[]): number[] {
  const strides = contiguousStrides(from);
  const missing = to.length - from.length;
  return to.map((_, axis) => {
    const own = axis - missing;
    return own < 0 || from[own] === 1 ? 0 : strides[own]!;
  });
}

/** The same walk over fewer axes: those of length 1 dropped, those that follow on each other joined. */
export function collapse(
  shape: readonly number[],
  strides: readonly number[],
): { shape: number[]; strides: number[] } {
  const joined: { shape: number[]; strides: number[] } = { shape: [], strides: [] };
  for (let axis = 0; axis < shape.length; axis++) {
    const length = shape[axis]!;
    const stride = strides[axis]!;
    if (length === 1) continue;
    const last = joined.shape.length - 1;
    if (last >= 0 && joined.strides[last] === stride * length) {
      joined.shape[last] = joined.shape[last]! * length;
      joined.strides[last] = stride;
    } else {
      joined.shape.push(length);
      joined.strides.push(stride);
    }
  }
  return joined;
}

/** An index that runs through `shape` in C order, and the offset it has under `strides`. */
export class Walk {
  offset: number;
  private readonly index: number[];

  constructor(
    private readonly shape: readonly number[],
    private readonly strides: readonly number[],
    start = 0,
  ) {
    this.offset = start;
    this.index = shape.map(() => 0);
  }

  next(): void {
    for (let axis = this.shape.length - 1; axis >= 0; axis--) {
      const at = this.index[axis]! + 1;
      if (at < this.shape[axis]!) {
        this.index[axis] = at;
        this.offset += this.strides[axis]!;
        return;
      }
      this.index[axis] = 0;
      this.offset -= (at - 1) * this.strides[axis]!;
    }
  }
}
