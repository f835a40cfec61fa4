// The functions that are compiled once an instruction set, and the choice among them.
#pragma once

#include <cstdint>

#include "../runtime/dtype.h"
#include "activation_kind.h"

namespace xt {

struct GemmTileArgs;
struct WinogradKernels;
struct StageRowArgs;
struct NarrowConvArgs;
struct DirectStoreArgs;

struct KernelTable {
  const char* name;  // "portable", "avx2", "avx512"
  int lanes;         // floats in a vector
  int panel;         // columns of a packed panel of B (gemm/)
  int tileRows;      // most rows of a tile in registers

  // Flat arrays; `from` and `to` may be one array only where the types are equal. Any n, any alignment.
  void (*toFloat)(DType type, const void* from, float* to, int64_t n);
  void (*fromFloat)(DType type, const float* from, void* to, int64_t n);
  void (*activate)(ActivationKind kind, const float* from, float* to, int64_t n);
  void (*exp)(const float* from, float* to, int64_t n);
  /** `to[i] = activation(from[i] · scale[i] + shift[i])`. */
  void (*affine)(ActivationKind kind, const float* from, const float* scale, const float* shift, float* to, int64_t n);
};

/** The best table this machine can run, capped by X_TENSOR_CPU_ISA (portable | avx2 | avx512). */
const KernelTable& bestKernels();

/** By name; null where it isn't built in or this machine can't run it. */
const KernelTable* kernelsByName(const char* name);

}  // namespace xt
