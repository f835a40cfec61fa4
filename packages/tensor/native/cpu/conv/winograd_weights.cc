#include "conv_run.h"

namespace xt {
namespace {

constexpr int64_t kLine = 16;  // input channels at a time

/** One output channel, `kLine` input channels: `[3][3][kLine]` to `[products][products][kLine]`, in double. */
void transformLine(const WinogradMatrix& matrix, int products, const float (&weight)[9][kLine],
                   float (&result)[64][kLine]) {
  double half[8][3][kLine];
  for (int i = 0; i < products; ++i)
    for (int x = 0; x < 3; ++x)
      for (int64_t k = 0; k < kLine; ++k)
        half[i][x][k] = matrix.at[i][0] * static_cast<double>(weight[x][k]) +
                        matrix.at[i][1] * static_cast<double>(weight[3 + x][k]) +
                        matrix.at[i][2] * static_cast<double>(weight[6 + x][k]);
  for (int i = 0; i < products; ++i)
    for (int j = 0; j < products; ++j)
      for (int64_t k = 0; k < kLine; ++k)
        result[i * products + j][k] =
            static_cast<float>(matrix.at[j][0] * half[i][0][k] + matrix.at[j][1] * half[i][1][k] +
                               matrix.at[j][2] * half[i][2][k]);
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
  const WinogradPoints& points = kWinogradPoints[static_cast<int>(kind)];
  const WinogradMatrix matrix = winogradWeightMatrix(points);
  const int products = points.products();
  const int64_t panel = run.context.kernels.panel;
  const int64_t inner = roundUp(args.channels, kStageChunk);
  const int64_t panels = divideUp(args.outChannels, panel);
  const int64_t productStride = panels * inner * panel;
  run.context.pool.run(panels * (inner / kLine), [&](int64_t task, int) {
    const int64_t column = task / (inner / kLine);
    const int64_t k0 = task % (inner / kLine) * kLine;
    const int64_t count = std::min(kLine, args.channels - k0);
    float* out = to + column * inner * panel + k0 * panel;
    for (int64_t lane = 0; lane < panel; ++lane) {
      const int64_t o = column * panel + lane;
      float weight[9][kLine] = {};
      if (o < args.outChannels)
        for (int64_t tap = 0; tap < 9; ++tap)
          run.context.kernels.toFloat(args.dtype, run.at(args.weight, (o * 9 + tap) * args.channels + k0), weight[tap],
                                      count);
      float result[64][kLine];
      transformLine(matrix, products, weight, result);
      for (int product = 0; product < products * products; ++product)
        for (int64_t k = 0; k < kLine; ++k) out[product * productStride + k * panel + lane] = result[product][k];
    }
  });
}

}  // namespace xt
