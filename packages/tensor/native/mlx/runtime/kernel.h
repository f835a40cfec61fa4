#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mlx/array.h"

namespace tensor_mlx {

namespace mx = mlx::core;

/** One call of an op, as a kernel sees it. Kernels run on the owner thread and build MLX arrays. */
struct Call {
  std::string op;
  std::vector<std::optional<mx::array>> inputs;  // absent: an optional argument not given
  std::vector<double> numbers;                   // parameters, in the order the driver's TypeScript writes them
  mx::Shape shape;                               // of the result
  mx::Dtype dtype{mx::float32};                  // of the result
  bool host = false;                             // the CPU computes: kernels by hand where MLX's are inexact

  const mx::array& in(size_t i) const { return inputs.at(i).value(); }
  bool has(size_t i) const { return i < inputs.size() && inputs[i].has_value(); }
  double number(size_t i) const { return numbers.at(i); }
  int integer(size_t i) const { return static_cast<int>(numbers.at(i)); }
  /** `count` numbers from `first` on. */
  std::vector<int> integers(size_t first, size_t count) const;
};

using Kernel = mx::array (*)(const Call&);

struct KernelEntry {
  const char* name;
  Kernel kernel;
  /** Working memory may reach that many times the inputs' size in float32. */
  int copies = 0;
  /** Takes empty results too; for the others those are zeros of no element. */
  bool checksAlways = false;
};

/** Every op by name; an op's number is its place here. */
const std::vector<KernelEntry>& kernels();

/** The families, one a file; each gives its entries. */
std::vector<KernelEntry> creationKernels();
std::vector<KernelEntry> unaryKernels();
std::vector<KernelEntry> binaryKernels();
std::vector<KernelEntry> comparisonKernels();
std::vector<KernelEntry> castKernels();
std::vector<KernelEntry> reductionKernels();
std::vector<KernelEntry> movementKernels();
std::vector<KernelEntry> takeKernels();
std::vector<KernelEntry> matmulKernels();
std::vector<KernelEntry> convolutionKernels();
std::vector<KernelEntry> activationKernels();
std::vector<KernelEntry> normKernels();
std::vector<KernelEntry> attentionKernels();
std::vector<KernelEntry> convBlockKernels();

}  // namespace tensor_mlx
