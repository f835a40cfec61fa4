#pragma once

#include <cstddef>
#include <new>

#include "mlx/allocator.h"

namespace tensor_mlx {

/**
 * float32 products by hand: the BLAS of MLX's Linux wheel reaches 2 GFLOP/s. Compiles to whatever four lanes the
 * machine has. Sums of 256 products each are added up, so the bytes depend on nothing but the arguments.
 */
class PackedMatrix {
 public:
  /** `at(k, n)` gives element [k, n]. */
  template <typename At>
  PackedMatrix(size_t k, size_t n, const At& at)
      : k_(k), n_(n), data_(mlx::core::allocator::malloc((n + width - 1) / width * width * k * sizeof(float))) {
    float* start = panels();
    if (start == nullptr) throw std::bad_alloc();
    for (size_t panel = 0; panel < n; panel += width) {
      float* to = start + panel * k;
      for (size_t i = 0; i < k; ++i)
        for (size_t j = 0; j < width; ++j) *to++ = panel + j < n ? at(i, panel + j) : 0.0f;
    }
  }

  /** `c [m, N] = a [m, K] · this`, rows of `a` `lda` apart, rows of `c` N apart. */
  void multiply(const float* a, size_t lda, size_t m, float* c) const;

  /** Rows that `multiply` does best at once. */
  static constexpr size_t rowBlock = 64;

 private:
  static constexpr size_t width = 8;
  float* panels() const { return static_cast<float*>(data_.buffer().raw_ptr()); }

  size_t k_, n_;
  mlx::core::allocator::Data data_;  // MLX's, so that it counts
};

}  // namespace tensor_mlx
