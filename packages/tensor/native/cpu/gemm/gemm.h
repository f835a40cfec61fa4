// Batched matrix product, row-major with strides.
#pragma once

#include <cstddef>
#include <cstdint>

#include "../runtime/context.h"
#include "../runtime/dtype.h"

namespace xt {

/** Element (i, j) of a matrix of a batch is at `batchOffsets[n] + i · rowStride + j · columnStride`, in elements. */
struct MatrixOperand {
  const void* data = nullptr;
  DType dtype = DType::Float32;
  int64_t rowStride = 0;
  int64_t columnStride = 1;
  /** One a matrix of the batch (broadcasting is repeating); null: all 0. */
  const int64_t* batchOffsets = nullptr;
};

/** `c[n] = a[n] · b[n]`, `[rows, inner] · [inner, columns]`, plus a bias a column; c contiguous, of a's dtype. */
struct GemmArgs {
  int64_t batch = 1;
  int64_t rows = 0;
  int64_t columns = 0;
  int64_t inner = 0;  // 0 gives zeros (plus bias)
  MatrixOperand a;
  MatrixOperand b;
  const void* bias = nullptr;  // [columns] or null, of c's dtype
  void* c = nullptr;           // [batch, rows, columns]
  DType dtype = DType::Float32;

  uint64_t workUnits() const { return static_cast<uint64_t>(batch * rows * columns) * static_cast<uint64_t>(inner); }
};

void gemm(Context& context, const GemmArgs& args);

size_t gemmWorkspace(const GemmArgs& args, int threads);

}  // namespace xt
