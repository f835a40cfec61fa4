#include "layer_norm.h"

#include <algorithm>

#include "../simd/kernel_table.h"
#include "kernel_args.h"

namespace xt {

void layerNorm(Context& context, const LayerNormArgs& args) {
  context.checkCancelled();
  if (args.rows * args.size == 0) return;
  const int64_t stride = (args.size + 31) / 16 * 16;
  const int64_t threads = context.pool.threads();
  Buffer floats(context.memory, sizeof(float) * static_cast<size_t>((threads + 2) * stride));
  float* weight = floats.as<float>() + threads * stride;
  float* bias = weight + stride;
  if (args.weight != nullptr) context.kernels.toFloat(args.dtype, args.weight, weight, args.size);
  if (args.bias != nullptr) context.kernels.toFloat(args.dtype, args.bias, bias, args.size);
  const int64_t step = std::max<int64_t>(1, (int64_t{1} << 16) / args.size);
  context.pool.run((args.rows + step - 1) / step, [&](int64_t task, int worker) {
    context.checkCancelled();
    const int64_t end = std::min(args.rows, (task + 1) * step);
    for (int64_t row = task * step; row < end; ++row) {
      const size_t offset = static_cast<size_t>(row * args.size) * itemSize(args.dtype);
      LayerNormRowArgs one{};
      one.dtype = args.dtype;
      one.x = static_cast<const char*>(args.x) + offset;
      one.output = static_cast<char*>(args.output) + offset;
      one.size = args.size;
      one.eps = args.eps;
      one.centred = args.centred;
      one.weight = args.weight == nullptr ? nullptr : weight;
      one.bias = args.bias == nullptr ? nullptr : bias;
      one.scratch = floats.as<float>() + worker * stride;
      context.kernels.layerNormRow(one);
    }
    context.addDone(static_cast<uint64_t>((end - task * step) * args.size));
  });
}

}  // namespace xt
