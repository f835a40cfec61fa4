#include "runtime/kernel.h"

namespace tensor_mlx {

std::vector<int> Call::integers(size_t first, size_t count) const {
  std::vector<int> values(count);
  for (size_t i = 0; i < count; ++i) values[i] = integer(first + i);
  return values;
}

const std::vector<KernelEntry>& kernels() {
  static const std::vector<KernelEntry> all = [] {
    std::vector<KernelEntry> table;
    for (auto family : {creationKernels, unaryKernels, binaryKernels, comparisonKernels, castKernels,
                        reductionKernels, movementKernels, takeKernels, matmulKernels, convolutionKernels,
                        activationKernels, normKernels, attentionKernels, convBlockKernels}) {
      for (auto& entry : family()) table.push_back(entry);
    }
    return table;
  }();
  return all;
}

}  // namespace tensor_mlx
