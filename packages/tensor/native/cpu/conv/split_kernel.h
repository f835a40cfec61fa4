// Staged pixels to bfloat16. Included by simd/kernels.cc alone.
#pragma once

#include "../simd/vec.h"
#include "kernel_args.h"

namespace xt {
namespace XT_ISA {

static XT_INLINE void splitVector(Vec x, uint16_t* high, uint16_t* low) {
  BFloat16::store(high, x);
  if (low != nullptr) BFloat16::store(low, x - BFloat16::load(high));
}

static void splitRow(const SplitRowArgs& args) {
  const int64_t width = args.channels < kStageChunk ? args.channels : kStageChunk;
  const int64_t chunks = (args.channels + kStageChunk - 1) / kStageChunk;
  const int64_t filled = chunks * kStageChunk;
  for (int64_t pixel = 0; pixel < args.pixels; ++pixel) {
    uint16_t* high = args.high + pixel * args.pixelStride;
    uint16_t* low = args.low == nullptr ? nullptr : args.low + pixel * args.pixelStride;
    for (int64_t chunk = 0; chunk < chunks; ++chunk) {
      const float* in = args.in + chunk * args.chunkStride + pixel * width;
      for (int64_t at = 0; at < kStageChunk; at += kLanes) {
        const int64_t count = width - at < 0 ? 0 : width - at < kLanes ? width - at : kLanes;
        const Vec x = count == kLanes ? load(in + at) : loadSome(in + at, count);
        const int64_t channel = chunk * kStageChunk + at;
        splitVector(x, high + channel, low == nullptr ? nullptr : low + channel);
      }
    }
    if (filled == args.filledChannels) continue;
    __builtin_memset(high + filled, 0, sizeof(uint16_t) * (args.filledChannels - filled));
    if (low != nullptr) __builtin_memset(low + filled, 0, sizeof(uint16_t) * (args.filledChannels - filled));
  }
}

}  // namespace XT_ISA
}  // namespace xt
