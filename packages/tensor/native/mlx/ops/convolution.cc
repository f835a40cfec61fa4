#include "ops/convolution.h"

#include <algorithm>

#include "mlx/transforms.h"

namespace tensor_mlx {
namespace {

/** MLX's CPU stores the patches of the whole picture; rows are done in stripes whose patches take this much. */
constexpr double patchBytes = 48.0 * 1024 * 1024;

mx::array whole(const mx::array& x, const mx::array& weight, const Conv2d& c) {
  return mx::conv_general(x, weight, {c.strideH, c.strideW}, {c.top, c.left}, {c.bottom, c.right},
                          {c.dilationH, c.dilationW}, {1, 1}, c.groups, false);
}

mx::array rows(const mx::array& x, int from, int to) {
  auto start = mx::Shape(4, 0), stop = x.shape();
  start[1] = from;
  stop[1] = to;
  return mx::slice(x, start, stop);
}

}  // namespace

Conv2d Conv2d::from(const Call& call, size_t first) {
  auto n = call.integers(first, 9);
  return {n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8]};
}

mx::array conv2d(const mx::array& x, const mx::array& weight, const Conv2d& c, bool host) {
  int kernelH = (weight.shape(1) - 1) * c.dilationH + 1, kernelW = (weight.shape(2) - 1) * c.dilationW + 1;
  int height = x.shape(1), width = x.shape(2);
  int outH = (height + c.top + c.bottom - kernelH) / c.strideH + 1;
  int outW = (width + c.left + c.right - kernelW) / c.strideW + 1;
  if (x.shape(3) == 0) return mx::zeros({x.shape(0), outH, outW, weight.shape(0)}, x.dtype());
  bool patches = host && c.groups == 1 && c.dilationH == 1 && c.dilationW == 1;
  double rowBytes = 4.0 * x.shape(0) * outW * weight.shape(1) * weight.shape(2) * weight.shape(3);
  int stripe = std::max(1, static_cast<int>(std::min<double>(patchBytes / rowBytes, outH)));
  if (!patches || stripe >= outH) return whole(x, weight, c);

  std::vector<mx::array> parts;
  for (int first = 0; first < outH; first += stripe) {
    int last = std::min(outH, first + stripe);
    // Input rows of this stripe, counted from the first real one.
    int from = first * c.strideH - c.top, to = (last - 1) * c.strideH - c.top + kernelH;
    Conv2d part = c;
    part.top = std::max(0, -from);
    part.bottom = std::max(0, to - height);
    int low = std::clamp(from, 0, height), high = std::clamp(to, 0, height);
    if (low >= high) {
      parts.push_back(mx::zeros({x.shape(0), last - first, outW, weight.shape(0)}, x.dtype()));
      continue;
    }
    parts.push_back(whole(rows(x, low, high), weight, part));
    mx::eval(parts.back());
  }
  auto result = mx::concatenate(std::move(parts), 1);
  mx::eval(result);
  return result;
}

namespace {

/** numbers: stride, padding (top, bottom, left, right), dilation, groups. */
mx::array convolution(const Call& call) {
  return conv2d(call.in(0), call.in(1), Conv2d::from(call, 0), call.host);
}

}  // namespace

std::vector<KernelEntry> convolutionKernels() { return {{"conv2d", convolution, 1}}; }

}  // namespace tensor_mlx
