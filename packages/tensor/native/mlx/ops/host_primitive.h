#pragma once

#include <functional>
#include <vector>

#include "mlx/array.h"

namespace tensor_mlx {

namespace mx = mlx::core;

/** Fills `out` (row-major) from row-major inputs, on MLX's CPU stream. What it throws fails the result. */
using HostBody = std::function<void(const std::vector<mx::array>& inputs, mx::array& out)>;

/** A lazy array computed by hand on the CPU, wherever MLX computes the rest. */
mx::array hostArray(mx::Shape shape, mx::Dtype dtype, std::vector<mx::array> inputs, HostBody body);

/** Calls `f` with a null pointer of the C++ type of a float dtype. */
template <typename F>
void withFloatType(mx::Dtype dtype, F&& f) {
  if (dtype == mx::float16) f(static_cast<const mx::float16_t*>(nullptr));
  else if (dtype == mx::bfloat16) f(static_cast<const mx::bfloat16_t*>(nullptr));
  else f(static_cast<const float*>(nullptr));
}

}  // namespace tensor_mlx
