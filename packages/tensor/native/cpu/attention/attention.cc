#include "attention.h"

#include <algorithm>
#include <limits>

#include "../gemm/tile_args.h"
#include "../norm/kernel_args.h"
#include "../simd/kernel_table.h"

namespace xt {
namespace {

constexpr int64_t kQueries = 48;  // of a block
constexpr int64_t kKeys = 256;
constexpr int64_t kInnerSlice = 512;

int64_t roundUp(int64_t a, int64_t unit) { return (a + unit - 1) / unit * unit; }

const void* offsetItems(DType dtype, const void* items, int64_t at) {
  return static_cast<const char*>(items) + at * static_cast<int64_t>(itemSize(dtype));
}

struct Plan {
  int64_t panel;
  int64_t keys;  // filled up to whole panels
  int64_t values;
  int64_t queryStride, scoreStride, resultStride;

  Plan(const AttentionArgs& args, int panelWidth) : panel(panelWidth) {
    keys = roundUp(args.keys, panel);
    values = roundUp(args.valueSize, panel);
    queryStride = roundUp(args.headSize, 16) + 16;
    scoreStride = roundUp(kKeys, panel) + 16;
    resultStride = values + 16;
  }
  int64_t keyFloats(const AttentionArgs& args) const { return keys * args.headSize; }
  int64_t valueFloats() const { return keys * values; }
  int64_t workerFloats(const AttentionArgs& args) const {
    return kQueries * (queryStride + scoreStride + resultStride) + 2 * kQueries + kKeys + roundUp(args.headSize, 16);
  }
};

class Attention {
 public:
  Attention(Context& context, const AttentionArgs& args)
      : context_(context),
        args_(args),
        kernels_(context.kernels),
        plan_(args, kernels_.panel),
        keys_(context.memory, sizeof(float) * static_cast<size_t>(plan_.keyFloats(args) + 16)),
        values_(context.memory, sizeof(float) * static_cast<size_t>(plan_.valueFloats() + 16)),
        space_(context.memory,
               sizeof(float) * static_cast<size_t>(context.pool.threads() * plan_.workerFloats(args))) {}

  void run() {
    const int64_t shared = args_.heads / args_.keyHeads;
    for (int64_t b = 0; b < args_.batch; ++b) {
      for (int64_t head = 0; head < args_.heads; ++head) {
        if (head % shared == 0) pack(b, head / shared);
        const int64_t blocks = (args_.queries + kQueries - 1) / kQueries;
        context_.pool.run(blocks, [&](int64_t task, int worker) {
          context_.checkCancelled();
          const int64_t first = task * kQueries;
          const int64_t count = std::min(kQueries, args_.queries - first);
          attend(b, head, first, count, worker);
          context_.addDone(static_cast<uint64_t>(count * args_.keys * (args_.headSize + args_.valueSize)));
        });
      }
    }
  }

 private:
  /** Keys to `[panel of keys][headSize][panel]`, values to `[panel of values][key][panel]`. */
  void pack(int64_t b, int64_t keyHead) {
    const int64_t panel = plan_.panel, size = args_.headSize;
    const int64_t keyOffset = b * args_.k.batchStride + keyHead * args_.k.headStride;
    const int64_t valueOffset = b * args_.v.batchStride + keyHead * args_.v.headStride;
    context_.pool.run(plan_.keys / panel, [&](int64_t group, int worker) {
      float* line = lineOf(worker);
      float* out = keys_.as<float>() + group * panel * size;
      for (int64_t lane = 0; lane < panel; ++lane) {
        const int64_t key = group * panel + lane;
        if (key < args_.keys)
          kernels_.toFloat(args_.dtype, offsetItems(args_.dtype, args_.k.data, keyOffset + key * args_.k.rowStride),
                           line, size);
        for (int64_t d = 0; d < size; ++d) out[d * panel + lane] = key < args_.keys ? line[d] : 0.0f;
        if (key >= args_.keys) continue;
        for (int64_t column = 0; column < plan_.values; column += panel) {
          float* to = values_.as<float>() + column * plan_.keys + key * panel;
          const int64_t count = std::max<int64_t>(0, std::min(panel, args_.valueSize - column));
          kernels_.toFloat(args_.dtype,
                           offsetItems(args_.dtype, args_.v.data, valueOffset + key * args_.v.rowStride + column), to,
                           count);
          std::fill(to + count, to + panel, 0.0f);
        }
      }
    });
  }

  float* lineOf(int worker) {
    return space_.as<float>() + (worker + 1) * plan_.workerFloats(args_) - roundUp(args_.headSize, 16);
  }

