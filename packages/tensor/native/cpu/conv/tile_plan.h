// How a convolution is taken apart into products of bfloat16 tiles.
#pragma once

#include <cstdint>
#include <vector>

#include "../tiles/tile_product.h"
#include "conv_run.h"

namespace xt {

constexpr int64_t kPanelOutputs = 2 * kTileOutputs;
constexpr int64_t kTaskPanels = 2;    // panels whose weights a task goes through again and again
constexpr int64_t kStagePixels = 32;  // input pixels that a task stages at a time
constexpr int64_t kMostParts = 2;

/** Products of parts that are summed: `high` leaves out that of both low parts. */
struct PartProduct {
  int pixels;
  int weights;
};
constexpr PartProduct kPartProducts[] = {{0, 0}, {0, 1}, {1, 0}};

/** A convolution to every `step`th row and column of the result. */
struct TilePhase {
  int64_t firstY, stepY, countY;  // of the result
  int64_t firstX, stepX, countX;
  int64_t inputY, inputX;  // what position 0 of the kernel reads for the first of them
  int64_t kernelHeight, kernelWidth;
  int64_t down;  // 0 or 1: which half of the upsampled kernel is summed, down and across
  int64_t across;
};

struct TilePlan {
  int64_t parts;  // of a number: 1, or 2 for three products
  int64_t partProducts;
  int64_t strideY, strideX, dilationY, dilationX;
  int64_t channels;  // whole tiles
  int64_t steps;
  int64_t pixelStride;  // items of a part
  std::vector<TilePhase> phases;
  int64_t taps;  // of a phase
  int64_t blockX, blocksX;
  int64_t segmentsX;  // of a row of a block
  int64_t blockRows;
  int64_t panels;
  int64_t firstY, firstX;  // of the input, of all phases
  int64_t spanY;           // rows that one row of results reads, of all phases
  int64_t rowPixels;       // staged of a row
  int64_t stripeRows;      // of results of a phase between two stagings
  int64_t ringRows;

  int64_t terms() const { return partProducts * taps; }
  int64_t rowItems() const { return rowPixels * pixelStride; }
  int64_t ringItems() const { return parts * ringRows * rowItems(); }
  int64_t panelTiles(int64_t panel, int64_t outputs) const {
    return outputs - panel * kPanelOutputs > kTileOutputs ? 2 : 1;
  }
  int64_t panelItems() const { return parts * taps * steps * 2 * kTileItems; }
  int64_t weightItems() const { return static_cast<int64_t>(phases.size()) * panels * panelItems(); }
  int64_t segments() const { return segmentsX * blockRows; }
  int64_t sumStride() const { return kTaskPanels * kPanelOutputs; }
  int64_t sumFloats() const { return segments() * kTilePixels * sumStride(); }
  int64_t stageFloats() const { return divideUp(channels, kStageChunk) * kStagePixels * kStageChunk; }
  int64_t scratchFloats() const { return 3 * (sumStride() + kStageChunk); }
  int64_t workerFloats() const { return roundUp(sumFloats() + stageFloats() + scratchFloats(), 1024) + 48; }
};

/** Parts that a number is taken apart into at the arguments' type and precision; 0: it is not to be. */
int64_t tilePartsOf(const ConvBlockArgs& args);

TilePlan makeTilePlan(const ConvBlockArgs& args);

}  // namespace xt
