// Layer norm and RMS norm over the last axis.
#pragma once

#include <cstdint>

#include "../runtime/context.h"
#include "../runtime/dtype.h"

namespace xt {

struct LayerNormArgs {
  DType dtype = DType::Float32;
  const void* x = nullptr;  // [rows, size]
  int64_t rows = 0;
  int64_t size = 0;
  float eps = 0;
  bool centred = true;           // false: RMS norm
  const void* weight = nullptr;  // [size] or null
  const void* bias = nullptr;    // [size] or null
  void* output = nullptr;        // may be x
};

void layerNorm(Context& context, const LayerNormArgs& args);

}  // namespace xt
