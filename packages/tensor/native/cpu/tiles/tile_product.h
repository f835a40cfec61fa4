// Products of bfloat16 tiles: what Intel's AMX does, and an emulation of it for tests.
#pragma once

#include <cstdint>

namespace xt {

constexpr int64_t kTilePixels = 16;    // rows of a tile of A and of C
constexpr int64_t kTileChannels = 32;  // of A, in pairs: 64 bytes a row
constexpr int64_t kTileOutputs = 16;   // columns of a tile of B and of C
constexpr int64_t kTileItems = kTileChannels * kTileOutputs;  // of a tile of B, one after the other: 1 KiB

/**
 * `c[16·segment + pixel][output] = Σ over terms, channels: a[segment][term][pixel][channel] · b[bTerms[term]][channel][output]`,
 * in bfloat16 with float32 sums. A segment is 16 pixels. Channels are whole tiles: what is not there is zeros.
 */
struct TileProductArgs {
  const uint16_t* const* a;  // [segment][term]: pixel 0, channel 0
  int64_t segments;
  int64_t terms;
  int64_t steps;         // tiles of channels of a term
  int64_t aPixelStride;  // items
  const int64_t* bTerms;
  const uint16_t* b;  // [term of b][step][outputTiles] tiles of [channel pair][16 outputs][2]
  int outputTiles;    // 1 or 2
  float* c;
  int64_t cPixelStride;
};

/** One implementation. It may be called on any thread; the state of the tiles is let go of before it returns. */
struct TileKernels {
  const char* name;
  void (*multiply)(const TileProductArgs& args);
};

const TileKernels& amxTiles();
/** Whether processor and system have AMX with bfloat16, and the kernel lets this process use it: asked once. */
bool mayUseAmx();
/** The instructions as Intel documents them, in plain C++. */
const TileKernels& emulatedTiles();

}  // namespace xt
