#include "ops/common.h"

namespace tensor_mlx {
namespace {

mx::array matmul(const Call& call) { return mx::matmul(call.in(0), call.in(1)); }

}  // namespace

std::vector<KernelEntry> matmulKernels() { return {{"matmul", matmul, 1}}; }

}  // namespace tensor_mlx
