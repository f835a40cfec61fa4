// AMX itself. Compiled with -mamx-tile -mamx-bf16; nothing here runs before mayUseAmx says so.
#include <immintrin.h>

#include <cstdint>

#include "tile_product_kernel.h"

namespace xt {
namespace {

/** What ldtilecfg reads. */
struct alignas(64) TileConfig {
  uint8_t palette = 1;
  uint8_t startRow = 0;
  uint8_t reserved[14] = {};
  uint16_t rowBytes[16] = {64, 64, 64, 64, 64, 64, 64, 64};
  uint8_t rows[16] = {16, 16, 16, 16, 16, 16, 16, 16};
};
static_assert(sizeof(TileConfig) == 64, "the layout of ldtilecfg's operand");

constexpr TileConfig kConfig;

// The intrinsics want literal numbers of registers: C is 0 to 3, A 4 and 5, B 6 and 7.

/** The tiles of this thread from construction to destruction; a state that stays would burden every context switch. */
class AmxTiles {
 public:
  AmxTiles() { _tile_loadconfig(&kConfig); }
  AmxTiles(const AmxTiles&) = delete;
  AmxTiles& operator=(const AmxTiles&) = delete;
  ~AmxTiles() { _tile_release(); }

  template <int row, int column>
  void clear() {
    if constexpr (row == 0 && column == 0) _tile_zero(0);
    if constexpr (row == 0 && column == 1) _tile_zero(1);
    if constexpr (row == 1 && column == 0) _tile_zero(2);
    if constexpr (row == 1 && column == 1) _tile_zero(3);
  }

  template <int row>
  void loadLeft(const uint16_t* from, int64_t pixelStride) {
    if constexpr (row == 0)
      _tile_loadd(4, from, pixelStride * 2);
    else
      _tile_loadd(5, from, pixelStride * 2);
  }

  template <int column>
  void loadRight(const uint16_t* from) {
    if constexpr (column == 0)
      _tile_loadd(6, from, 64);
    else
      _tile_loadd(7, from, 64);
  }

  template <int row, int column>
  void multiply() {
    if constexpr (row == 0 && column == 0) _tile_dpbf16ps(0, 4, 6);
    if constexpr (row == 0 && column == 1) _tile_dpbf16ps(1, 4, 7);
    if constexpr (row == 1 && column == 0) _tile_dpbf16ps(2, 5, 6);
    if constexpr (row == 1 && column == 1) _tile_dpbf16ps(3, 5, 7);
  }

  template <int row, int column>
  void store(float* to, int64_t pixelStride) {
    if constexpr (row == 0 && column == 0) _tile_stored(0, to, pixelStride * 4);
    if constexpr (row == 0 && column == 1) _tile_stored(1, to, pixelStride * 4);
    if constexpr (row == 1 && column == 0) _tile_stored(2, to, pixelStride * 4);
    if constexpr (row == 1 && column == 1) _tile_stored(3, to, pixelStride * 4);
  }
};

constexpr TileKernels kKernels{"amx", multiplyTiles<AmxTiles>};

}  // namespace

const TileKernels& amxTiles() { return kKernels; }

}  // namespace xt
