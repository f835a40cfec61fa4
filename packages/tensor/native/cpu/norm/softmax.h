// Softmax along one axis.
#pragma once

#include <cstdint>

#include "../runtime/context.h"
#include "../runtime/dtype.h"

namespace xt {

struct SoftmaxArgs {
  DType dtype = DType::Float32;
  const void* x = nullptr;  // [outer, size, inner], along the middle axis
  int64_t outer = 0;
  int64_t size = 0;
  int64_t inner = 1;
  void* output = nullptr;  // may be x
};

void softmax(Context& context, const SoftmaxArgs& args);

}  // namespace xt
