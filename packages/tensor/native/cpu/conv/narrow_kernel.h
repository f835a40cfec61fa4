// Convolution to at most four channels: vectors run along the input channels. Included by simd/kernels.cc alone.
#pragma once

#include "../simd/unroll.h"
#include "kernel_args.h"

namespace xt {
namespace XT_ISA {

template <int outputs, int pixels>
static void narrowPixels(const NarrowConvArgs& args, const float* in, float* out) {
  Vec sums[outputs][pixels] = {};
  const int64_t weightStride = args.chunks * args.taps * kChunk;
  const float* weight = args.weight;
  for (int64_t chunk = 0; chunk < args.chunks; ++chunk) {
    for (int64_t tap = 0; tap < args.taps; ++tap) {
      const float* at = in + chunk * args.chunkStride + args.offsets[tap];
      for (int v = 0; v < kChunkVectors; ++v) {
        Vec w[outputs];
        unroll<0, outputs>([&](auto o) __attribute__((always_inline)) { w[o.value] = load(weight + o.value * weightStride); });
        unroll<0, pixels>([&](auto p) __attribute__((always_inline)) {
          const Vec x = load(at + p.value * args.pixelStride + v * kLanes);
          unroll<0, outputs>([&](auto o) __attribute__((always_inline)) {
            sums[o.value][p.value] = x * w[o.value] + sums[o.value][p.value];
          });
        });
        weight += kLanes;
      }
    }
  }
  unroll<0, pixels>([&](auto p) __attribute__((always_inline)) {
    unroll<0, outputs>([&](auto o) __attribute__((always_inline)) {
      out[p.value * args.outputStride + o.value] = sum(sums[o.value][p.value]);
    });
  });
}

template <int outputs>
static void narrowRow(const NarrowConvArgs& args) {
  int64_t pixel = 0;
  for (; pixel + 4 <= args.pixels; pixel += 4)
    narrowPixels<outputs, 4>(args, args.in + pixel * args.pixelStride, args.out + pixel * args.outputStride);
  for (; pixel < args.pixels; ++pixel)
    narrowPixels<outputs, 1>(args, args.in + pixel * args.pixelStride, args.out + pixel * args.outputStride);
}

static void narrowConv(const NarrowConvArgs& args) {
  switch (args.outputs) {
    case 1: return narrowRow<1>(args);
    case 2: return narrowRow<2>(args);
    case 3: return narrowRow<3>(args);
    default: return narrowRow<4>(args);
  }
}

}  // namespace XT_ISA
}  // namespace xt
