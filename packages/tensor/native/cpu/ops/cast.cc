#include <cmath>
#include <limits>
#include <type_traits>

#include "dispatch.h"
#include "elementwise.h"
#include "float_block.h"
#include "parallel.h"

namespace xt {
namespace {

/** Truncates, saturates, NaN to 0. */
template <class T>
T integerOf(float value) {
  if (std::isnan(value)) return 0;
  // 2^digits is exact in float32, the greatest integer is often not.
  constexpr float above = static_cast<float>(uint64_t{1} << (std::numeric_limits<T>::digits - 1)) * 2.0f;
  if (value >= above) return std::numeric_limits<T>::max();
  if constexpr (std::is_signed_v<T>) {
    if (value < -above) return std::numeric_limits<T>::min();
  } else {
    if (value <= -1.0f) return 0;
  }
  return static_cast<T>(value);
}

void floatToInteger(Context& context, const View& x, const MutableView& out) {
  const FloatSource source(x, x.shape);
  forInteger(out.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    const bool toBool = out.dtype == DType::Bool;
    parallelFor(context, out.size(), kGrain, [&](int64_t begin, int64_t end) {
      FloatSource::Scratch scratch;
      for (int64_t at = begin; at < end; at += kBlock) {
        const int64_t n = std::min(kBlock, end - at);
        const auto block = source.block(at, n, scratch);
        T* to = out.as<T>() + at;
        if (toBool) {
          for (int64_t i = 0; i < n; ++i) to[i] = block.data[i * block.step] != 0.0f;
        } else {
          for (int64_t i = 0; i < n; ++i) to[i] = integerOf<T>(block.data[i * block.step]);
        }
      }
    });
  });
}

void integerToFloat(Context& context, const View& x, const MutableView& out) {
  const FloatSink sink(out);
  forInteger(x.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    parallelFor(context, out.size(), kGrain, [&](int64_t begin, int64_t end) {
      alignas(64) float scratch[kBlock];
      for (int64_t at = begin; at < end; at += kBlock) {
        const int64_t n = std::min(kBlock, end - at);
        float* to = sink.place(at, scratch);
        for (int64_t i = 0; i < n; ++i) to[i] = static_cast<float>(x.as<T>()[at + i]);
        sink.store(at, n, to);
      }
    });
  });
}

void integerToInteger(Context& context, const View& x, const MutableView& out) {
  forInteger(x.dtype, [&](auto fromTag) {
    using From = typename decltype(fromTag)::type;
    forInteger(out.dtype, [&](auto toTag) {
      using To = typename decltype(toTag)::type;
      const bool toBool = out.dtype == DType::Bool;
      parallelFor(context, out.size(), kGrain, [&](int64_t begin, int64_t end) {
        const From* from = x.as<From>();
        To* to = out.as<To>();
        for (int64_t i = begin; i < end; ++i) to[i] = toBool ? static_cast<To>(from[i] != 0) : static_cast<To>(from[i]);
      });
    });
  });
}

void floatToFloat(Context& context, const View& x, const MutableView& out) {
  const FloatSource source(x, x.shape);
  const FloatSink sink(out);
  parallelFor(context, out.size(), kGrain, [&](int64_t begin, int64_t end) {
    FloatSource::Scratch scratch;
    for (int64_t at = begin; at < end; at += kBlock) {
      const int64_t n = std::min(kBlock, end - at);
      const auto block = source.block(at, n, scratch);
      if (out.dtype == DType::Float32) {
        std::memcpy(out.as<float>() + at, block.data, n * sizeof(float));
      } else {
        sink.store(at, n, block.data);
      }
    }
  });
}

}  // namespace

void cast(Context& context, const View& x, const MutableView& out) {
  if (isFloat(x.dtype)) {
    return isFloat(out.dtype) ? floatToFloat(context, x, out) : floatToInteger(context, x, out);
  }
  return isFloat(out.dtype) ? integerToFloat(context, x, out) : integerToInteger(context, x, out);
}

}  // namespace xt