  void attend(int64_t b, int64_t head, int64_t first, int64_t count, int worker) {
    float* query = space_.as<float>() + worker * plan_.workerFloats(args_);
    float* scores = query + kQueries * plan_.queryStride;
    float* result = scores + kQueries * plan_.scoreStride;
    float* maxima = result + kQueries * plan_.resultStride;
    float* totals = maxima + kQueries;
    float* mask = totals + kQueries;
    const int64_t queryOffset = b * args_.q.batchStride + head * args_.q.headStride;
    for (int64_t i = 0; i < count; ++i)
      kernels_.toFloat(args_.dtype,
                       offsetItems(args_.dtype, args_.q.data, queryOffset + (first + i) * args_.q.rowStride),
                       query + i * plan_.queryStride, args_.headSize);
    std::fill(result, result + kQueries * plan_.resultStride, 0.0f);
    std::fill(maxima, maxima + kQueries, -std::numeric_limits<float>::infinity());
    std::fill(totals, totals + kQueries, 0.0f);

    for (int64_t key = 0; key < args_.keys; key += kKeys) {
      context_.checkCancelled();
      const int64_t keys = std::min(kKeys, args_.keys - key);
      for (int64_t d = 0; d < args_.headSize; d += kInnerSlice) {
        GemmTileArgs tile{};
        tile.a = query + d;
        tile.lda = plan_.queryStride;
        tile.rows = count;
        tile.taps = 1;
        tile.inner = std::min(kInnerSlice, args_.headSize - d);
        tile.ldc = plan_.scoreStride;
        tile.accumulate = d > 0;
        for (int64_t at = 0; at < keys; at += plan_.panel) {
          tile.b = keys_.as<float>() + (key + at) * args_.headSize + d * plan_.panel;
          tile.c = scores + at;
          kernels_.gemmPanel(tile);
        }
      }
      for (int64_t i = 0; i < count; ++i) {
        SoftmaxStepArgs step{};
        step.scores = scores + i * plan_.scoreStride;
        step.keys = keys;
        step.scale = args_.scale;
        step.mask = maskRow(b, head, first + i, key, keys, mask);
        step.maximum = maxima + i;
        step.total = totals + i;
        step.result = result + i * plan_.resultStride;
        step.resultSize = plan_.values;
        kernels_.softmaxStep(step);
      }
      GemmTileArgs tile{};
      tile.a = scores;
      tile.lda = plan_.scoreStride;
      tile.rows = count;
      tile.taps = 1;
      tile.inner = keys;
      tile.ldc = plan_.resultStride;
      tile.accumulate = true;
      for (int64_t column = 0; column < plan_.values; column += plan_.panel) {
        tile.b = values_.as<float>() + column * plan_.keys + key * plan_.panel;
        tile.c = result + column;
        kernels_.gemmPanel(tile);
      }
    }

    const int64_t outputOffset = b * args_.outputBatchStride + head * args_.outputHeadStride;
    for (int64_t i = 0; i < count; ++i) {
      float* row = result + i * plan_.resultStride;
      const float inverse = 1.0f / totals[i];  // everything masked: 0 · infinity, NaN as softmax's
      for (int64_t d = 0; d < args_.valueSize; ++d) row[d] *= inverse;
      kernels_.fromFloat(args_.dtype, row,
                         const_cast<void*>(offsetItems(args_.dtype, args_.output,
                                                       outputOffset + (first + i) * args_.outputRowStride)),
                         args_.valueSize);
    }
  }

  const float* maskRow(int64_t b, int64_t head, int64_t query, int64_t key, int64_t keys, float* line) {
    if (args_.mask == nullptr) return nullptr;
    const int64_t at = b * args_.maskStrides[0] + head * args_.maskStrides[1] + query * args_.maskStrides[2] +
                       key * args_.maskStrides[3];
    if (args_.maskStrides[3] == 1) {
      kernels_.toFloat(args_.dtype, offsetItems(args_.dtype, args_.mask, at), line, keys);
    } else {
      for (int64_t i = 0; i < keys; ++i)
        kernels_.toFloat(args_.dtype, offsetItems(args_.dtype, args_.mask, at + i * args_.maskStrides[3]), line + i, 1);
    }
    return line;
  }

  Context& context_;
  const AttentionArgs& args_;
  const KernelTable& kernels_;
  Plan plan_;
  Buffer keys_, values_, space_;
};

}  // namespace

void attention(Context& context, const AttentionArgs& args) {
  context.checkCancelled();
  if (args.batch * args.heads * args.queries * args.valueSize == 0) return;
  Attention(context, args).run();
}

size_t attentionWorkspace(const AttentionArgs& args, int threads) {
  const Plan plan(args, bestKernels().panel);
  return sizeof(float) * static_cast<size_t>(plan.keyFloats(args) + plan.valueFloats() + 32 +
                                             threads * plan.workerFloats(args));
}

}  // namespace xt
