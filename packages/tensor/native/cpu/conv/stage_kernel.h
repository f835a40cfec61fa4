// Staging of image rows. Included by simd/kernels.cc alone.
#pragma once

#include "../simd/math.h"
#include "kernel_args.h"

namespace xt {
namespace XT_ISA {

template <class Storage>
static XT_INLINE Vec loadPart(const typename Storage::Item* from, int64_t count) {
  typename Storage::Item items[kLanes] = {};
  for (int64_t lane = 0; lane < count; ++lane) items[lane] = from[lane];
  return Storage::load(items);
}

template <class Storage>
static XT_INLINE void storePart(typename Storage::Item* to, Vec value, int64_t count) {
  typename Storage::Item items[kLanes];
  Storage::store(items, value);
  for (int64_t lane = 0; lane < count; ++lane) to[lane] = items[lane];
}

static void stageZeros(const StageRowArgs& args, int64_t from, int64_t to) {
  if (from >= to) return;
  const int64_t width = args.channels < kStageChunk ? args.channels : kStageChunk;
  const int64_t chunks = (args.channels + kStageChunk - 1) / kStageChunk;
  for (int64_t chunk = 0; chunk < chunks; ++chunk)
    __builtin_memset(args.out + chunk * args.chunkStride + from * width, 0, sizeof(float) * (to - from) * width);
}

template <class Storage, ActivationKind kind, bool affine>
static void stagePixels(const StageRowArgs& args, int64_t from, int64_t to) {
  using Item = typename Storage::Item;
  const int64_t whole = args.channels / kStageChunk;
  const int64_t rest = args.channels - whole * kStageChunk;
  for (int64_t pixel = from; pixel < to; ++pixel) {
    const Item* in = static_cast<const Item*>(args.row) + (args.begin + pixel) * args.pixelStride;
    float* out = args.out + pixel * kStageChunk;
    for (int64_t chunk = 0; chunk < whole; ++chunk) {
      for (int v = 0; v < kChunkVectors; ++v) {
        const int64_t at = chunk * kStageChunk + v * kLanes;
        Vec x = Storage::load(in + at);
        if constexpr (affine) x = x * load(args.scale + at) + load(args.shift + at);
        store(out + v * kLanes, activateBy<kind>(x));
      }
      out += args.chunkStride;
    }
    if (rest == 0) continue;
    // Fewer channels than a chunk: a pixel takes just those.
    if (whole == 0) out = args.out + pixel * rest;
    for (int64_t done = 0; done < (whole == 0 ? rest : kStageChunk); done += kLanes) {
      const int64_t at = whole * kStageChunk + done;
      const int64_t count = rest - done < 0 ? 0 : rest - done < kLanes ? rest - done : kLanes;
      Vec x = loadPart<Storage>(in + at, count);
      if constexpr (affine) x = x * loadSome(args.scale + at, count) + loadSome(args.shift + at, count);
      x = activateBy<kind>(x);
      if (whole == 0)
        storeSome(out + done, x, count);
      else
        store(out + done, x);
    }
  }
}

static void stageRow(const StageRowArgs& args) {
  if (args.row == nullptr) return stageZeros(args, 0, args.count);
  const int64_t from = args.begin < 0 ? (-args.begin < args.count ? -args.begin : args.count) : 0;
  const int64_t inside = args.width - args.begin;
  const int64_t to = inside < from ? from : inside < args.count ? inside : args.count;
  stageZeros(args, 0, from);
  stageZeros(args, to, args.count);
  withStorage(args.dtype, [&](auto storage) {
    withActivation(args.activation, [&](auto activation) {
      using Storage = decltype(storage);
      constexpr ActivationKind kind = decltype(activation)::value;
      if (args.scale != nullptr)
        stagePixels<Storage, kind, true>(args, from, to);
      else
        stagePixels<Storage, kind, false>(args, from, to);
    });
  });
}

}  // namespace XT_ISA
}  // namespace xt
