// The product over a class of tiles. Included by the files that are compiled for one.
#pragma once

#include "tile_product.h"

namespace xt {

/** `rows` × `columns` tiles of C at once: each tile that is loaded is used for all of them. */
template <class Tiles, int rows, int columns>
void multiplyBlock(Tiles& tiles, const TileProductArgs& args, int64_t segment) {
  tiles.template clear<0, 0>();
  if constexpr (columns > 1) tiles.template clear<0, 1>();
  if constexpr (rows > 1) tiles.template clear<1, 0>();
  if constexpr (rows > 1 && columns > 1) tiles.template clear<1, 1>();
  const uint16_t* const* above = args.a + segment * args.terms;
  const uint16_t* const* below = above + args.terms;
  const int64_t stride = args.aPixelStride;
  for (int64_t term = 0; term < args.terms; ++term) {
    const uint16_t* b = args.b + args.bTerms[term] * args.steps * columns * kTileItems;
    for (int64_t step = 0; step < args.steps; ++step, b += columns * kTileItems) {
      const int64_t channel = step * kTileChannels;
      tiles.template loadRight<0>(b);
      tiles.template loadLeft<0>(above[term] + channel, stride);
      if constexpr (columns > 1) tiles.template loadRight<1>(b + kTileItems);
      tiles.template multiply<0, 0>();
      if constexpr (rows > 1) tiles.template loadLeft<1>(below[term] + channel, stride);
      if constexpr (columns > 1) tiles.template multiply<0, 1>();
      if constexpr (rows > 1) tiles.template multiply<1, 0>();
      if constexpr (rows > 1 && columns > 1) tiles.template multiply<1, 1>();
    }
  }
  float* c = args.c + segment * kTilePixels * args.cPixelStride;
  float* next = c + kTilePixels * args.cPixelStride;
  tiles.template store<0, 0>(c, args.cPixelStride);
  if constexpr (columns > 1) tiles.template store<0, 1>(c + kTileOutputs, args.cPixelStride);
  if constexpr (rows > 1) tiles.template store<1, 0>(next, args.cPixelStride);
  if constexpr (rows > 1 && columns > 1) tiles.template store<1, 1>(next + kTileOutputs, args.cPixelStride);
}

template <class Tiles, int columns>
void multiplyColumns(const TileProductArgs& args) {
  Tiles tiles;
  int64_t segment = 0;
  for (; segment + 2 <= args.segments; segment += 2) multiplyBlock<Tiles, 2, columns>(tiles, args, segment);
  if (segment < args.segments) multiplyBlock<Tiles, 1, columns>(tiles, args, segment);
}

template <class Tiles>
void multiplyTiles(const TileProductArgs& args) {
  args.outputTiles == 2 ? multiplyColumns<Tiles, 2>(args) : multiplyColumns<Tiles, 1>(args);
}

}  // namespace xt
