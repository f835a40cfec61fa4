#include "ops/matmul.h"

#include <algorithm>
#include <vector>

#include "ops/gemm.h"
#include "ops/host_primitive.h"

namespace tensor_mlx {
namespace {

template <typename T>
void multiplyAll(const std::vector<mx::array>& in, mx::array& out) {
  size_t m = in[0].shape(-2), k = in[0].shape(-1), n = in[1].shape(-1);
  std::vector<float> wide(PackedMatrix::rowBlock * k), sums(PackedMatrix::rowBlock * n);
  for (size_t batch = 0, count = out.size() / (m * n); batch < count; ++batch) {
    const T* a = in[0].data<T>() + batch * m * k;
    const T* b = in[1].data<T>() + batch * k * n;
    T* c = out.data<T>() + batch * m * n;
    PackedMatrix packed(k, n, [&](size_t i, size_t j) { return static_cast<float>(b[i * n + j]); });
    for (size_t top = 0; top < m; top += PackedMatrix::rowBlock) {
      size_t rows = std::min(PackedMatrix::rowBlock, m - top);
      std::copy(a + top * k, a + (top + rows) * k, wide.begin());
      packed.multiply(wide.data(), k, rows, sums.data());
      for (size_t i = 0; i < rows * n; ++i) c[top * n + i] = static_cast<T>(sums[i]);
    }
  }
}

}  // namespace

mx::array product(const mx::array& a, const mx::array& b, bool host) {
  if (!host || a.shape(-1) == 0) return mx::matmul(a, b);
  auto batches = [](const mx::array& x) { return mx::Shape(x.shape().begin(), x.shape().end() - 2); };
  auto shape = mx::broadcast_shapes(batches(a), batches(b));
  auto spread = [&](const mx::array& x) {
    auto full = shape;
    full.push_back(x.shape(-2));
    full.push_back(x.shape(-1));
    return mx::broadcast_to(x, full);
  };
  auto left = spread(a), right = spread(b);
  shape.push_back(a.shape(-2));
  shape.push_back(b.shape(-1));
  return hostArray(shape, a.dtype(), {left, right}, [](const std::vector<mx::array>& in, mx::array& out) {
    withFloatType(out.dtype(), [&](auto* t) {
      multiplyAll<std::remove_const_t<std::remove_pointer_t<decltype(t)>>>(in, out);
    });
  });
}

namespace {

mx::array matmul(const Call& call) { return product(call.in(0), call.in(1), call.host); }

}  // namespace

std::vector<KernelEntry> matmulKernels() { return {{"matmul", matmul, 2}}; }

}  // namespace tensor_mlx
