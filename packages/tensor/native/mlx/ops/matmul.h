#pragma once

#include "ops/common.h"

namespace tensor_mlx {

/** `[…, M, K] · […, K, N]`, dtype of both, sums in float32. `host`: by hand, for MLX's CPU. */
mx::array product(const mx::array& a, const mx::array& b, bool host);

}  // namespace tensor_mlx
