#pragma once

#include "../runtime/context.h"
#include "../runtime/view.h"

namespace xt {

/** Elements between neighbours along each axis of a C-order array. */
Shape stridesOf(const Shape& shape);

/** Copies an array of `shape` between two places with strides of their own, in elements of `itemBytes`. */
struct StridedCopy {
  size_t itemBytes;
  Shape shape;
  const void* from;  // of element 0
  Shape fromStrides;
  void* to;
  Shape toStrides;
};

void copyStrided(Context& context, const StridedCopy& copy);

}  // namespace xt
