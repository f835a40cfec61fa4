#include <cmath>

#include "ops/common.h"
#include "ops/host_primitive.h"

namespace tensor_mlx {
namespace {

using Binary = mx::array (*)(const mx::array&, const mx::array&, mx::StreamOrDevice);

template <Binary F>
mx::array direct(const Call& call) {
  return F(call.in(0), call.in(1), {});
}

/** Halves through float32, so that the result is rounded once. */
template <Binary F>
mx::array rounded(const Call& call) {
  if (!isHalf(call.dtype)) return F(call.in(0), call.in(1), {});
  return mx::astype(F(toFloat32(call.in(0)), toFloat32(call.in(1)), {}), call.dtype);
}

/** Divisors 0 and -1 trap on x86 (the latter for the least integer), so they are computed apart. */
mx::array integerDivision(const Call& call, bool remainder) {
  auto &a = call.in(0), &b = call.in(1);
  auto zero = scalar(0, call.dtype), one = scalar(1, call.dtype);
  auto isZero = mx::equal(b, zero);
  if (call.dtype == mx::uint8 || call.dtype == mx::uint32) {
    auto safe = mx::where(isZero, one, b);
    auto result = remainder ? mx::remainder(a, safe) : mx::floor_divide(a, safe);
    return mx::where(isZero, zero, result);
  }
  auto isMinusOne = mx::equal(b, scalar(-1, call.dtype));
  auto safe = mx::where(mx::logical_or(isZero, isMinusOne), one, b);
  if (remainder) {
    return mx::where(isZero, zero, mx::remainder(a, safe));
  }
  auto quotient = mx::where(isMinusOne, mx::negative(a), mx::floor_divide(a, safe));
  return mx::where(isZero, zero, quotient);
}

/** x - y·⌊x/y⌋ with the sign of y. */
double floorRemainder(double x, double y) {
  double rest = std::fmod(x, y);
  if (rest == 0) return std::copysign(0.0, y);
  return (rest < 0) != (y < 0) ? rest + y : rest;
}

/** ⌊x/y⌋ of the exact quotient: the rounded one may be the next whole number. */
double floorQuotient(double x, double y) {
  if (y == 0) return x / y;
  double rest = std::fmod(x, y);
  double quotient = (x - rest) / y;
  return std::nearbyint(rest != 0 && (rest < 0) != (y < 0) ? quotient - 1 : quotient);
}

template <double (*F)(double, double)>
mx::array onHost(const Call& call) {
  auto a = mx::broadcast_to(call.in(0), call.shape), b = mx::broadcast_to(call.in(1), call.shape);
  return hostArray(call.shape, call.dtype, {a, b}, [](const std::vector<mx::array>& in, mx::array& out) {
    withFloatType(out.dtype(), [&](auto* t) {
      using T = std::remove_const_t<std::remove_pointer_t<decltype(t)>>;
      const T *x = in[0].data<T>(), *y = in[1].data<T>();
      T* to = out.data<T>();
      for (size_t i = 0, n = out.size(); i < n; ++i) {
        auto result = F(static_cast<float>(x[i]), static_cast<float>(y[i]));
        to[i] = static_cast<T>(static_cast<float>(result));
      }
    });
  });
}

mx::array floorDivide(const Call& call) {
  if (!isFloat(call.dtype)) return integerDivision(call, false);
  if (call.host) return onHost<floorQuotient>(call);
  auto a = toFloat32(call.in(0)), b = toFloat32(call.in(1));
  auto exact = mx::round(mx::divide(mx::subtract(a, mx::remainder(a, b)), b));
  auto byZero = mx::equal(b, scalar(0.0f, mx::float32));
  return mx::astype(mx::where(byZero, mx::divide(a, b), exact), call.dtype);
}

mx::array remainderOf(const Call& call) {
  if (!isFloat(call.dtype)) return integerDivision(call, true);
  return call.host ? onHost<floorRemainder>(call) : rounded<mx::remainder>(call);
}

int bitsOf(mx::Dtype dtype) { return static_cast<int>(mx::size_of(dtype)) * 8; }

/** Shifting by the width or more is undefined in C++: 0, or for signed numbers to the right the sign. */
mx::array leftShift(const Call& call) {
  auto &a = call.in(0), &b = call.in(1);
  auto zero = scalar(0, call.dtype);
  auto inside = mx::logical_and(mx::greater_equal(b, zero), mx::less(b, scalar(bitsOf(call.dtype), call.dtype)));
  return mx::where(inside, mx::left_shift(a, mx::where(inside, b, zero)), zero);
}

mx::array rightShift(const Call& call) {
  auto &a = call.in(0), &b = call.in(1);
  auto zero = scalar(0, call.dtype), last = scalar(bitsOf(call.dtype) - 1, call.dtype);
  auto inside = mx::logical_and(mx::greater_equal(b, zero), mx::less_equal(b, last));
  auto shifted = mx::right_shift(a, mx::where(inside, b, last));
  bool isSigned = call.dtype == mx::int32 || call.dtype == mx::int64;
  return isSigned ? shifted : mx::where(inside, shifted, zero);
}

}  // namespace

std::vector<KernelEntry> binaryKernels() {
  return {
      {"add", direct<mx::add>},
      {"subtract", direct<mx::subtract>},
      {"multiply", direct<mx::multiply>},
      {"divide", direct<mx::divide>},
      {"floorDivide", floorDivide, 2},
      {"remainder", remainderOf, 2},
      {"pow", rounded<mx::power>, 2},
      {"maximum", direct<mx::maximum>},
      {"minimum", direct<mx::minimum>},
      {"logicalAnd", direct<mx::logical_and>},
      {"logicalOr", direct<mx::logical_or>},
      {"bitwiseAnd", direct<mx::bitwise_and>},
      {"bitwiseOr", direct<mx::bitwise_or>},
      {"bitwiseXor", direct<mx::bitwise_xor>},
      {"leftShift", leftShift, 2},
      {"rightShift", rightShift, 2},
  };
}

}  // namespace tensor_mlx
