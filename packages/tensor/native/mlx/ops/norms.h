#pragma once

#include "ops/common.h"

namespace tensor_mlx {

/** Mean and biased variance of each group: float32 [B, groups, 2] of x [B, …, C]. */
mx::array groupStatistics(const mx::array& x, int groups, bool host);

/** `(x - mean) / sqrt(variance + eps) · weight + bias` in float32, shape of x. */
mx::array groupNormFloat32(const mx::array& x, const mx::array& statistics, double eps,
                           const std::optional<mx::array>& weight, const std::optional<mx::array>& bias);

}  // namespace tensor_mlx
