// Winograd's weight transform. Included by simd/kernels.cc alone.
#pragma once

#include "../gemm/tile.h"
#include "kernel_args.h"
#include "winograd_points.h"

namespace xt {
namespace XT_ISA {

/** Vectors run along the panel's outputs; one channel after the other stays in the first cache. */
template <WinogradKind kind>
void transformWeights(const WinogradWeightArgs& args) {
  constexpr WinogradPoints points = kWinogradPoints[static_cast<int>(kind)];
  static constexpr WinogradMatrix matrix = winogradWeightMatrix(points);
  constexpr int products = points.products();
  for (int64_t channel = 0; channel < kStageChunk; ++channel) {
    const auto tap = [&](int index) { return args.weight + (index * kStageChunk + channel) * kPanel; };
    double columns[products][3][kPanel];
    for (int i = 0; i < products; ++i)
      for (int x = 0; x < 3; ++x)
        for (int lane = 0; lane < kPanel; ++lane)
          columns[i][x][lane] = matrix.at[i][0] * static_cast<double>(tap(x)[lane]) +
                                matrix.at[i][1] * static_cast<double>(tap(3 + x)[lane]) +
                                matrix.at[i][2] * static_cast<double>(tap(6 + x)[lane]);
    float* out = args.out + channel * kPanel;
    for (int i = 0; i < products; ++i)
      for (int j = 0; j < products; ++j)
        for (int lane = 0; lane < kPanel; ++lane)
          out[(i * products + j) * args.productStride + lane] = static_cast<float>(
              matrix.at[j][0] * columns[i][0][lane] + matrix.at[j][1] * columns[i][1][lane] +
              matrix.at[j][2] * columns[i][2][lane]);
  }
}

}  // namespace XT_ISA
}  // namespace xt
