// Arguments of the norm and softmax kernels that are compiled once an instruction set.
#pragma once

#include <cstdint>

#include "../runtime/dtype.h"
#include "../simd/activation_kind.h"

namespace xt {

/** Mean and sum of squared differences from it, a channel, over a run of pixels. */
struct MomentsArgs {
  DType dtype;
  const void* x;  // [pixels][channels]
  int64_t pixels;
  int64_t channels;
  float* means;
  float* moments;
};

/** `activation(x · scale + shift)` by channel over a run of pixels. */
struct AffineRowsArgs {
  DType dtype;
  const void* x;
  void* output;
  int64_t pixels;
  int64_t channels;
  const float* scale;
  const float* shift;
  ActivationKind activation;
};

/** One row of a layer norm. */
struct LayerNormRowArgs {
  DType dtype;
  const void* x;
  void* output;
  int64_t size;
  float eps;
  bool centred;
  const float* weight;  // [size] or null
  const float* bias;    // [size] or null
  float* scratch;       // [size + 16]
};

/** One query's scores against a block of keys, in a running softmax. */
struct SoftmaxStepArgs {
  float* scores;  // [keys]: products in, exp(score - maximum) out
  int64_t keys;
  float scale;
  const float* mask;  // [keys] or null
  float* maximum;     // so far
  float* total;       // sum of exp(score - maximum) so far
  float* result;      // [resultSize]: rescaled when the maximum moves
  int64_t resultSize;
};

}  // namespace xt
