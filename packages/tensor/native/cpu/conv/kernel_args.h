// Arguments of the convolution kernels that are compiled once an instruction set. Strides count elements.
#pragma once

#include <cstdint>

#include "../runtime/dtype.h"
#include "../simd/activation_kind.h"

namespace xt {

/** Channels are staged in chunks of this many. */
constexpr int64_t kStageChunk = 16;

/**
 * Pixels [begin, begin + count) of an image row, normalised and activated, as float32 `[chunk][pixel][width of chunk]`;
 * zeros outside [0, width). The last chunk is filled up with zeros, but with fewer than a chunk's channels in all a
 * pixel takes just those.
 */
struct StageRowArgs {
  DType dtype;
  const void* row;  // pixel 0, channel 0 of what is staged; null: a row of zeros
  int64_t pixelStride;
  int64_t channels;
  int64_t begin;
  int64_t count;
  int64_t width;
  const float* scale;  // [channels] with its shift, or null
  const float* shift;
  ActivationKind activation;
  float* out;
  int64_t chunkStride;
};

/** Staged pixels to bfloat16 `[pixel][channel]`: rounded, and on request what the rounding left, rounded again. */
struct SplitRowArgs {
  const float* in;  // as StageRowArgs leaves it
  int64_t chunkStride;
  int64_t channels;
  int64_t pixels;
  uint16_t* high;
  uint16_t* low;  // or null
  int64_t pixelStride;
  int64_t filledChannels;  // zeros from `channels` on
};

/** One row of tiles, one chunk of channels: staged pixels to transformed ones. */
struct WinogradInputArgs {
  const float* rows[8];  // [pixel][16] each
  int64_t tiles;
  float* scratch;  // [products][pixels of the row][16]
  float* out;      // (product, tile) at product · productStride + tile · tileStride
  int64_t productStride;
  int64_t tileStride;
};

/** Weights of one panel of outputs and one chunk of channels to products, in double. */
struct WinogradWeightArgs {
  const float* weight;  // [9 taps][16][panel]
  float* out;           // (product, channel) at product · productStride + channel · panel
  int64_t productStride;
};

/** One row of tiles: products to pixels, with all that follows the convolution. */
struct WinogradOutputArgs {
  const float* in;  // (product, tile, channel) at product · productStride + tile · tileStride + channel
  int64_t productStride;
  int64_t tileStride;
  int64_t tiles;
  int64_t channels;
  const float* bias;  // [channels] or null
  DType dtype;
  const void* residual;  // as output, or null
  void* output;          // of the first tile's pixel (0, 0), whether stored or not
  int64_t rowStride;
  int64_t pixelStride;
  int64_t rowBegin;  // pixels [rowBegin, rowEnd) × [columnBegin, columnEnd) of the tiles' are stored
  int64_t rowEnd;
  int64_t columnBegin;
  int64_t columnEnd;
  ActivationKind activation;
  bool past;        // output is stored past the cache: aligned, whole lines
  float* means;     // [channels] of what is stored, or null
  float* moments;   // [channels]: sums of squared differences from the mean
  float* scratch;   // [3 · (channels + 16)]
};

/** A convolution to few channels over staged rows: vectors run along the input channels. */
struct NarrowConvArgs {
  const float* in;  // staged pixel of output pixel 0 at tap 0, chunk 0
  int64_t chunks;
  int64_t chunkStride;
  int64_t pixelStride;  // between output pixels
  const int64_t* offsets;
  int64_t taps;
  const float* weight;  // [outputs][chunks][taps][16]
  int64_t outputs;      // 1 to 4
  int64_t pixels;
  float* out;  // [pixel][outputStride]
  int64_t outputStride;
};

/** Sums of products to pixels: bias, residual, activation, statistics, rounding; for one run of pixels. */
struct FinishRowArgs {
  const float* in;  // [pixel][inStride]
  int64_t inStride;
  int64_t pixels;
  int64_t channels;
  const float* bias;
  DType dtype;
  const void* residual;
  void* output;
  int64_t pixelStride;
  ActivationKind activation;
  bool past;  // as above
  float* means;
  float* moments;
  float* scratch;  // [3 · (channels + 16)]
};

}  // namespace xt
