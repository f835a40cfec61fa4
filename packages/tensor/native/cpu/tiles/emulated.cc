// AMX's tile instructions by their documented operation (Intel SDM, volume 2: TILELOADD, TDPBF16PS, TILESTORED): sums of
// even and of odd products apart, each product added by a fused multiply-add, denormals taken and given as zeros. No
// header of the library here: compiled for AVX2, its inline functions could end up where there is none.
#include "tile_product_kernel.h"

namespace xt {
namespace {

constexpr int kRows = 16;
constexpr int kColumns = 16;
constexpr float kLeastNormal = 0x1p-126f;

inline float flushed(float value) { return __builtin_fabsf(value) < kLeastNormal ? value * 0.0f : value; }

inline float widened(uint16_t item) {
  const uint32_t bits = static_cast<uint32_t>(item) << 16;
  float value;
  __builtin_memcpy(&value, &bits, sizeof value);
  return flushed(value);
}

/** 16 rows of 64 bytes, as bfloat16 pairs taken apart. */
struct PairTile {
  float even[kRows][kColumns];
  float odd[kRows][kColumns];

  void load(const uint16_t* from, int64_t rowStride) {
    for (int row = 0; row < kRows; ++row) {
      for (int column = 0; column < kColumns; ++column) {
        even[row][column] = widened(from[row * rowStride + 2 * column]);
        odd[row][column] = widened(from[row * rowStride + 2 * column + 1]);
      }
    }
  }
};

class EmulatedTiles {
 public:
  template <int row, int column>
  void clear() {
    __builtin_memset(sums_[row][column], 0, sizeof sums_[row][column]);
  }

  template <int row>
  void loadLeft(const uint16_t* from, int64_t pixelStride) {
    left_[row].load(from, pixelStride);
  }

  template <int column>
  void loadRight(const uint16_t* from) {
    right_[column].load(from, 2 * kColumns);
  }

  template <int row, int column>
  void multiply() {
    const PairTile& a = left_[row];
    const PairTile& b = right_[column];
    for (int m = 0; m < kRows; ++m) {
      float even[kColumns] = {}, odd[kColumns] = {};
      for (int k = 0; k < kColumns; ++k) {
        for (int n = 0; n < kColumns; ++n) {
          even[n] = flushed(__builtin_fmaf(a.even[m][k], b.even[k][n], even[n]));
          odd[n] = flushed(__builtin_fmaf(a.odd[m][k], b.odd[k][n], odd[n]));
        }
      }
      float* sum = sums_[row][column][m];
      for (int n = 0; n < kColumns; ++n) sum[n] = flushed(sum[n] + flushed(even[n] + odd[n]));
    }
  }

  template <int row, int column>
  void store(float* to, int64_t pixelStride) {
    for (int m = 0; m < kRows; ++m) __builtin_memcpy(to + m * pixelStride, sums_[row][column][m], sizeof(float) * kColumns);
  }

 private:
  PairTile left_[2];
  PairTile right_[2];
  float sums_[2][2][kRows][kColumns];
};

constexpr TileKernels kKernels{"amx-emulated", multiplyTiles<EmulatedTiles>};

}  // namespace

const TileKernels& emulatedTiles() { return kKernels; }

}  // namespace xt
