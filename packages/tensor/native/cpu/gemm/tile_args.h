#pragma once

#include <cstdint>

namespace xt {

/**
 * `c[r][0, panel) (+)= Σ over taps, k: a[r·lda + offsets[tap] + k] · b[tap][k][0, panel)`: a plain product with one
 * tap, a convolution over staged pixels with one a kernel position. Floats and counts of floats.
 */
struct GemmTileArgs {
  const float* a;
  int64_t lda;
  int64_t rows;
  const int64_t* offsets;  // null: one tap at 0
  int64_t taps;
  int64_t inner;
  const float* b;  // [taps][inner][panel]
  float* c;
  int64_t ldc;
  bool accumulate;
  // What the next calls read, fetched meanwhile; null: nothing. As large as this call's.
  const float* nextA;
  const float* nextB;
};

}  // namespace xt
