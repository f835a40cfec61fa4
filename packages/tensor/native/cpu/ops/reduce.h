#pragma once

#include "../runtime/context.h"
#include "../runtime/view.h"
#include "op_names.h"

namespace xt {

/** `axes` ascending. Floats are reduced in float32 in a fixed order; meanings as in src/backend.ts. */
void reduce(Context& context, ReduceOp op, const View& x, const std::vector<int64_t>& axes, const MutableView& out);

}  // namespace xt
