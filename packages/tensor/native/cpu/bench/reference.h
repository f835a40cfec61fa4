// Plain double-precision definitions that the kernels are checked against.
#pragma once

#include <cmath>
#include <vector>

#include "../attention/attention.h"
#include "../conv/conv_block.h"
#include "../simd/activation_kind.h"

namespace xt::bench {

inline double activate(ActivationKind kind, double x) {
  switch (kind) {
    case ActivationKind::None: return x;
    case ActivationKind::Silu: return x / (1 + std::exp(-x));
    case ActivationKind::Relu: return x > 0 ? x : 0;
    case ActivationKind::Gelu: return 0.5 * x * (1 + std::erf(x / std::sqrt(2.0)));
    case ActivationKind::GeluTanh:
      return 0.5 * x * (1 + std::tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)));
  }
  return x;
}

/** Values of the arguments' arrays, in double. */
struct ConvValues {
  std::vector<double> x, normWeight, normBias, weight, bias, residual;
};

inline std::vector<double> referenceConv(const ConvBlockArgs& args, const ConvValues& values) {
  const int64_t height = args.height * args.upsample, width = args.width * args.upsample;
  const int64_t inner = args.channels / args.groups, outer = args.outChannels / args.groups;
  std::vector<double> image(static_cast<size_t>(args.batch * args.height * args.width * args.channels));
  for (size_t i = 0; i < image.size(); ++i) {
    const int64_t c = static_cast<int64_t>(i) % args.channels;
    double value = values.x[i];
    if (args.normStatistics != nullptr) {
      const int64_t b = static_cast<int64_t>(i) / (args.height * args.width * args.channels);
      const float* statistics = args.normStatistics + (b * args.normGroups + c / (args.channels / args.normGroups)) * 2;
      value = (value - static_cast<double>(statistics[0])) /
              std::sqrt(static_cast<double>(statistics[1]) + static_cast<double>(args.normEps));
      if (!values.normWeight.empty()) value *= values.normWeight[static_cast<size_t>(c)];
      if (!values.normBias.empty()) value += values.normBias[static_cast<size_t>(c)];
    }
    image[i] = activate(args.activation, value);
  }
  std::vector<double> result;
  for (int64_t b = 0; b < args.batch; ++b)
    for (int64_t y = 0; y < args.outHeight(); ++y)
      for (int64_t x = 0; x < args.outWidth(); ++x)
        for (int64_t o = 0; o < args.outChannels; ++o) {
          double sum = values.bias.empty() ? 0 : values.bias[static_cast<size_t>(o)];
          for (int64_t ky = 0; ky < args.kernelHeight; ++ky)
            for (int64_t kx = 0; kx < args.kernelWidth; ++kx) {
              const int64_t iy = y * args.strideY - args.padTop + ky * args.dilationY;
              const int64_t ix = x * args.strideX - args.padLeft + kx * args.dilationX;
              if (iy < 0 || iy >= height || ix < 0 || ix >= width) continue;
              const int64_t pixel = (b * args.height + iy / args.upsample) * args.width + ix / args.upsample;
              const double* in = image.data() + pixel * args.channels + o / outer * inner;
              const double* w = values.weight.data() + ((o * args.kernelHeight + ky) * args.kernelWidth + kx) * inner;
              for (int64_t c = 0; c < inner; ++c) sum += in[c] * w[c];
            }
          if (!values.residual.empty()) sum += values.residual[result.size()];
          result.push_back(activate(args.outputActivation, sum));
        }
  return result;
}

/** Mean and biased variance of each group of `[batch][positions][channels]`. */
inline std::vector<double> referenceStatistics(const std::vector<double>& x, int64_t batch, int64_t positions,
                                               int64_t channels, int64_t groups) {
  std::vector<double> result;
  const int64_t size = channels / groups;
  for (int64_t b = 0; b < batch; ++b)
    for (int64_t g = 0; g < groups; ++g) {
      double mean = 0, variance = 0;
      for (int pass = 0; pass < 2; ++pass)
        for (int64_t p = 0; p < positions; ++p)
          for (int64_t c = 0; c < size; ++c) {
            const double value = x[static_cast<size_t>((b * positions + p) * channels + g * size + c)];
            if (pass == 0)
              mean += value / static_cast<double>(positions * size);
            else
              variance += (value - mean) * (value - mean) / static_cast<double>(positions * size);
          }
      result.push_back(mean);
      result.push_back(variance);
    }
  return result;
}

}  // namespace xt::bench
