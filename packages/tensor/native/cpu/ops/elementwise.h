// Element-by-element ops; meanings as in src/backend.ts.
#pragma once

#include "../runtime/context.h"
#include "../runtime/view.h"
#include "op_names.h"

namespace xt {

void unary(Context& context, UnaryOp op, const View& x, const MutableView& out);
void binary(Context& context, BinaryOp op, const View& a, const View& b, const MutableView& out);
void compare(Context& context, CompareOp op, const View& a, const View& b, const MutableView& out);
void where(Context& context, const View& condition, const View& a, const View& b, const MutableView& out);
void cast(Context& context, const View& x, const MutableView& out);

}  // namespace xt
