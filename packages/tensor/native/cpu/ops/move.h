// Ops that move elements about without reckoning; meanings as in src/backend.ts.
#pragma once

#include <vector>

#include "../runtime/context.h"
#include "../runtime/view.h"
#include "generate.h"

namespace xt {

void transpose(Context& context, const View& x, const std::vector<int64_t>& permutation, const MutableView& out);
void broadcastTo(Context& context, const View& x, const MutableView& out);
void slice(Context& context, const View& x, const Shape& start, const Shape& step, const MutableView& out);
void pad(Context& context, const View& x, const Shape& before, const Scalar& value, const MutableView& out);
void concat(Context& context, const std::vector<View>& xs, int64_t axis, const MutableView& out);
/** Throws ArgumentError for an index outside the axis. */
void take(Context& context, const View& x, const View& indices, int64_t axis, const MutableView& out);

}  // namespace xt
