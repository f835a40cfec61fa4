// What the convolution algorithms share.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "../simd/kernel_table.h"
#include "conv_block.h"
#include "kernel_args.h"
#include "winograd_points.h"

namespace xt {

inline int64_t divideUp(int64_t a, int64_t b) { return (a + b - 1) / b; }
inline int64_t roundUp(int64_t a, int64_t unit) { return divideUp(a, unit) * unit; }

/** A stride in floats whose multiples don't all fall into the same few sets of the cache. */
inline int64_t paddedStride(int64_t floats) {
  const int64_t stride = roundUp(floats, kStageChunk);
  return stride % 256 == 0 ? stride + kStageChunk : stride;
}

/** The result's statistics, taken in pieces: a piece is a run of pixels of one picture, `[piece][channel]`. */
struct StatisticPieces {
  int64_t channels = 0;
  std::vector<int64_t> pixels;  // of each piece of one picture, in a fixed order
  Buffer means;
  Buffer moments;

  int64_t perPicture() const { return static_cast<int64_t>(pixels.size()); }
  float* meansOf(int64_t picture, int64_t piece) const {
    return means ? means.as<float>() + (picture * perPicture() + piece) * channels : nullptr;
  }
  float* momentsOf(int64_t picture, int64_t piece) const {
    return moments ? moments.as<float>() + (picture * perPicture() + piece) * channels : nullptr;
  }
};

/** Pieces to groups: `[batch, groups, 2]`, in double and in the order of the pieces. */
void combineStatistics(Context& context, const StatisticPieces& pieces, int64_t batch, int64_t groups,
                       float* statistics);

/** Arguments in float32, once a run. */
struct ConvRun {
  Context& context;
  const ConvBlockArgs& args;
  Buffer floats;                // holds the next three
  const float* scale = nullptr;  // [batch][channels], null: no norm
  const float* shift = nullptr;
  const float* bias = nullptr;  // [outChannels] or null
  StatisticPieces pieces;

  /** Makes room for the statistics, if any are wanted, once `pieces.pixels` is set. */
  void preparePieces();
  size_t itemBytes() const { return itemSize(args.dtype); }
  /** Whether the result is stored past the cache: it is too large to be found there, and lies in whole lines. */
  bool storesPast() const;
  /** Row `y` of picture `b` of x from channel `channel` on, or null where it is outside. */
  const void* inputRow(int64_t b, int64_t y, int64_t channel = 0) const;
  /** Element offset `at` of a pointer to items. */
  const void* at(const void* items, int64_t offset) const {
    return items == nullptr ? nullptr : static_cast<const char*>(items) + offset * static_cast<int64_t>(itemBytes());
  }
  void* at(void* items, int64_t offset) const {
    return static_cast<char*>(items) + offset * static_cast<int64_t>(itemBytes());
  }
};

/** Hands out tasks, polls for cancelling and reports each one's share of the work. */
template <class Body>
void runTasks(const ConvRun& run, int64_t tasks, uint64_t workUnits, Body&& body) {
  run.context.pool.run(tasks, [&](int64_t task, int worker) {
    run.context.checkCancelled();
    body(task, worker);
    const auto share = [&](int64_t n) {
      return static_cast<uint64_t>(static_cast<double>(workUnits) * static_cast<double>(n) / static_cast<double>(tasks));
    };
    run.context.addDone(share(task + 1) - share(task));
  });
}

/** Weights as an algorithm wants them: out of the cache, or made now by `make` in `bytes` bytes. */
std::shared_ptr<const Buffer> preparedWeights(const ConvRun& run, uint32_t form, size_t bytes,
                                              const std::function<void(float*)>& make);

bool winogradTakes(const ConvBlockArgs& args);
/** What goes into a product: floats, or bfloat16 by twos. */
enum class WinogradItems { Floats, Pairs };
bool winogradPairsTake(const ConvBlockArgs& args, const KernelTable& kernels);
void convWinograd(ConvRun& run, WinogradKind kind, WinogradItems items);
size_t winogradWorkspace(const ConvBlockArgs& args, WinogradKind kind, WinogradItems items, int threads);
/** Relative cost, for choosing. */
double winogradCost(const ConvBlockArgs& args, WinogradKind kind);
size_t winogradWeightBytes(const ConvBlockArgs& args, WinogradKind kind, WinogradItems items, int panel);
/** To `[product][panel of outputs][input channel][panel]`; pairs: `[input channel by twos][panel][2]`. */
void transformWeights(const ConvRun& run, WinogradKind kind, WinogradItems items, float* to);

bool tilesTake(const ConvBlockArgs& args, const KernelTable& kernels);
void convTiles(ConvRun& run);
size_t tilesWorkspace(const ConvBlockArgs& args, int threads);

bool narrowTakes(const ConvBlockArgs& args);
void convNarrow(ConvRun& run);
void convDirect(ConvRun& run);
size_t directWorkspace(const ConvBlockArgs& args, bool narrow, int threads);

}  // namespace xt
