#pragma once

#include "ops/common.h"

namespace tensor_mlx {

struct Conv2d {
  int strideH, strideW;
  int top, bottom, left, right;  // zeros added
  int dilationH, dilationW;
  int groups;

  /** The nine numbers from `first` on, in this order. */
  static Conv2d from(const Call& call, size_t first);
};

/** NHWC with OHWI to `shape`, dtype of `x`, sums in float32. `host`: by hand, for MLX's CPU. */
mx::array conv2d(const mx::array& x, const mx::array& weight, const Conv2d& conv, const mx::Shape& shape, bool host);

}  // namespace tensor_mlx
