// The functions that are compiled once an instruction set, and the choice among them.
#pragma once

#include <cstdint>

#include "../runtime/dtype.h"
#include "activation_kind.h"

namespace xt {

struct AffineRowsArgs;
struct FinishRowArgs;
struct GemmTileArgs;
struct LayerNormRowArgs;
struct MomentsArgs;
struct NarrowConvArgs;
struct PairKernels;
struct SoftmaxStepArgs;
struct SplitRowArgs;
struct StageRowArgs;
struct TileKernels;
struct WinogradInputArgs;
struct WinogradOutputArgs;
struct WinogradWeightArgs;

struct KernelTable {
  const char* name;     // as X_TENSOR_CPU_ISA has it
  const char* vectors;  // "portable", "avx2", "avx512"
  int lanes;         // floats in a vector
  int panel;         // columns of a packed panel of B
  int tileRows;      // most rows of a tile in registers

  // Flat arrays of any length and alignment. `type` is a float type; `to` may be `from` where the types are equal.
  void (*toFloat)(DType type, const void* from, float* to, int64_t n);
  void (*fromFloat)(DType type, const float* from, void* to, int64_t n);
  void (*activate)(ActivationKind kind, DType type, const void* from, void* to, int64_t n);
  void (*exp)(const float* from, float* to, int64_t n);

  void (*gemmPanel)(const GemmTileArgs& args);

  void (*stageRow)(const StageRowArgs& args);
  void (*splitRow)(const SplitRowArgs& args);
  void (*winogradInput[6])(const WinogradInputArgs& args);  // by WinogradKind, as the next
  void (*winogradOutput[6])(const WinogradOutputArgs& args);
  void (*winogradWeights[6])(const WinogradWeightArgs& args);
  void (*narrowConv)(const NarrowConvArgs& args);
  void (*finishRow)(const FinishRowArgs& args);

  void (*moments)(const MomentsArgs& args);
  void (*affineRows)(const AffineRowsArgs& args);
  void (*layerNormRow)(const LayerNormRowArgs& args);
  void (*softmaxRow)(float* x, int64_t count);
  void (*softmaxStep)(const SoftmaxStepArgs& args);

  /** Products of bfloat16 in tiles, or null. */
  const TileKernels* tiles;
  /** Products of pairs of bfloat16, or null. */
  const PairKernels* pairs;
};

/**
 * The best table this machine can run, capped by X_TENSOR_CPU_ISA: portable, avx2, avx512, avx512-bf16, amx.
 * `avx512-bf16-emulated` and `amx-emulated` are no caps: this machine's vectors with those instructions in C++, for tests.
 */
const KernelTable& bestKernels();

/** By name; null where it isn't built in or this machine can't run it. */
const KernelTable* kernelsByName(const char* name);

}  // namespace xt
