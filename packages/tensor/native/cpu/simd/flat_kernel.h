// Flat arrays: conversions and activations. Included by simd/kernels.cc alone.
#pragma once

#include "../conv/stage_kernel.h"
#include "math.h"

namespace xt {
namespace XT_ISA {

static void toFloat(DType type, const void* from, float* to, int64_t n) {
  withStorage(type, [&](auto storage) {
    using Storage = decltype(storage);
    const auto* items = static_cast<const typename Storage::Item*>(from);
    int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes) store(to + i, Storage::load(items + i));
    if (i < n) storeSome(to + i, loadPart<Storage>(items + i, n - i), n - i);
  });
}

static void fromFloat(DType type, const float* from, void* to, int64_t n) {
  withStorage(type, [&](auto storage) {
    using Storage = decltype(storage);
    auto* items = static_cast<typename Storage::Item*>(to);
    int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes) Storage::store(items + i, load(from + i));
    if (i < n) storePart<Storage>(items + i, loadSome(from + i, n - i), n - i);
  });
}

static void activateFlat(ActivationKind kind, DType type, const void* from, void* to, int64_t n) {
  withStorage(type, [&](auto storage) {
    withActivation(kind, [&](auto activation) {
      using Storage = decltype(storage);
      using Item = typename Storage::Item;
      constexpr ActivationKind fixed = decltype(activation)::value;
      const auto* in = static_cast<const Item*>(from);
      auto* out = static_cast<Item*>(to);
      int64_t i = 0;
      for (; i + kLanes <= n; i += kLanes) Storage::store(out + i, activateBy<fixed>(Storage::load(in + i)));
      if (i < n) storePart<Storage>(out + i, activateBy<fixed>(loadPart<Storage>(in + i, n - i)), n - i);
    });
  });
}

static void expFlat(const float* from, float* to, int64_t n) {
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) store(to + i, expWhole(load(from + i)));
  if (i < n) storeSome(to + i, expWhole(loadSome(from + i, n - i)), n - i);
}

}  // namespace XT_ISA
}  // namespace xt
