#include <algorithm>
#include <limits>

#include "ops/common.h"
#include "ops/host_primitive.h"
#include "ops/sums.h"

namespace tensor_mlx {

mx::array sumFloat32(const mx::array& x, const std::vector<int>& axes, bool host) {
  if (!host) return mx::sum(toFloat32(x), axes, true);
  mx::Shape kept = x.shape();
  size_t count = 1;
  std::vector<int> order;
  for (int i = 0; i < static_cast<int>(x.ndim()); ++i) {
    if (std::find(axes.begin(), axes.end(), i) == axes.end()) {
      order.push_back(i);
    } else {
      count *= static_cast<size_t>(x.shape(i));
      kept[i] = 1;
    }
  }
  order.insert(order.end(), axes.begin(), axes.end());
  auto rows = mx::transpose(x, order);
  // MLX's CPU adds one after the other, which loses digits of long sums.
  return hostArray(kept, mx::float32, {rows}, [count](const std::vector<mx::array>& in, mx::array& out) {
    withFloatType(in[0].dtype(), [&](auto* t) {
      using T = std::remove_const_t<std::remove_pointer_t<decltype(t)>>;
      const T* from = in[0].data<T>();
      float* to = out.data<float>();
      for (size_t row = 0; row < out.size(); ++row) {
        to[row] = pairwiseSum(row * count, count, [from](size_t i) { return static_cast<float>(from[i]); });
      }
    });
  });
}

namespace {

size_t countOver(const mx::array& x, const std::vector<int>& axes) {
  size_t n = 1;
  for (int axis : axes) n *= static_cast<size_t>(x.shape(axis));
  return n;
}

std::vector<int> axesOf(const Call& call) { return call.integers(0, call.numbers.size()); }

/** Into the result's shape (axes kept as 1 or dropped) and dtype. */
mx::array finish(const Call& call, const mx::array& kept) {
  return mx::astype(mx::reshape(kept, call.shape), call.dtype);
}

mx::array sum(const Call& call) {
  auto axes = axesOf(call);
  auto& x = call.in(0);
  if (isFloat(x.dtype())) return finish(call, axes.empty() ? x : sumFloat32(x, axes, call.host));
  return finish(call, axes.empty() ? x : mx::sum(x, axes, true));
}

mx::array prod(const Call& call) {
  auto axes = axesOf(call);
  auto& x = call.in(0);
  if (axes.empty()) return finish(call, x);
  return finish(call, mx::prod(isHalf(x.dtype()) ? toFloat32(x) : x, axes, true));
}

/** The least value of a dtype (or the greatest), as a scalar: what an empty maximum (minimum) is. */
mx::array identity(mx::Dtype dtype, bool least) {
  if (isFloat(dtype)) {
    float infinity = std::numeric_limits<float>::infinity();
    return scalar(least ? -infinity : infinity, dtype);
  }
  int64_t value = 0;
  if (dtype == mx::int32) value = least ? INT32_MIN : INT32_MAX;
  else if (dtype == mx::int64) value = least ? INT64_MIN : INT64_MAX;
  else if (dtype == mx::uint32) value = least ? 0 : UINT32_MAX;
  else value = least ? 0 : (dtype == mx::bool_ ? 1 : 255);
  return mx::astype(scalar(value, mx::int64), dtype);
}

template <bool Max>
mx::array extremum(const Call& call) {
  auto axes = axesOf(call);
  auto& x = call.in(0);
  if (axes.empty()) return finish(call, x);
  if (countOver(x, axes) == 0) return mx::broadcast_to(identity(call.dtype, Max), call.shape);
  return finish(call, Max ? mx::max(x, axes, true) : mx::min(x, axes, true));
}

/** MLX passes over NaN; here the first one wins. */
template <bool Max>
mx::array argExtremum(const Call& call) {
  int axis = call.integer(0);
  auto& x = call.in(0);
  if (x.shape(axis) == 0) return mx::zeros(call.shape, call.dtype);
  auto pick = [&](const mx::array& of) {
    return Max ? mx::argmax(of, axis, true) : mx::argmin(of, axis, true);
  };
  if (!isFloat(x.dtype())) return finish(call, pick(x));
  auto isNan = mx::isnan(x);
  auto firstNan = mx::argmax(mx::astype(isNan, mx::uint8), axis, true);
  return finish(call, mx::where(mx::any(isNan, std::vector<int>{axis}, true), firstNan, pick(x)));
}

template <bool Any>
mx::array logical(const Call& call) {
  auto axes = axesOf(call);
  auto truth = mx::not_equal(call.in(0), scalar(0, call.in(0).dtype()));
  if (axes.empty()) return finish(call, truth);
  return finish(call, Any ? mx::any(truth, axes, true) : mx::all(truth, axes, true));
}

}  // namespace

std::vector<KernelEntry> reductionKernels() {
  return {
      {"sum", sum, 1},
      {"prod", prod, 1},
      {"max", extremum<true>},
      {"min", extremum<false>},
      {"argmax", argExtremum<true>, 1},
      {"argmin", argExtremum<false>, 1},
      {"any", logical<true>, 1},
      {"all", logical<false>, 1},
  };
}

}  // namespace tensor_mlx
