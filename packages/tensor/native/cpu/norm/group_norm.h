// Group statistics, and normalising with them.
#pragma once

#include <cstdint>

#include "../runtime/context.h"
#include "../runtime/dtype.h"
#include "../simd/activation_kind.h"

namespace xt {

/** Mean and biased variance of each group of `x [batch, positions, channels]` into `statistics [batch, groups, 2]`. */
void groupStatistics(Context& context, DType dtype, const void* x, int64_t batch, int64_t positions, int64_t channels,
                     int64_t groups, float* statistics);

struct GroupNormArgs {
  DType dtype = DType::Float32;
  const void* x = nullptr;  // [batch, positions, channels]
  int64_t batch = 0;
  int64_t positions = 0;
  int64_t channels = 0;
  const float* statistics = nullptr;  // [batch, groups, 2]
  int64_t groups = 0;
  float eps = 0;
  const void* weight = nullptr;  // [channels] or null
  const void* bias = nullptr;    // [channels] or null
  ActivationKind activation = ActivationKind::None;
  void* output = nullptr;  // may be x
};

void groupNorm(Context& context, const GroupNormArgs& args);

/**
 * Norm as one multiply-add a channel: `scale = weight / sqrt(variance + eps)`, `shift = bias - mean · scale`, for
 * one picture of a batch.
 */
void groupNormAffine(const float* statistics, int64_t groups, float eps, DType dtype, const void* weight,
                     const void* bias, int64_t channels, float* scale, float* shift);

}  // namespace xt
