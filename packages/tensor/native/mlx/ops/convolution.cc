#include "ops/convolution.h"

#include <algorithm>
#include <vector>

#include "ops/gemm.h"
#include "ops/host_primitive.h"

namespace tensor_mlx {
namespace {

/** One output pixel's patch of one group: [kh, kw, width], zeros outside the picture. */
template <typename T>
void gather(const T* picture, const mx::Shape& x, const mx::Shape& weight, const Conv2d& c, int group, int row,
            int column, float* to) {
  int channels = x[3], width = weight[3];
  for (int i = 0; i < weight[1]; ++i) {
    int y = row * c.strideH - c.top + i * c.dilationH;
    for (int j = 0; j < weight[2]; ++j, to += width) {
      int at = column * c.strideW - c.left + j * c.dilationW;
      if (y < 0 || y >= x[1] || at < 0 || at >= x[2]) {
        std::fill(to, to + width, 0.0f);
      } else {
        const T* from = picture + (static_cast<size_t>(y) * x[2] + at) * channels + static_cast<size_t>(group) * width;
        for (int k = 0; k < width; ++k) to[k] = static_cast<float>(from[k]);
      }
    }
  }
}

/** Patches of a block of pixels times the group's weights; never more patches than that. */
template <typename T>
void convolve(const mx::array& x, const mx::array& weight, mx::array& out, const Conv2d& c) {
  auto &xs = x.shape(), &ws = weight.shape(), &os = out.shape();
  size_t depth = static_cast<size_t>(ws[1]) * ws[2] * ws[3], filters = ws[0] / c.groups;
  size_t pixels = static_cast<size_t>(os[1]) * os[2], outChannels = os[3];
  constexpr size_t block = PackedMatrix::rowBlock;
  std::vector<float> patches(block * depth), sums(block * filters);
  for (int group = 0; group < c.groups; ++group) {
    const T* w = weight.data<T>() + group * filters * depth;
    PackedMatrix packed(depth, filters, [&](size_t k, size_t n) { return static_cast<float>(w[n * depth + k]); });
    for (int b = 0; b < xs[0]; ++b) {
      const T* picture = x.data<T>() + static_cast<size_t>(b) * xs[1] * xs[2] * xs[3];
      T* result = out.data<T>() + b * pixels * outChannels + group * filters;
      for (size_t first = 0; first < pixels; first += block) {
        size_t rows = std::min(block, pixels - first);
        for (size_t r = 0; r < rows; ++r) {
          auto row = static_cast<int>((first + r) / os[2]), column = static_cast<int>((first + r) % os[2]);
          gather(picture, xs, ws, c, group, row, column, patches.data() + r * depth);
        }
        packed.multiply(patches.data(), depth, rows, sums.data());
        for (size_t r = 0; r < rows; ++r)
          for (size_t n = 0; n < filters; ++n)
            result[(first + r) * outChannels + n] = static_cast<T>(sums[r * filters + n]);
      }
    }
  }
}

}  // namespace

Conv2d Conv2d::from(const Call& call, size_t first) {
  auto n = call.integers(first, 9);
  return {n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8]};
}

mx::array conv2d(const mx::array& x, const mx::array& weight, const Conv2d& c, const mx::Shape& shape, bool host) {
  if (weight.shape(3) == 0) return mx::zeros(shape, x.dtype());
  if (!host) {
    return mx::conv_general(x, weight, {c.strideH, c.strideW}, {c.top, c.left}, {c.bottom, c.right},
                            {c.dilationH, c.dilationW}, {1, 1}, c.groups, false);
  }
  return hostArray(shape, x.dtype(), {x, weight}, [c](const std::vector<mx::array>& in, mx::array& out) {
    withFloatType(out.dtype(), [&](auto* t) {
      convolve<std::remove_const_t<std::remove_pointer_t<decltype(t)>>>(in[0], in[1], out, c);
    });
  });
}

namespace {

/** numbers: stride, padding (top, bottom, left, right), dilation, groups. */
mx::array convolution(const Call& call) {
  return conv2d(call.in(0), call.in(1), Conv2d::from(call, 0), call.shape, call.host);
}

}  // namespace

std::vector<KernelEntry> convolutionKernels() { return {{"conv2d", convolution, 1}}; }

}  // namespace tensor_mlx
