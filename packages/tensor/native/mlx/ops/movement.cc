#include "ops/common.h"

namespace tensor_mlx {
namespace {

mx::array reshape(const Call& call) { return mx::reshape(call.in(0), call.shape); }

/** numbers: the permutation. */
mx::array transpose(const Call& call) {
  return mx::transpose(call.in(0), call.integers(0, call.numbers.size()));
}

mx::array broadcast(const Call& call) { return mx::broadcast_to(call.in(0), call.shape); }

/** numbers: the starts, then the steps. */
mx::array slice(const Call& call) {
  auto& x = call.in(0);
  int rank = static_cast<int>(x.ndim());
  mx::Shape start(rank, 0), stop(rank, 0), step(rank, 1);
  for (int i = 0; i < rank; ++i) {
    start[i] = call.integer(i);
    // One element: the step may be any number, also one beyond 32 bits.
    step[i] = call.shape[i] == 1 ? 1 : call.integer(rank + i);
    int64_t end = static_cast<int64_t>(start[i]) + static_cast<int64_t>(call.shape[i]) * step[i];
    // Past the last element; before the first one, -1 would count from the end.
    if (step[i] > 0) stop[i] = static_cast<int>(std::min<int64_t>(end, x.shape(i)));
    else stop[i] = end < 0 ? -x.shape(i) - 1 : static_cast<int>(end);
  }
  return mx::slice(x, start, stop, step);
}

/** numbers: before, after (for each axis), then the value. */
mx::array pad(const Call& call) {
  auto& x = call.in(0);
  int rank = static_cast<int>(x.ndim());
  mx::Shape low(rank, 0), high(rank, 0);
  std::vector<int> axes(rank);
  for (int i = 0; i < rank; ++i) {
    axes[i] = i;
    low[i] = call.integer(i);
    high[i] = call.integer(rank + i);
  }
  double value = call.number(2 * rank);
  auto fill = isFloat(call.dtype) ? scalar(static_cast<float>(value), call.dtype)
                                  : mx::astype(scalar(static_cast<int64_t>(value), mx::int64), call.dtype);
  if (x.size() == 0) return mx::full(call.shape, fill, call.dtype);
  return mx::pad(x, axes, low, high, fill);
}

/** numbers: axis. */
mx::array concat(const Call& call) {
  std::vector<mx::array> parts;
  for (auto& x : call.inputs)
    if (x.value().size() > 0) parts.push_back(x.value());
  return mx::concatenate(std::move(parts), call.integer(0));
}


}  // namespace

std::vector<KernelEntry> movementKernels() {
  return {
      {"reshape", reshape, 1}, {"transpose", transpose}, {"broadcast", broadcast}, {"slice", slice},
      {"pad", pad},            {"concat", concat},
  };
}

}  // namespace tensor_mlx
