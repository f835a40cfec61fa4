#include <cmath>

#include "ops/elementwise.h"

namespace tensor_mlx {

mx::array activate(const mx::array& x, int activation, bool host) {
  auto f = [&](double value) { return scalar(static_cast<float>(value), mx::float32); };
  switch (activation) {
    case 1:
      return mx::multiply(x, sigmoid(x, host));
    case 2:
      return mx::maximum(x, f(0));
    case 3: {
      auto e = erf(mx::multiply(x, f(std::sqrt(0.5))), host);
      return mx::multiply(mx::multiply(x, f(0.5)), mx::add(e, f(1)));
    }
    case 4: {
      auto cubic = mx::multiply(mx::multiply(x, x), mx::multiply(x, f(0.044715)));
      auto t = mx::tanh(mx::multiply(mx::add(x, cubic), f(std::sqrt(2.0 / 3.14159265358979323846))));
      return mx::multiply(mx::multiply(x, f(0.5)), mx::add(t, f(1)));
    }
    default:
      return x;
  }
}

namespace {

/** numbers: activation. */
mx::array activation(const Call& call) {
  return mx::astype(activate(toFloat32(call.in(0)), call.integer(0), call.host), call.dtype);
}

/** numbers: axis. The sums are float32 whatever the dtype. */
mx::array softmax(const Call& call) {
  return mx::softmax(call.in(0), std::vector<int>{call.integer(0)}, true);
}

}  // namespace

std::vector<KernelEntry> activationKernels() {
  return {{"activation", activation, 2}, {"softmax", softmax, 1}};
}

}  // namespace tensor_mlx
