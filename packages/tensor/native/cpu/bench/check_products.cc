// The products of low precision alone, without the algorithms around them: as documented, denormals taken as zeros.
#include "check_products.h"

#include <cmath>
#include <cstdio>
#include <vector>

#include "../runtime/half.h"
#include "../tiles/tile_product.h"
#include "random.h"

namespace xt::bench {
namespace {

/** Some are denormal and some 0; the rest are large enough that a denormal one would count if it were not flushed. */
std::vector<uint16_t> randomItems(Random& random, int64_t count, double scale) {
  std::vector<uint16_t> items(static_cast<size_t>(count));
  for (uint16_t& item : items) {
    if (random.chance(0.05))
      item = static_cast<uint16_t>(random.integer(1, 0x7f));  // denormal
    else if (random.chance(0.05))
      item = 0;
    else
      item = floatToBFloat16(static_cast<float>(scale * random.normal()));
  }
  return items;
}

double valueOf(uint16_t item) { return (item & 0x7f80u) == 0 ? 0.0 : static_cast<double>(bfloat16ToFloat(item)); }

}  // namespace

int checkTileProducts(const TileKernels& tiles, int64_t seed, int rounds) {
  Random random(static_cast<uint64_t>(seed));
  int failures = 0;
  for (int round = 0; round < rounds; ++round) {
    TileProductArgs args{};
    args.segments = random.integer(1, 5);
    args.terms = random.integer(1, 6);
    args.steps = random.integer(1, 4);
    args.outputTiles = static_cast<int>(random.integer(1, 2));
    args.aPixelStride = args.steps * kTileChannels + 8 * random.integer(0, 3);
    args.cPixelStride = args.outputTiles * kTileOutputs + random.integer(0, 5);
    const int64_t images = 3, bTerms = random.integer(1, args.terms);
    const double large = round % 2 == 0 ? 1.0 : 0x1p100;
    const auto a = randomItems(random, images * args.aPixelStride * kTilePixels, 1 / large);
    const auto b = randomItems(random, bTerms * args.steps * args.outputTiles * kTileItems, large);
    std::vector<const uint16_t*> pointers;
    std::vector<int64_t> termOf;
    for (int64_t i = 0; i < args.segments * args.terms; ++i)
      pointers.push_back(a.data() + random.integer(0, images - 1) * args.aPixelStride * kTilePixels);
    for (int64_t i = 0; i < args.terms; ++i) termOf.push_back(random.integer(0, bTerms - 1));
    std::vector<float> c(static_cast<size_t>(args.segments * kTilePixels * args.cPixelStride), -7.0f);
    args.a = pointers.data();
    args.bTerms = termOf.data();
    args.b = b.data();
    args.c = c.data();
    tiles.multiply(args);
    double most = 0;
    for (int64_t pixel = 0; pixel < args.segments * kTilePixels; ++pixel) {
      for (int64_t output = 0; output < args.cPixelStride; ++output) {
        const double got = static_cast<double>(c[static_cast<size_t>(pixel * args.cPixelStride + output)]);
        if (output >= args.outputTiles * kTileOutputs) {
          if (got != -7) most = HUGE_VAL;  // written beyond the tile
          continue;
        }
        double sum = 0, size = 0;
        for (int64_t term = 0; term < args.terms; ++term) {
          const uint16_t* left = pointers[static_cast<size_t>(pixel / kTilePixels * args.terms + term)] +
                                 pixel % kTilePixels * args.aPixelStride;
          for (int64_t k = 0; k < args.steps * kTileChannels; ++k) {
            const int64_t tile = (termOf[static_cast<size_t>(term)] * args.steps + k / kTileChannels) * args.outputTiles +
                                 output / kTileOutputs;
            const int64_t item = (k % kTileChannels / 2 * kTileOutputs + output % kTileOutputs) * 2 + k % 2;
            const double product = valueOf(left[k]) * valueOf(b[static_cast<size_t>(tile * kTileItems + item)]);
            sum += product;
            size += std::fabs(product);
          }
        }
        const double error = std::fabs(got - sum) / (3e-6 * size + 1e-30);
        if (!(error <= most)) most = error;
      }
    }
    if (most <= 1) continue;
    ++failures;
    std::printf("FAILED %s tiles: segments %ld terms %ld steps %ld output tiles %d: error %g of the bound\n", tiles.name,
                static_cast<long>(args.segments), static_cast<long>(args.terms), static_cast<long>(args.steps),
                args.outputTiles, most);
  }
  return failures;
}

}  // namespace xt::bench
