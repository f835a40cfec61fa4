// outputActivation(conv(upsample(activation(normalise(x)))) + bias + residual), as ConvBlockArgs in src/backend.ts.
#pragma once

#include <cstddef>
#include <cstdint>

#include "../runtime/context.h"
#include "../runtime/dtype.h"
#include "../runtime/precision.h"
#include "../simd/activation_kind.h"

namespace xt {

/** Pairs, Tiles: with products of bfloat16, where the kernels have them and the precision allows it. */
enum class ConvAlgorithm : uint8_t {
  Auto,
  Direct,
  Narrow,
  Winograd2,
  Winograd4,
  Winograd6,
  Winograd2Pairs,
  Winograd4Pairs,
  Tiles
};

struct KernelTable;

/** Plain conv2d: leave norm, activations, residual and statistics at their defaults. */
struct ConvBlockArgs {
  DType dtype = DType::Float32;  // of x, weight, bias, residual, output, normWeight, normBias: one float type

  const void* x = nullptr;  // [batch, height, width, channels]
  int64_t batch = 0;
  int64_t height = 0;
  int64_t width = 0;
  int64_t channels = 0;

  const float* normStatistics = nullptr;  // [batch, normGroups, 2]: mean, biased variance; null: no norm
  int64_t normGroups = 0;
  float normEps = 0;
  const void* normWeight = nullptr;  // [channels] or null
  const void* normBias = nullptr;    // [channels] or null
  ActivationKind activation = ActivationKind::None;
  int upsample = 1;  // 1 or 2

  const void* weight = nullptr;  // [outChannels, kernelHeight, kernelWidth, channels / groups]
  uint64_t weightKey = 0;        // unique for the weight array while it lives; 0: never cached
  int64_t outChannels = 0;
  int64_t kernelHeight = 0;
  int64_t kernelWidth = 0;
  const void* bias = nullptr;  // [outChannels] or null
  int64_t strideY = 1;
  int64_t strideX = 1;
  int64_t padTop = 0;
  int64_t padBottom = 0;
  int64_t padLeft = 0;
  int64_t padRight = 0;
  int64_t dilationY = 1;
  int64_t dilationX = 1;
  int64_t groups = 1;
  Precision precision = Precision::Highest;

  const void* residual = nullptr;  // like output, or null
  ActivationKind outputActivation = ActivationKind::None;
  int64_t statisticsGroups = 0;
  float* statistics = nullptr;  // [batch, statisticsGroups, 2] of the result before it is rounded, or null

  void* output = nullptr;  // [batch, outHeight(), outWidth(), outChannels]; may not overlap x, may be residual

  /** For tests and benchmarks; one that can't do these arguments falls back to Direct. */
  ConvAlgorithm algorithm = ConvAlgorithm::Auto;

  int64_t outHeight() const {
    return (height * upsample + padTop + padBottom - dilationY * (kernelHeight - 1) - 1) / strideY + 1;
  }
  int64_t outWidth() const {
    return (width * upsample + padLeft + padRight - dilationX * (kernelWidth - 1) - 1) / strideX + 1;
  }
  /** Multiply-adds of the plain algorithm: what a run adds to the job's work done. */
  uint64_t workUnits() const {
    return static_cast<uint64_t>(batch * outHeight() * outWidth() * outChannels) *
           static_cast<uint64_t>(kernelHeight * kernelWidth * (channels / groups));
  }
};

/** Throws std::bad_alloc, Cancelled. */
void convBlock(Context& context, const ConvBlockArgs& args);

/** Bytes of working memory, transformed weights included (they may come out of the cache instead). */
size_t convBlockWorkspace(const ConvBlockArgs& args, int threads);

/** What is run with these kernels. */
ConvAlgorithm convBlockAlgorithm(const ConvBlockArgs& args, const KernelTable& kernels);

}  // namespace xt
