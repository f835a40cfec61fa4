#include "../runtime/half.h"
#include "conv_run.h"

namespace xt {
namespace {

constexpr int64_t kWidestPanel = 64;

/** `[9 taps][16 channels][panel]` of the weights `[O][3][3][C]`, in float32; zeros beyond the last of either. */
void gatherWeights(const ConvRun& run, int64_t firstOutput, int64_t firstChannel, int64_t panel, float* to) {
  const ConvBlockArgs& args = run.args;
  const int64_t channels = std::min(kStageChunk, args.channels - firstChannel);
  float line[kStageChunk] = {};
  for (int64_t lane = 0; lane < panel; ++lane) {
    const int64_t output = firstOutput + lane;
    for (int64_t tap = 0; tap < 9; ++tap) {
      if (output < args.outChannels)
        run.context.kernels.toFloat(
            args.dtype, run.at(args.weight, (output * 9 + tap) * args.channels + firstChannel), line, channels);
      else if (tap == 0)
        std::fill(line, line + kStageChunk, 0.0f);
      for (int64_t k = 0; k < kStageChunk; ++k) to[(tap * kStageChunk + k) * panel + lane] = line[k];
    }
  }
}

/** `[16 channels][panel]` to `[8][panel][2]`, rounded. */
void pairUp(const float* from, int64_t panel, uint16_t* to) {
  for (int64_t k = 0; k < kStageChunk; ++k)
    for (int64_t lane = 0; lane < panel; ++lane)
      to[(k / 2 * panel + lane) * 2 + k % 2] = floatToBFloat16(from[k * panel + lane]);
}

}  // namespace

size_t winogradWeightBytes(const ConvBlockArgs& args, WinogradKind kind, WinogradItems items, int panel) {
  const int64_t products = kWinogradPoints[static_cast<int>(kind)].products();
  const size_t itemBytes = items == WinogradItems::Pairs ? sizeof(uint16_t) : sizeof(float);
  return itemBytes * static_cast<size_t>(products * products * roundUp(args.outChannels, panel) *
                                         roundUp(args.channels, kStageChunk));
}

void transformWeights(const ConvRun& run, WinogradKind kind, WinogradItems items, float* to) {
  const ConvBlockArgs& args = run.args;
  const int64_t panel = run.context.kernels.panel;
  const int64_t inner = roundUp(args.channels, kStageChunk);
  const int64_t panels = divideUp(args.outChannels, panel);
  const int64_t chunks = inner / kStageChunk;
  const int64_t side = kWinogradPoints[static_cast<int>(kind)].products();
  const int64_t productFloats = kStageChunk * panel;
  run.context.pool.run(panels * chunks, [&](int64_t task, int) {
    const int64_t column = task / chunks;
    const int64_t channel = task % chunks * kStageChunk;
    float weight[9 * kStageChunk * kWidestPanel];
    gatherWeights(run, column * panel, channel, panel, weight);
    const auto transform = run.context.kernels.winogradWeights[static_cast<int>(kind)];
    if (items == WinogradItems::Floats) {
      transform({weight, to + (column * inner + channel) * panel, panels * inner * panel});
      return;
    }
    std::vector<float> products(static_cast<size_t>(side * side * productFloats));
    transform({weight, products.data(), productFloats});
    for (int64_t product = 0; product < side * side; ++product)
      pairUp(products.data() + product * productFloats, panel,
             reinterpret_cast<uint16_t*>(to) + ((product * panels + column) * inner + channel) * panel);
  });
}

}  // namespace xt
