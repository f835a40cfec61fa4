// What follows the sums of a convolution: bias, residual, activation, statistics, rounding. Included by
// simd/kernels.cc alone.
#pragma once

#include "../simd/math.h"
#include "../simd/unroll.h"
#include "kernel_args.h"
#include "stage_kernel.h"

namespace xt {
namespace XT_ISA {

static __attribute__((noinline)) Vec activateRare(ActivationKind kind, Vec x) {
  withActivation(kind, [&](auto activation) { x = activateBy<decltype(activation)::value>(x); });
  return x;
}

/** Past the cache: for what is too large to be read out of it again. */
static XT_INLINE void storePast(float* to, Vec value) {
#if XT_ISA_avx512
  _mm512_stream_ps(to, (__m512)value);
#elif XT_ISA_avx2
  _mm256_stream_ps(to, (__m256)value);
#else
  store(to, value);
#endif
}

static XT_INLINE void orderStoresPast() {
#if XT_ISA_avx512 || XT_ISA_avx2
  _mm_sfence();
#endif
}

/**
 * Puts vectors of channels at their pixels. Statistics are sums of differences from a value near the mean (the first
 * one seen of each channel), which keeps them sound where the mean is far from 0.
 */
template <class Storage>
class RowFinisher {
 public:
  using Item = typename Storage::Item;
  static constexpr bool canStorePast = sizeof(Item) == 4 && kLanes >= 8;

  template <class Args>
  RowFinisher(const Args& args, float* scratch)
      : bias_(args.bias),
        residual_(static_cast<const Item*>(args.residual)),
        output_(static_cast<Item*>(args.output)),
        channels_(args.channels),
        activation_(args.activation),
        past_(args.past),
        means_(args.means),
        moments_(args.moments),
        shifts_(scratch),
        sums_(scratch + args.channels + kChunk),
        squares_(scratch + 2 * (args.channels + kChunk)) {
    if (means_ == nullptr) return;
    for (int64_t i = 0; i < 3 * (channels_ + kChunk); ++i) scratch[i] = 0;
  }

  /** Brings the chunk's lines of pixels that come soon. */
  XT_INLINE void fetch(int64_t at, int64_t pixels, int64_t pixelStride) const {
    if (residual_ != nullptr)
      for (int64_t pixel = 0; pixel < pixels; ++pixel) __builtin_prefetch(residual_ + at + pixel * pixelStride, 0);
    if (!past_)
      for (int64_t pixel = 0; pixel < pixels; ++pixel) __builtin_prefetch(output_ + at + pixel * pixelStride, 1);
  }

  /** `pixels` vectors beside each other. */
  template <int pixels>
  XT_INLINE void putRow(int64_t channel, int64_t at, int64_t pixelStride, Vec (&y)[8]) {
    if (bias_ != nullptr) {
      const Vec bias = load(bias_ + channel);
      unroll<0, pixels>([&](auto j) __attribute__((always_inline)) { y[j.value] += bias; });
    }
    if (residual_ != nullptr) {
      unroll<0, pixels>([&](auto j) __attribute__((always_inline)) {
        y[j.value] += Storage::load(residual_ + at + j.value * pixelStride);
      });
    }
    if (activation_ != ActivationKind::None) {
      if (activation_ == ActivationKind::Relu)
        unroll<0, pixels>([&](auto j) __attribute__((always_inline)) { y[j.value] = relu(y[j.value]); });
      else
        for (int j = 0; j < pixels; ++j) y[j] = activateRare(activation_, y[j]);
    }
    if (means_ != nullptr) {
      const Vec shift = shiftOf(channel, y[0]);
      Vec total = load(sums_ + channel), squares = load(squares_ + channel);
      unroll<0, pixels>([&](auto j) __attribute__((always_inline)) {
        const Vec difference = y[j.value] - shift;
        total += difference;
        squares += difference * difference;
      });
      store(sums_ + channel, total);
      store(squares_ + channel, squares);
    }
    if constexpr (canStorePast) {
      if (past_) {
        unroll<0, pixels>([&](auto j) __attribute__((always_inline)) {
          storePast(output_ + at + j.value * pixelStride, y[j.value]);
        });
        return;
      }
    }
    unroll<0, pixels>([&](auto j) __attribute__((always_inline)) {
      Storage::store(output_ + at + j.value * pixelStride, y[j.value]);
    });
  }

  /** One vector, `count` channels of it. */
  XT_INLINE void put(int64_t channel, int64_t at, Vec value, int64_t count) {
    if (bias_ != nullptr) value += count == kLanes ? load(bias_ + channel) : loadSome(bias_ + channel, count);
    if (residual_ != nullptr)
      value += count == kLanes ? Storage::load(residual_ + at) : loadPart<Storage>(residual_ + at, count);
    if (activation_ != ActivationKind::None)
      value = activation_ == ActivationKind::Relu ? relu(value) : activateRare(activation_, value);
    if (means_ != nullptr) {
      const Vec difference = value - shiftOf(channel, value);
      store(sums_ + channel, load(sums_ + channel) + difference);
      store(squares_ + channel, load(squares_ + channel) + difference * difference);
    }
    if (count == kLanes)
      Storage::store(output_ + at, value);
    else
      storePart<Storage>(output_ + at, value, count);
  }

  void finish(int64_t pixels) {
    if (past_) orderStoresPast();
    if (means_ == nullptr) return;
    const float inverse = 1.0f / static_cast<float>(pixels);
    for (int64_t channel = 0; channel < channels_; ++channel) {
      const float shifted = sums_[channel] * inverse;
      const float moment = squares_[channel] - sums_[channel] * shifted;
      means_[channel] = shifts_[channel] + shifted;
      moments_[channel] = moment > 0 || moment != moment ? moment : 0;
    }
  }

 private:
  XT_INLINE Vec shiftOf(int64_t channel, Vec value) {
    if (startedTo_ <= channel) {
      store(shifts_ + channel, value);
      startedTo_ = channel + kLanes;
      return value;
    }
    return load(shifts_ + channel);
  }

  const float* bias_;
  const Item* residual_;
  Item* output_;
  int64_t channels_;
  ActivationKind activation_;
  bool past_;
  float* means_;
  float* moments_;
  float* shifts_;
  float* sums_;
  float* squares_;
  int64_t startedTo_ = 0;  // channels below this have a shift: they come in order
};

template <class Storage>
static void finishRowAs(const FinishRowArgs& args) {
  RowFinisher<Storage> finisher(args, args.scratch);
  for (int64_t pixel = 0; pixel < args.pixels; ++pixel) {
    const float* in = args.in + pixel * args.inStride;
    const int64_t at = pixel * args.pixelStride;
    int64_t channel = 0;
    for (; channel + kLanes <= args.channels; channel += kLanes) {
      Vec y[8] = {load(in + channel)};
      finisher.template putRow<1>(channel, at + channel, args.pixelStride, y);
    }
    if (const int64_t count = args.channels - channel; count > 0)
      finisher.put(channel, at + channel, loadSome(in + channel, count), count);
  }
  finisher.finish(args.pixels);
}

static void finishRow(const FinishRowArgs& args) {
  withStorage(args.dtype, [&](auto storage) { finishRowAs<decltype(storage)>(args); });
}

}  // namespace XT_ISA
}  // namespace xt
