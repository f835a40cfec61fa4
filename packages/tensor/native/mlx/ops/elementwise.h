#pragma once

#include "ops/common.h"

namespace tensor_mlx {

/** Float dtypes; computed in float32, rounded once. `host`: by hand, to the last digits. */
mx::array sigmoid(const mx::array& x, bool host);
mx::array erf(const mx::array& x, bool host);

/** Activations as the contract numbers them: 0 none, 1 silu, 2 relu, 3 gelu, 4 gelu-tanh. Float32 in and out. */
mx::array activate(const mx::array& x, int activation, bool host);

/** Any dtype to any: truncates, saturates, maps NaN to 0; integers wrap; bool is `≠ 0`. */
mx::array castTo(const mx::array& x, mx::Dtype dtype);

}  // namespace tensor_mlx
