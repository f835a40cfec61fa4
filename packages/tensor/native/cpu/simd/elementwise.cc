#include "elementwise.h"

#include <algorithm>

#include "kernel_table.h"

namespace xt {

void applyActivation(Context& context, ActivationKind kind, DType dtype, const void* x, void* output, int64_t size) {
  context.checkCancelled();
  constexpr int64_t kStep = int64_t{1} << 16;
  context.pool.run((size + kStep - 1) / kStep, [&](int64_t task, int) {
    context.checkCancelled();
    const int64_t count = std::min(kStep, size - task * kStep);
    const size_t offset = static_cast<size_t>(task * kStep) * itemSize(dtype);
    context.kernels.activate(kind, dtype, static_cast<const char*>(x) + offset, static_cast<char*>(output) + offset,
                             count);
    context.addDone(static_cast<uint64_t>(count));
  });
}

}  // namespace xt
