#pragma once

#include <functional>
#include <numeric>

#include "mlx/ops.h"
#include "mlx/types/half_types.h"
#include "runtime/kernel.h"

namespace tensor_mlx {

inline bool isHalf(mx::Dtype dtype) { return dtype == mx::float16 || dtype == mx::bfloat16; }
inline bool isFloat(mx::Dtype dtype) { return dtype == mx::float32 || isHalf(dtype); }

inline mx::array toFloat32(const mx::array& x) { return mx::astype(x, mx::float32); }

/** A scalar of the given dtype. */
template <typename T>
mx::array scalar(T value, mx::Dtype dtype) {
  return mx::array(value, dtype);
}

inline size_t elements(const mx::Shape& shape) {
  size_t n = 1;
  for (auto d : shape) n *= static_cast<size_t>(d);
  return n;
}

}  // namespace tensor_mlx
