import type { ArrayRef, ArraySpec, Conv2dParams } from '../../backend.js';
import { elements } from './issue.js';

/** Nine numbers, in the order of native/mlx/ops/convolution.h. */
export const convNumbers = ({ stride, padding, dilation, groups }: Conv2dParams): number[] => [
  ...stride,
  padding.top,
  padding.bottom,
  padding.left,
  padding.right,
  ...dilation,
  groups,
];

/** Multiply-adds of a convolution. */
export function convWork(weight: ArrayRef, out: ArraySpec): number {
  return elements(out.shape) * elements(weight.shape.slice(1));
}
