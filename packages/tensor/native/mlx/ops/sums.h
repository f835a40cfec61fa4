#pragma once

#include <cstddef>

#include "ops/common.h"

namespace tensor_mlx {

/** Sum over `axes` (ascending, kept as 1) of a float array, in float32, as float32. */
mx::array sumFloat32(const mx::array& x, const std::vector<int>& axes, bool host);

/** Pairwise sum of n values from `at(i)`: the error grows with log n. */
template <typename F>
float pairwiseSum(size_t from, size_t n, const F& at) {
  if (n <= 128) {
    float lanes[8] = {0, 0, 0, 0, 0, 0, 0, 0};
    size_t i = 0;
    for (; i + 8 <= n; i += 8)
      for (size_t j = 0; j < 8; ++j) lanes[j] += at(from + i + j);
    for (size_t j = 0; i < n; ++i, ++j) lanes[j] += at(from + i);
    return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
  }
  size_t half = (n / 2 + 127) / 128 * 128;
  return pairwiseSum(from, half, at) + pairwiseSum(from + half, n - half, at);
}

}  // namespace tensor_mlx
