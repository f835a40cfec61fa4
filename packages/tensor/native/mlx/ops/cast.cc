#include "ops/elementwise.h"

namespace tensor_mlx {
namespace {

/** Least and greatest of an integer type, and the greatest float32 that is not above it. */
struct IntegerRange {
  int64_t least, greatest;
  float least32, greatest32;
};

IntegerRange rangeOf(mx::Dtype dtype) {
  if (dtype == mx::int32) return {INT32_MIN, INT32_MAX, -2147483648.0f, 2147483520.0f};
  if (dtype == mx::int64) return {INT64_MIN, INT64_MAX, -9223372036854775808.0f, 9223371487098961920.0f};
  if (dtype == mx::uint32) return {0, UINT32_MAX, 0.0f, 4294967040.0f};
  return {0, 255, 0.0f, 255.0f};
}

mx::array floatToInteger(const mx::array& x, mx::Dtype dtype) {
  auto range = rangeOf(dtype);
  auto wide = toFloat32(x);
  auto low = scalar(range.least32, mx::float32), high = scalar(range.greatest32, mx::float32);
  auto finite = mx::where(mx::isnan(wide), scalar(0.0f, mx::float32), wide);
  auto result = mx::astype(mx::maximum(mx::minimum(finite, high), low), dtype);
  if (dtype == mx::uint8) return result;
  return mx::where(mx::greater(finite, high), mx::astype(scalar(range.greatest, mx::int64), dtype), result);
}

}  // namespace

mx::array castTo(const mx::array& x, mx::Dtype dtype) {
  if (x.dtype() == dtype) return x;
  if (dtype == mx::bool_) return mx::not_equal(x, scalar(0, x.dtype()));
  if (isFloat(x.dtype()) && !isFloat(dtype)) return floatToInteger(x, dtype);
  return mx::astype(x, dtype);
}

std::vector<KernelEntry> castKernels() {
  return {{"cast", [](const Call& call) { return castTo(call.in(0), call.dtype); }, 2}};
}

}  // namespace tensor_mlx
