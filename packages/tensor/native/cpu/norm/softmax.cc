#include "softmax.h"

#include <algorithm>

#include "../simd/kernel_table.h"

namespace xt {

void softmax(Context& context, const SoftmaxArgs& args) {
  context.checkCancelled();
  if (args.outer * args.size * args.inner == 0) return;
  const int64_t threads = context.pool.threads();
  // Lines along an inner axis are worked on 16 at a time: a cache line of each position.
  const int64_t together = args.inner == 1 ? 1 : 16;
  const int64_t stride = (args.size + 31) / 16 * 16;
  Buffer floats(context.memory, sizeof(float) * static_cast<size_t>(threads * together * stride));
  const int64_t perOuter = (args.inner + together - 1) / together;
  const int64_t lines = args.outer * perOuter;
  const int64_t step = std::max<int64_t>(1, (int64_t{1} << 16) / (args.size * together));
  const size_t item = itemSize(args.dtype);
  context.pool.run((lines + step - 1) / step, [&](int64_t task, int worker) {
    context.checkCancelled();
    float* scratch = floats.as<float>() + worker * together * stride;
    const int64_t end = std::min(lines, (task + 1) * step);
    for (int64_t line = task * step; line < end; ++line) {
      const int64_t first = line % perOuter * together;
      const int64_t count = std::min(together, args.inner - first);
      const size_t offset = static_cast<size_t>(line / perOuter * args.size * args.inner + first) * item;
      const char* in = static_cast<const char*>(args.x) + offset;
      char* out = static_cast<char*>(args.output) + offset;
      if (args.inner == 1) {
        context.kernels.toFloat(args.dtype, in, scratch, args.size);
        context.kernels.softmaxRow(scratch, args.size);
        context.kernels.fromFloat(args.dtype, scratch, out, args.size);
        continue;
      }
      float row[16];
      for (int64_t i = 0; i < args.size; ++i) {
        context.kernels.toFloat(args.dtype, in + static_cast<size_t>(i * args.inner) * item, row, count);
        for (int64_t j = 0; j < count; ++j) scratch[j * stride + i] = row[j];
      }
      for (int64_t j = 0; j < count; ++j) context.kernels.softmaxRow(scratch + j * stride, args.size);
      for (int64_t i = 0; i < args.size; ++i) {
        for (int64_t j = 0; j < count; ++j) row[j] = scratch[j * stride + i];
        context.kernels.fromFloat(args.dtype, row, out + static_cast<size_t>(i * args.inner) * item, count);
      }
    }
    context.addDone(static_cast<uint64_t>((end - task * step) * args.size * together));
  });
}

}  // namespace xt
