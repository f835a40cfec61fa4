// Blocks of float32, float16 or bfloat16 storage as float32, where arithmetic is done.
#pragma once

#include <cstring>

#include "../runtime/view.h"
#include "broadcast.h"
#include "loops_select.h"

namespace xt {

/** A float input of an element-wise op. */
class FloatSource {
 public:
  FloatSource(const View& view, const Shape& to) : view_(view), broadcast_(view.shape, to) {}

  struct Scratch {
    alignas(64) float wide[kBlock];
    alignas(64) uint16_t half[kBlock];
  };

  Broadcast::Block<float> block(int64_t start, int64_t n, Scratch& scratch) const {
    if (view_.dtype == DType::Float32) return broadcast_.block(view_.as<float>(), start, n, scratch.wide);
    const auto half = broadcast_.block(view_.as<uint16_t>(), start, n, scratch.half);
    const auto widen = view_.dtype == DType::Float16 ? loops().float16ToFloat : loops().bfloat16ToFloat;
    widen(half.data, scratch.wide, half.step == 0 ? 1 : n);
    return {scratch.wide, half.step};
  }

 private:
  View view_;
  Broadcast broadcast_;
};

/** A float result: compute into `place`, then `store` what is not in place already. */
class FloatSink {
 public:
  explicit FloatSink(const MutableView& view) : view_(view) {}

  float* place(int64_t start, float* scratch) const {
    return view_.dtype == DType::Float32 ? view_.as<float>() + start : scratch;
  }

  void store(int64_t start, int64_t n, const float* from) const {
    if (view_.dtype == DType::Float16) loops().floatToFloat16(from, view_.as<uint16_t>() + start, n);
    if (view_.dtype == DType::BFloat16) loops().floatToBFloat16(from, view_.as<uint16_t>() + start, n);
  }

 private:
  MutableView view_;
};

}  // namespace xt
