/** `axes` are ascending; kept as 1 or dropped. */
export function reduceShape(shape: readonly number[], axes: readonly number[], keepDims: boolean): number[] {
  return keepDims
    ? shape.map((side, i) => (axes.includes(i) ? 1 : side))
    : shape.filter((_, i) => !axes.includes(i));
}
