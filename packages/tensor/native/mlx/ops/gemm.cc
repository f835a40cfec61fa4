#include "ops/gemm.h"

#include <algorithm>
#include <cstring>

namespace tensor_mlx {
namespace {

typedef float Lanes __attribute__((vector_size(16)));

constexpr size_t depth = 256;  // of one pass: a panel of it stays in the first cache

Lanes loadLanes(const float* p) {
  Lanes v;
  std::memcpy(&v, p, sizeof v);
  return v;
}

/** R rows by one panel of eight columns, over `k` products; added to `c`. */
template <int R>
void tile(const float* a, size_t lda, const float* panel, size_t k, float* c, size_t ldc, size_t columns) {
  Lanes low[R] = {}, high[R] = {};
  for (size_t i = 0; i < k; ++i) {
    Lanes b0 = loadLanes(panel + i * 8), b1 = loadLanes(panel + i * 8 + 4);
    for (int r = 0; r < R; ++r) {
      float x = a[static_cast<size_t>(r) * lda + i];
      low[r] += x * b0;
      high[r] += x * b1;
    }
  }
  for (int r = 0; r < R; ++r) {
    float sums[8];
    std::memcpy(sums, &low[r], 16);
    std::memcpy(sums + 4, &high[r], 16);
    for (size_t j = 0; j < columns; ++j) c[static_cast<size_t>(r) * ldc + j] += sums[j];
  }
}

}  // namespace

void PackedMatrix::multiply(const float* a, size_t lda, size_t m, float* c) const {
  std::fill(c, c + m * n_, 0.0f);
  for (size_t top = 0; top < m; top += rowBlock) {
    size_t bottom = std::min(m, top + rowBlock);
    for (size_t from = 0; from < k_; from += depth) {
      size_t count = std::min(depth, k_ - from);
      for (size_t panel = 0; panel < n_; panel += width) {
        const float* b = panels() + panel * k_ + from * width;
        size_t columns = std::min(width, n_ - panel), row = top;
        for (; row + 4 <= bottom; row += 4)
          tile<4>(a + row * lda + from, lda, b, count, c + row * n_ + panel, n_, columns);
        for (; row < bottom; ++row)
          tile<1>(a + row * lda + from, lda, b, count, c + row * n_ + panel, n_, columns);
      }
    }
  }
}

}  // namespace tensor_mlx
