#include "ops/convolution.h"
#include "ops/elementwise.h"
#include "ops/norms.h"

namespace tensor_mlx {
namespace {

/**
 * inputs: x, weight, statistics?, norm weight?, norm bias?, bias?, residual?;
 * numbers: eps, activation, upsample, output activation, then the convolution's nine.
 */
mx::array convBlock(const Call& call) {
  auto y = call.in(0), weight = call.in(1);
  int before = call.integer(1), factor = call.integer(2), after = call.integer(3);
  // Ours on the CPU works in float32 anyway; a GPU's takes halves, which round what goes in and comes out.
  auto inner = call.host ? mx::float32 : call.dtype;
  if (call.has(2) || before != 0) {
    auto wide = call.has(2) ? groupNormFloat32(y, call.in(2), call.number(0), call.inputs.at(3), call.inputs.at(4))
                            : toFloat32(y);
    y = activate(wide, before, call.host);
  }
  y = mx::astype(y, inner);
  if (factor != 1) y = mx::repeat(mx::repeat(y, factor, 1), factor, 2);
  y = conv2d(y, mx::astype(weight, inner), Conv2d::from(call, 4), call.shape, call.host);
  if (call.has(5)) y = mx::add(toFloat32(y), toFloat32(call.in(5)));
  if (call.has(6)) y = mx::add(toFloat32(y), toFloat32(call.in(6)));
  if (after != 0) y = activate(toFloat32(y), after, call.host);
  return mx::astype(y, call.dtype);
}

}  // namespace

std::vector<KernelEntry> convBlockKernels() { return {{"convBlock", convBlock, 2}}; }

}  // namespace tensor_mlx
