// Products of pairs of bfloat16: what AVX512-BF16 does, and an emulation of it for tests.
#pragma once

namespace xt {

struct GemmTileArgs;

/**
 * `gemmPanel` is that of KernelTable with two bfloat16 in place of each float of A and B: `inner` and strides count
 * pairs, and each step adds the products of both elements. Sums are float32.
 */
struct PairKernels {
  const char* name;
  int panel;  // as the table's that it is put in
  void (*gemmPanel)(const GemmTileArgs& args);
};

const PairKernels& avx512Bf16Pairs();
/** Null where no table has such a panel. */
const PairKernels* emulatedPairs(int panel);

}  // namespace xt
