#include "runtime/budget.h"

#include <cstdlib>
#include <limits>
#include <sstream>

#include "mlx/memory.h"
#include "runtime/engine.h"
#include "runtime/owner.h"

namespace tensor_mlx {
namespace {

/** MLX's CPU kernels count elements in int. */
constexpr double mostElements = std::numeric_limits<int32_t>::max();
constexpr double probeFrom = 64.0 * 1024 * 1024;

std::string mebibytes(double bytes) {
  std::ostringstream text;
  text.precision(1);
  text << std::fixed << bytes / (1024 * 1024) << " MiB";
  return text.str();
}

std::string written(const std::vector<double>& shape) {
  std::ostringstream text;
  text.precision(17);
  text << "[";
  for (size_t i = 0; i < shape.size(); ++i) text << (i ? "," : "") << shape[i];
  text << "]";
  return text.str();
}

double inUse() {
  double bytes = static_cast<double>(mx::get_active_memory()) + static_cast<double>(stagedBytes.load());
  for (auto& backend : Owner::instance().dirty()) bytes += backend->unevaluatedBytes;
  return bytes;
}

}  // namespace

mx::Shape checkedShape(const Backend& backend, const std::string& op, const std::vector<double>& shape,
                       mx::Dtype dtype) {
  double count = 1;
  bool empty = false, fits = true;
  for (double d : shape) {
    if (d == 0) empty = true;
    if (d > mostElements) fits = false;
    count *= d;
  }
  double bytes = count * static_cast<double>(mx::size_of(dtype));
  if (!fits || (!empty && count > mostElements)) {
    throw Failure("out-of-memory", op,
                  "an array of the mlx backend must have fewer than 2^31 elements; got shape " + written(shape));
  }
  if (!empty && bytes > backend.memoryLimit) {
    throw Failure("out-of-memory", op,
                  "the result must fit into " + mebibytes(backend.memoryLimit) + " of memory; got shape " +
                      written(shape) + ", " + mebibytes(bytes));
  }
  mx::Shape result(shape.size(), 0);
  for (size_t i = 0; i < shape.size(); ++i) result[i] = static_cast<int>(shape[i]);
  return result;
}

void reserve(Backend& backend, const std::string& op, double bytes) {
  if (inUse() + bytes > backend.memoryLimit) {
    auto dirty = Owner::instance().dirty();
    for (auto& other : dirty) evaluate(*other);
    double used = inUse();
    if (used + bytes > backend.memoryLimit) {
      throw Failure("out-of-memory", op,
                    "arrays must fit into " + mebibytes(backend.memoryLimit) + " of memory; " + mebibytes(used) +
                        " are in use and this op needs up to " + mebibytes(bytes));
    }
  }
  // The system's own limits (ulimit, overcommit) show in a trial that touches nothing.
  if (bytes >= probeFrom && !Owner::instance().onGpu()) {
    void* trial = std::malloc(static_cast<size_t>(bytes));
    if (trial == nullptr) {
      throw Failure("out-of-memory", op, "the system must have " + mebibytes(bytes) + " to give; it refused");
    }
    std::free(trial);
  }
}

}  // namespace tensor_mlx
