// vdpbf16ps by its documented operation (Intel SDM, volume 2: VDPBF16PS): the upper product, then the lower one, each
// added by a fused multiply-add; denormals taken and given as zeros. Without the library's headers, as tiles/emulated.cc.
#include <cstdint>

#include "../gemm/tile_args.h"
#include "pair_product.h"

namespace xt {
namespace {

inline float flushed(float value) { return __builtin_fabsf(value) < 0x1p-126f ? value * 0.0f : value; }

inline float floatOfBits(uint32_t bits) {
  float value;
  __builtin_memcpy(&value, &bits, sizeof value);
  return flushed(value);
}

inline float upper(uint32_t pair) { return floatOfBits(pair & 0xffff0000u); }
inline float lower(uint32_t pair) { return floatOfBits(pair << 16); }

inline uint32_t pairAt(const float* from) {
  uint32_t pair;
  __builtin_memcpy(&pair, from, sizeof pair);
  return pair;
}

template <int panel>
void gemmPanel(const GemmTileArgs& args) {
  for (int64_t row = 0; row < args.rows; ++row) {
    float sums[panel] = {};
    const float* b = args.b;
    for (int64_t tap = 0; tap < args.taps; ++tap) {
      const float* a = args.a + row * args.lda + (args.offsets == nullptr ? 0 : args.offsets[tap]);
      for (int64_t k = 0; k < args.inner; ++k, b += panel) {
        const float high = upper(pairAt(a + k)), low = lower(pairAt(a + k));
        for (int column = 0; column < panel; ++column) {
          const uint32_t pair = pairAt(b + column);
          const float sum = flushed(__builtin_fmaf(high, upper(pair), sums[column]));
          sums[column] = flushed(__builtin_fmaf(low, lower(pair), sum));
        }
      }
    }
    float* c = args.c + row * args.ldc;
    for (int column = 0; column < panel; ++column) c[column] = args.accumulate ? c[column] + sums[column] : sums[column];
  }
}

template <int panel>
constexpr PairKernels kKernels{"avx512-bf16-emulated", panel, gemmPanel<panel>};

}  // namespace

const PairKernels* emulatedPairs(int panel) {
  switch (panel) {
    case 8: return &kKernels<8>;
    case 16: return &kKernels<16>;
    case 32: return &kKernels<32>;
    default: return nullptr;
  }
}

}  // namespace xt
