// What follows the sums of a convolution: bias, residual, activation, statistics, rounding. Included by
// simd/kernels.cc alone.
#pragma once

#include "../simd/math.h"
#include "kernel_args.h"
#include "stage_kernel.h"

namespace xt {
namespace XT_ISA {

static __attribute__((noinline)) Vec activateRare(ActivationKind kind, Vec x) {
  withActivation(kind, [&](auto activation) { x = activateBy<decltype(activation)::value>(x); });
  return x;
}

/**
 * Puts vectors of channels at their pixels. Statistics are sums of differences from a value near the mean (the first
 * one seen of each channel), which keeps them sound where the mean is far from 0.
 */
template <class Storage>
class RowFinisher {
 public:
  using Item = typename Storage::Item;

  template <class Args>
  RowFinisher(const Args& args, float* scratch)
      : bias_(args.bias),
        residual_(static_cast<const Item*>(args.residual)),
        output_(static_cast<Item*>(args.output)),
        channels_(args.channels),
        activation_(args.activation),
        means_(args.means),
        moments_(args.moments),
        shifts_(scratch),
        sums_(scratch + args.channels + kChunk),
        squares_(scratch + 2 * (args.channels + kChunk)) {
    if (means_ == nullptr) return;
    for (int64_t i = 0; i < 3 * (channels_ + kChunk); ++i) scratch[i] = 0;
  }

  XT_INLINE void begin(int64_t channel, int64_t count = kLanes) {
    biasNow_ = bias_ == nullptr ? Vec{} : count == kLanes ? load(bias_ + channel) : loadSome(bias_ + channel, count);
    if (means_ == nullptr) return;
    sum_ = load(sums_ + channel);
    square_ = load(squares_ + channel);
    shift_ = load(shifts_ + channel);
    seen_ = seenTo_ > channel;
  }

  XT_INLINE void put(int64_t at, Vec value, int64_t count = kLanes) {
    value += biasNow_;
    if (residual_ != nullptr)
      value += count == kLanes ? Storage::load(residual_ + at) : loadPart<Storage>(residual_ + at, count);
    if (activation_ != ActivationKind::None)
      value = activation_ == ActivationKind::Relu ? relu(value) : activateRare(activation_, value);
    if (means_ != nullptr) {
      if (!seen_) {
        shift_ = value;
        seen_ = true;
      }
      const Vec difference = value - shift_;
      sum_ += difference;
      square_ += difference * difference;
    }
    if (count == kLanes)
      Storage::store(output_ + at, value);
    else
      storePart<Storage>(output_ + at, value, count);
  }

  XT_INLINE void end(int64_t channel, int64_t = kLanes) {
    if (means_ == nullptr) return;
    store(sums_ + channel, sum_);
    store(squares_ + channel, square_);
    store(shifts_ + channel, shift_);
    if (seenTo_ < channel + kLanes) seenTo_ = channel + kLanes;
  }

  void finish(int64_t pixels) {
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
  const float* bias_;
  const Item* residual_;
  Item* output_;
  int64_t channels_;
  ActivationKind activation_;
  float* means_;
  float* moments_;
  float* shifts_;
  float* sums_;
  float* squares_;
  int64_t seenTo_ = 0;  // channels below this have a shift
  bool seen_ = false;
  Vec biasNow_ = {}, sum_ = {}, square_ = {}, shift_ = {};
};

template <class Storage>
static void finishRowAs(const FinishRowArgs& args) {
  RowFinisher<Storage> finisher(args, args.scratch);
  for (int64_t channel = 0; channel < args.channels; channel += kLanes) {
    const int64_t count = args.channels - channel < kLanes ? args.channels - channel : kLanes;
    finisher.begin(channel, count);
    if (count == kLanes) {
      for (int64_t pixel = 0; pixel < args.pixels; ++pixel)
        finisher.put(pixel * args.pixelStride + channel, load(args.in + pixel * args.inStride + channel));
    } else {
      for (int64_t pixel = 0; pixel < args.pixels; ++pixel)
        finisher.put(pixel * args.pixelStride + channel, loadSome(args.in + pixel * args.inStride + channel, count),
                     count);
    }
    finisher.end(channel, count);
  }
  finisher.finish(args.pixels);
}

static void finishRow(const FinishRowArgs& args) {
  withStorage(args.dtype, [&](auto storage) { finishRowAs<decltype(storage)>(args); });
}

}  // namespace XT_ISA
}  // namespace xt
