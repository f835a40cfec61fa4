#include "tile_plan.h"

#include <iterator>
#include <limits>

namespace xt {
namespace {

constexpr int64_t kBlockPixels = 64;              // most results side by side whose sums stay in L1
constexpr int64_t kBlockSegments = 4;             // as many tiles of pixels, of several rows where one has fewer
constexpr int64_t kRingBytes = int64_t{6} << 20;  // of staged rows

int64_t floorHalf(int64_t value) { return value >= 0 ? value / 2 : -((1 - value) / 2); }

/** Large pixel `first` and each second one after it; `half` 0: their kernels read two, then one large pixel of a small one. */
void setAxis(int64_t pad, int64_t size, int64_t half, int64_t* first, int64_t* count, int64_t* input) {
  *first = (pad + half) % 2;
  *count = std::max<int64_t>(0, divideUp(size - *first, 2));
  *input = floorHalf(*first - pad);
}

void addPhases(const ConvBlockArgs& args, TilePlan& plan) {
  if (args.upsample == 1) {
    plan.phases.push_back({0, 1, args.outHeight(), 0, 1, args.outWidth(), -args.padTop, -args.padLeft,
                           args.kernelHeight, args.kernelWidth, 0, 0});
    return;
  }
  for (int64_t down = 0; down < 2; ++down)
    for (int64_t across = 0; across < 2; ++across) {
      TilePhase phase{};
      phase.stepY = phase.stepX = phase.kernelHeight = phase.kernelWidth = 2;
      phase.down = down;
      phase.across = across;
      setAxis(args.padTop, args.outHeight(), down, &phase.firstY, &phase.countY, &phase.inputY);
      setAxis(args.padLeft, args.outWidth(), across, &phase.firstX, &phase.countX, &phase.inputX);
      plan.phases.push_back(phase);
    }
}

}  // namespace

int64_t tilePartsOf(const ConvBlockArgs& args) {
  if (args.dtype == DType::BFloat16 || args.precision == Precision::Medium) return 1;
  return args.dtype == DType::Float32 && args.precision == Precision::High ? kMostParts : 0;
}

TilePlan makeTilePlan(const ConvBlockArgs& args) {
  TilePlan plan{};
  plan.parts = tilePartsOf(args);
  plan.partProducts = plan.parts == 1 ? 1 : static_cast<int64_t>(std::size(kPartProducts));
  plan.strideY = args.strideY;
  plan.strideX = args.strideX;
  plan.dilationY = args.dilationY;
  plan.dilationX = args.dilationX;
  plan.channels = roundUp(args.channels, kTileChannels);
  plan.steps = plan.channels / kTileChannels;
  // 16 pixels a power of two apart would fall into few sets of the cache.
  plan.pixelStride = plan.channels % 256 == 0 ? plan.channels + kTileChannels : plan.channels;
  addPhases(args, plan);
  plan.taps = plan.phases[0].kernelHeight * plan.phases[0].kernelWidth;
  int64_t mostX = 0, lastY = std::numeric_limits<int64_t>::min(), lastX = lastY;
  plan.firstY = plan.firstX = std::numeric_limits<int64_t>::max();
  for (const TilePhase& phase : plan.phases) {
    mostX = std::max(mostX, phase.countX);
    plan.firstY = std::min(plan.firstY, phase.inputY);
    plan.firstX = std::min(plan.firstX, phase.inputX);
    lastY = std::max(lastY, phase.inputY + (phase.kernelHeight - 1) * plan.dilationY);
    lastX = std::max(lastX, phase.inputX + (phase.kernelWidth - 1) * plan.dilationX);
  }
  plan.blocksX = std::max<int64_t>(1, divideUp(mostX, kBlockPixels));
  plan.blockX = divideUp(mostX, plan.blocksX);
  plan.segmentsX = divideUp(plan.blockX, kTilePixels);
  plan.blockRows = std::max<int64_t>(1, kBlockSegments / plan.segmentsX);
  plan.panels = divideUp(args.outChannels, kPanelOutputs);
  plan.spanY = lastY - plan.firstY + 1;
  // The last block's last tile may reach beyond the row.
  const int64_t tiled = (plan.blocksX - 1) * plan.blockX + plan.segmentsX * kTilePixels;
  plan.rowPixels = (tiled - 1) * plan.strideX + lastX - plan.firstX + 1;
  const int64_t rowBytes = plan.parts * plan.rowItems() * static_cast<int64_t>(sizeof(uint16_t));
  const int64_t fitting = (kRingBytes / rowBytes - plan.spanY) / plan.strideY + 1;
  int64_t mostY = 0;
  for (const TilePhase& phase : plan.phases) mostY = std::max(mostY, phase.countY);
  plan.stripeRows = std::min(mostY, std::max(plan.blockRows, fitting / plan.blockRows * plan.blockRows));
  plan.ringRows = (plan.stripeRows - 1) * plan.strideY + plan.spanY;
  return plan;
}

}  // namespace xt
