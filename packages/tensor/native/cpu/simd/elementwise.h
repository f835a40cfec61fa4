// Activations over flat arrays.
#pragma once

#include <cstdint>

#include "../runtime/context.h"
#include "../runtime/dtype.h"
#include "activation_kind.h"

namespace xt {

/** Reckoned in float32, rounded once; `output` may be `x`. */
void applyActivation(Context& context, ActivationKind kind, DType dtype, const void* x, void* output, int64_t size);

}  // namespace xt
