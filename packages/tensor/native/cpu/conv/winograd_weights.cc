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

}  // namespace

size_t winogradWeightBytes(const ConvBlockArgs& args, WinogradKind kind, int panel) {
  const int64_t products = kWinogradPoints[static_cast<int>(kind)].products();
  return sizeof(float) * static_cast<size_t>(products * products * roundUp(args.outChannels, panel) *
                                             roundUp(args.channels, kStageChunk));
}

/** To `[product][panel of outputs][input channel][panel]`. */
void transformWeights(const ConvRun& run, WinogradKind kind, float* to) {
  const ConvBlockArgs& args = run.args;
  const int64_t panel = run.context.kernels.panel;
  const int64_t inner = roundUp(args.channels, kStageChunk);
  const int64_t panels = divideUp(args.outChannels, panel);
  const int64_t chunks = inner / kStageChunk;
  run.context.pool.run(panels * chunks, [&](int64_t task, int) {
    const int64_t column = task / chunks;
    const int64_t channel = task % chunks * kStageChunk;
    float weight[9 * kStageChunk * kWidestPanel];
    gatherWeights(run, column * panel, channel, panel, weight);
    run.context.kernels.winogradWeights[static_cast<int>(kind)](
        {weight, to + (column * inner + channel) * panel, panels * inner * panel});
  });
}

}  // namespace xt
