// softmax(q·kᵀ·scale + mask)·v in blocks with a running softmax: the score matrix is never held.
#pragma once

#include <cstddef>
#include <cstdint>

#include "../runtime/context.h"
#include "../runtime/dtype.h"

namespace xt {

/** Element (b, h, n, d) is at `b · batchStride + h · headStride + n · rowStride + d`, in elements. */
struct AttentionOperand {
  const void* data = nullptr;
  int64_t batchStride = 0;
  int64_t headStride = 0;
  int64_t rowStride = 0;
};

struct AttentionArgs {
  DType dtype = DType::Float32;
  int64_t batch = 1;
  int64_t heads = 1;
  int64_t keyHeads = 1;  // query head h uses key head h / (heads / keyHeads)
  int64_t queries = 0;
  int64_t keys = 0;
  int64_t headSize = 0;
  int64_t valueSize = 0;  // last axis of v and of the output
  AttentionOperand q;
  AttentionOperand k;
  AttentionOperand v;
  float scale = 1;
  const void* mask = nullptr;  // added to the scores; element at b·maskStrides[0] + h·[1] + n·[2] + m·[3]; stride 0 broadcasts
  int64_t maskStrides[4] = {0, 0, 0, 0};
  void* output = nullptr;  // [batch, heads, queries, valueSize] at outputStrides
  int64_t outputBatchStride = 0;
  int64_t outputHeadStride = 0;
  int64_t outputRowStride = 0;

  uint64_t workUnits() const {
    return static_cast<uint64_t>(batch * heads * queries) * static_cast<uint64_t>(keys * (headSize + valueSize));
  }
};

void attention(Context& context, const AttentionArgs& args);

size_t attentionWorkspace(const AttentionArgs& args, int threads);

}  // namespace xt
