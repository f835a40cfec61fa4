#include <cmath>

#include "ops/common.h"
#include "ops/elementwise.h"
#include "ops/host_primitive.h"

namespace tensor_mlx {

namespace {

template <float (*F)(float)>
mx::array onHost(const mx::array& x) {
  return hostArray(x.shape(), x.dtype(), {x}, [](const std::vector<mx::array>& in, mx::array& out) {
    withFloatType(out.dtype(), [&](auto* t) {
      using T = std::remove_const_t<std::remove_pointer_t<decltype(t)>>;
      const T* from = in[0].data<T>();
      T* to = out.data<T>();
      for (size_t i = 0, n = out.size(); i < n; ++i) to[i] = static_cast<T>(F(static_cast<float>(from[i])));
    });
  });
}

float hostExp(float x) { return std::exp(x); }
float hostErf(float x) { return std::erf(x); }
float hostSin(float x) { return std::sin(x); }
float hostCos(float x) { return std::cos(x); }
float hostSigmoid(float x) {
  float t = std::exp(-std::fabs(x));
  return (x < 0 ? t : 1.0f) / (1.0f + t);
}

/** Halves through float32, so that the result is rounded once. */
template <mx::array (*F)(const mx::array&, mx::StreamOrDevice)>
mx::array inFloat32(const mx::array& x) {
  return isHalf(x.dtype()) ? mx::astype(F(toFloat32(x), {}), x.dtype()) : F(x, {});
}

/** MLX's CPU has approximations that lose digits (exp, erf) or large arguments (sin, cos). */
template <float (*Host)(float), mx::array (*Device)(const mx::array&, mx::StreamOrDevice)>
mx::array exact(const mx::array& x, bool host) {
  return host ? onHost<Host>(x) : inFloat32<Device>(x);
}

template <mx::array (*F)(const mx::array&, mx::StreamOrDevice)>
mx::array direct(const Call& call) {
  return F(call.in(0), {});
}

template <mx::array (*F)(const mx::array&, mx::StreamOrDevice)>
mx::array rounded(const Call& call) {
  return inFloat32<F>(call.in(0));
}

mx::array sign(const Call& call) {
  auto& x = call.in(0);
  auto result = mx::sign(x);
  return isFloat(x.dtype()) ? mx::where(mx::isnan(x), x, result) : result;
}

mx::array roundHalfToEven(const Call& call) { return mx::round(call.in(0)); }

mx::array isFinite(const Call& call) {
  return isFloat(call.in(0).dtype()) ? mx::isfinite(call.in(0)) : mx::ones(call.shape, mx::bool_);
}

}  // namespace

mx::array sigmoid(const mx::array& x, bool host) { return exact<hostSigmoid, mx::sigmoid>(x, host); }
mx::array erf(const mx::array& x, bool host) { return exact<hostErf, mx::erf>(x, host); }

std::vector<KernelEntry> unaryKernels() {
  return {
      {"negative", direct<mx::negative>},
      {"abs", direct<mx::abs>},
      {"sign", sign},
      {"sqrt", rounded<mx::sqrt>},
      {"rsqrt", rounded<mx::rsqrt>},
      {"exp", [](const Call& c) { return exact<hostExp, mx::exp>(c.in(0), c.host); }},
      {"log", rounded<mx::log>},
      {"sin", [](const Call& c) { return exact<hostSin, mx::sin>(c.in(0), c.host); }},
      {"cos", [](const Call& c) { return exact<hostCos, mx::cos>(c.in(0), c.host); }},
      {"tanh", rounded<mx::tanh>},
      {"erf", [](const Call& c) { return erf(c.in(0), c.host); }},
      {"sigmoid", [](const Call& c) { return sigmoid(c.in(0), c.host); }},
      {"floor", direct<mx::floor>},
      {"ceil", direct<mx::ceil>},
      {"round", roundHalfToEven},
      {"logicalNot", direct<mx::logical_not>},
      {"bitwiseNot", direct<mx::bitwise_invert>},
      {"isnan", direct<mx::isnan>},
      {"isfinite", isFinite},
  };
}

}  // namespace tensor_mlx
