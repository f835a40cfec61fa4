#include <cinttypes>

#include "mlx/transforms.h"
#include "ops/common.h"
#include "runtime/failure.h"

namespace tensor_mlx {
namespace {

/** numbers: axis. Evaluates the indices: one outside fails the op. */
mx::array take(const Call& call) {
  int axis = call.integer(0);
  auto& x = call.in(0);
  int64_t length = x.shape(axis);
  // uint32 and uint8 fit in int64 as they are.
  auto indices = mx::contiguous(mx::astype(call.in(1), mx::int64));
  mx::eval(indices);
  const int64_t* p = indices.data<int64_t>();
  for (size_t i = 0; i < indices.size(); ++i) {
    if (p[i] < -length || p[i] >= length) {
      throw Failure("argument", call.op,
                    "indices must lie within the axis; got " + std::to_string(p[i]) + " for axis " +
                        std::to_string(axis) + " of length " + std::to_string(length));
    }
  }
  if (elements(call.shape) == 0) return mx::zeros(call.shape, call.dtype);
  auto positive = mx::where(mx::less(indices, scalar(0, mx::int64)), mx::add(indices, scalar(length, mx::int64)),
                            indices);
  return mx::take(x, mx::astype(positive, mx::int32), axis);
}

}  // namespace

std::vector<KernelEntry> takeKernels() { return {{"take", take, 1, true}}; }

}  // namespace tensor_mlx
