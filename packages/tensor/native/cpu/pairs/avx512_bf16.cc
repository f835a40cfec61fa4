// The register tile of gemm/tile.h with vdpbf16ps in place of the multiply-add: K counts 4 bytes in both.
#include "pair_product.h"

#include "../gemm/tile.h"

namespace xt {
namespace {

constexpr PairKernels kKernels{"avx512-bf16", XT_ISA::kPanel, XT_ISA::gemmPanel};

}  // namespace

const PairKernels& avx512Bf16Pairs() { return kKernels; }

}  // namespace xt
