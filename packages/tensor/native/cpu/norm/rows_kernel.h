// Norms and softmax by rows. Included by simd/kernels.cc alone.
#pragma once

#include "../conv/finish_kernel.h"
#include "../simd/math.h"
#include "kernel_args.h"

namespace xt {
namespace XT_ISA {

template <class Storage>
static void momentsAs(const MomentsArgs& args) {
  using Item = typename Storage::Item;
  const Item* x = static_cast<const Item*>(args.x);
  const float inverse = 1.0f / static_cast<float>(args.pixels);
  for (int64_t channel = 0; channel < args.channels; channel += kLanes) {
    const int64_t count = args.channels - channel < kLanes ? args.channels - channel : kLanes;
    const bool whole = count == kLanes;
    const Vec shift = whole ? Storage::load(x + channel) : loadPart<Storage>(x + channel, count);
    Vec total = Vec{}, squares = Vec{};
    for (int64_t pixel = 0; pixel < args.pixels; ++pixel) {
      const Item* at = x + pixel * args.channels + channel;
      const Vec difference = (whole ? Storage::load(at) : loadPart<Storage>(at, count)) - shift;
      total += difference;
      squares += difference * difference;
    }
    const Vec shifted = total * inverse;
    const Vec moment = squares - total * shifted;
    const Vec mean = shift + shifted;
    for (int64_t lane = 0; lane < count; ++lane) {
      args.means[channel + lane] = mean[lane];
      args.moments[channel + lane] = moment[lane] > 0 || moment[lane] != moment[lane] ? moment[lane] : 0;
    }
  }
}

static void moments(const MomentsArgs& args) {
  withStorage(args.dtype, [&](auto storage) { momentsAs<decltype(storage)>(args); });
}

template <class Storage, ActivationKind kind>
static void affineRowsAs(const AffineRowsArgs& args) {
  using Item = typename Storage::Item;
  for (int64_t pixel = 0; pixel < args.pixels; ++pixel) {
    const Item* in = static_cast<const Item*>(args.x) + pixel * args.channels;
    Item* out = static_cast<Item*>(args.output) + pixel * args.channels;
    int64_t channel = 0;
    for (; channel + kLanes <= args.channels; channel += kLanes)
      Storage::store(out + channel, activateBy<kind>(Storage::load(in + channel) * load(args.scale + channel) +
                                                     load(args.shift + channel)));
    if (const int64_t count = args.channels - channel; count > 0)
      storePart<Storage>(out + channel,
                         activateBy<kind>(loadPart<Storage>(in + channel, count) * loadSome(args.scale + channel, count) +
                                          loadSome(args.shift + channel, count)),
                         count);
  }
}

static void affineRows(const AffineRowsArgs& args) {
  withStorage(args.dtype, [&](auto storage) {
    withActivation(args.activation, [&](auto activation) {
      affineRowsAs<decltype(storage), decltype(activation)::value>(args);
    });
  });
}

template <class Storage>
static void layerNormRowAs(const LayerNormRowArgs& args) {
  using Item = typename Storage::Item;
  const Item* in = static_cast<const Item*>(args.x);
  Item* out = static_cast<Item*>(args.output);
  float* row = args.scratch;
  const int64_t size = args.size;
  for (int64_t i = 0; i < size; i += kLanes) {
    const int64_t count = size - i < kLanes ? size - i : kLanes;
    store(row + i, count == kLanes ? Storage::load(in + i) : loadPart<Storage>(in + i, count));  // zeros past the end
  }
  float mean = 0;
  if (args.centred) {
    Vec total = Vec{};
    for (int64_t i = 0; i < size; i += kLanes) total += load(row + i);
    mean = sum(total) / static_cast<float>(size);
  }
  Vec squares = Vec{};
  float rest = 0;
  int64_t i = 0;
  for (; i + kLanes <= size; i += kLanes) {
    const Vec difference = load(row + i) - mean;
    squares += difference * difference;
  }
  for (; i < size; ++i) rest += (row[i] - mean) * (row[i] - mean);
  const float variance = (sum(squares) + rest) / static_cast<float>(size);
  const float scale = 1.0f / __builtin_sqrtf(variance + args.eps);
  for (i = 0; i < size; i += kLanes) {
    const int64_t count = size - i < kLanes ? size - i : kLanes;
    Vec value = (load(row + i) - mean) * scale;
    if (args.weight != nullptr) value = value * loadSome(args.weight + i, count);
    if (args.bias != nullptr) value = value + loadSome(args.bias + i, count);
    if (count == kLanes)
      Storage::store(out + i, value);
    else
      storePart<Storage>(out + i, value, count);
  }
}

static void layerNormRow(const LayerNormRowArgs& args) {
  withStorage(args.dtype, [&](auto storage) { layerNormRowAs<decltype(storage)>(args); });
}

static float maximumOf(const float* x, int64_t count, float start) {
  Vec most = broadcast(start);
  int64_t i = 0;
  bool nan = false;
  IntVec bad = IntVec{};
  for (; i + kLanes <= count; i += kLanes) {
    const Vec value = load(x + i);
    bad |= value != value;
    most = maximum(value, most);
  }
  float best = start;
  for (int lane = 0; lane < kLanes; ++lane) {
    nan = nan || bad[lane] != 0;
    if (most[lane] > best) best = most[lane];
  }
  for (; i < count; ++i) {
    nan = nan || x[i] != x[i];
    if (x[i] > best) best = x[i];
  }
  return nan ? __builtin_nanf("") : best;
}

/** `x[i] = exp(x[i] - most)`; their sum. */
static float expSum(float* x, int64_t count, float most) {
  Vec total = Vec{};
  float rest = 0;
  int64_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    const Vec value = expWhole(load(x + i) - most);
    store(x + i, value);
    total += value;
  }
  if (i < count) {
    const Vec value = expWhole(loadSome(x + i, count - i) - most);
    storeSome(x + i, value, count - i);
    for (int64_t lane = 0; lane < count - i; ++lane) rest += value[lane];
  }
  return sum(total) + rest;
}

static void scaleBy(float* x, int64_t count, float factor) {
  int64_t i = 0;
  for (; i + kLanes <= count; i += kLanes) store(x + i, load(x + i) * factor);
  for (; i < count; ++i) x[i] *= factor;
}

static void softmaxRow(float* x, int64_t count) {
  const float most = maximumOf(x, count, -__builtin_inff());
  // A row of -infinity alone has no softmax: NaN, as 0 / 0.
  const float total = expSum(x, count, most);
  scaleBy(x, count, 1.0f / total);
}

static void softmaxStep(const SoftmaxStepArgs& args) {
  float* scores = args.scores;
  int64_t i = 0;
  for (; i + kLanes <= args.keys; i += kLanes) {
    Vec value = load(scores + i) * args.scale;
    if (args.mask != nullptr) value += load(args.mask + i);
    store(scores + i, value);
  }
  for (; i < args.keys; ++i) scores[i] = scores[i] * args.scale + (args.mask != nullptr ? args.mask[i] : 0.0f);
  const float before = *args.maximum;
  const float most = maximumOf(scores, args.keys, before);
  if (most == -__builtin_inff()) {  // everything masked so far
    for (i = 0; i < args.keys; ++i) scores[i] = 0;
    return;
  }
  const float total = expSum(scores, args.keys, most);
  if (most != before) {
    Vec factor = expWhole(broadcast(before - most));
    *args.total *= factor[0];
    scaleBy(args.result, args.resultSize, factor[0]);
    *args.maximum = most;
  }
  *args.total += total;
}

}  // namespace XT_ISA
}  // namespace xt
