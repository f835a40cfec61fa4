// Arrays from nothing.
#pragma once

#include "../runtime/context.h"
#include "../runtime/view.h"

namespace xt {

/** One element of `dtype`, as `fill` and `pad` take it: an integer type wraps, a float rounds once. */
struct Scalar {
  double number = 0;
  int64_t integer = 0;
  bool isInteger = false;  // then `integer` holds the value exactly

  /** Writes itemSize(dtype) bytes. */
  void write(DType dtype, void* to) const;
};

void fill(Context& context, const Scalar& value, const MutableView& out);
void arange(Context& context, double start, double step, const MutableView& out);
void randomBits(Context& context, uint64_t seed, const MutableView& out);

}  // namespace xt
