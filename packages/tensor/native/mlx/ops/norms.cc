#include "ops/norms.h"

#include <vector>

#include "mlx/fast.h"
#include "ops/elementwise.h"
#include "ops/host_primitive.h"
#include "ops/sums.h"

namespace tensor_mlx {
namespace {

/** x [B, …, C] as [B, N, groups, C / groups]. */
mx::array inGroups(const mx::array& x, int groups) {
  int batch = x.shape(0), channels = x.shape(-1);
  auto pixels = static_cast<int>(x.size() / (static_cast<size_t>(batch) * channels));
  return mx::reshape(x, {batch, pixels, groups, channels / groups});
}

/** Two passes over one picture's pixels, sums of a channel in double. */
template <typename T>
void statisticsOf(const T* x, float* out, size_t pixels, size_t groups, size_t width) {
  size_t channels = groups * width;
  std::vector<double> sums(channels, 0.0), means(channels, 0.0);
  double count = static_cast<double>(pixels * width);
  for (size_t p = 0; p < pixels; ++p)
    for (size_t c = 0; c < channels; ++c) sums[c] += static_cast<float>(x[p * channels + c]);
  for (size_t g = 0; g < groups; ++g) {
    double total = 0;
    for (size_t c = 0; c < width; ++c) total += sums[g * width + c];
    for (size_t c = 0; c < width; ++c) means[g * width + c] = total / count;
  }
  std::fill(sums.begin(), sums.end(), 0.0);
  for (size_t p = 0; p < pixels; ++p) {
    for (size_t c = 0; c < channels; ++c) {
      double d = static_cast<double>(static_cast<float>(x[p * channels + c])) - means[c];
      sums[c] += d * d;
    }
  }
  for (size_t g = 0; g < groups; ++g) {
    double total = 0;
    for (size_t c = 0; c < width; ++c) total += sums[g * width + c];
    out[g * 2] = static_cast<float>(means[g * width]);
    out[g * 2 + 1] = static_cast<float>(total / count);
  }
}

}  // namespace

mx::array groupStatistics(const mx::array& x, int groups, bool host) {
  auto grouped = inGroups(x, groups);
  int batch = x.shape(0);
  if (host) {
    return hostArray({batch, groups, 2}, mx::float32, {grouped}, [](const std::vector<mx::array>& in, mx::array& out) {
      auto& shape = in[0].shape();
      size_t pixels = shape[1], groups = shape[2], width = shape[3];
      withFloatType(in[0].dtype(), [&](auto* t) {
        using T = std::remove_const_t<std::remove_pointer_t<decltype(t)>>;
        for (size_t b = 0; b < static_cast<size_t>(shape[0]); ++b) {
          statisticsOf(in[0].data<T>() + b * pixels * groups * width, out.data<float>() + b * groups * 2, pixels,
                       groups, width);
        }
      });
    });
  }
  auto wide = toFloat32(grouped);
  auto mean = mx::mean(wide, std::vector<int>{1, 3}, true);
  auto variance = mx::mean(mx::square(mx::subtract(wide, mean)), std::vector<int>{1, 3}, true);
  auto flat = [&](const mx::array& a) { return mx::reshape(a, {batch, groups, 1}); };
  return mx::concatenate({flat(mean), flat(variance)}, 2);
}

mx::array groupNormFloat32(const mx::array& x, const mx::array& statistics, double eps,
                           const std::optional<mx::array>& weight, const std::optional<mx::array>& bias) {
  int batch = statistics.shape(0), groups = statistics.shape(1), width = x.shape(-1) / groups;
  auto part = [&](int i) {
    return mx::reshape(mx::slice(statistics, {0, 0, i}, {batch, groups, i + 1}), {batch, 1, groups, 1});
  };
  auto deviation = mx::sqrt(mx::add(part(1), scalar(static_cast<float>(eps), mx::float32)));
  auto factor = mx::divide(scalar(1.0f, mx::float32), deviation);
  if (weight) factor = mx::multiply(factor, mx::reshape(toFloat32(*weight), {1, 1, groups, width}));
  auto result = mx::multiply(mx::subtract(toFloat32(inGroups(x, groups)), part(0)), factor);
  if (bias) result = mx::add(result, mx::reshape(toFloat32(*bias), {1, 1, groups, width}));
  return mx::reshape(result, x.shape());
}

namespace {

/** inputs: x; numbers: groups. */
mx::array statisticsKernel(const Call& call) {
  return groupStatistics(call.in(0), call.integer(0), call.host);
}

/** inputs: x, statistics, weight?, bias?; numbers: eps, activation. */
mx::array groupNorm(const Call& call) {
  auto y = groupNormFloat32(call.in(0), call.in(1), call.number(0), call.inputs.at(2), call.inputs.at(3));
  return mx::astype(activate(y, call.integer(1), call.host), call.dtype);
}

/** inputs: x, weight?, bias?; numbers: eps, centred. In float32, rounded once. */
mx::array layerNorm(const Call& call) {
  auto x = toFloat32(call.in(0));
  auto eps = static_cast<float>(call.number(0));
  auto wide = [&](size_t i) { return call.has(i) ? std::optional(toFloat32(call.in(i))) : std::nullopt; };
  auto weight = wide(1), bias = wide(2);
  if (call.integer(1)) {
    // MLX takes a bias only beside a weight.
    auto y = mx::fast::layer_norm(x, weight, weight ? bias : std::nullopt, eps);
    return mx::astype(bias && !weight ? mx::add(y, *bias) : y, call.dtype);
  }
  auto y = mx::fast::rms_norm(x, weight, eps);
  return mx::astype(bias ? mx::add(y, *bias) : y, call.dtype);
}

}  // namespace

std::vector<KernelEntry> normKernels() {
  return {{"groupStatistics", statisticsKernel, 1}, {"groupNorm", groupNorm, 2}, {"layerNorm", layerNorm, 2}};
}

}  // namespace tensor_mlx
