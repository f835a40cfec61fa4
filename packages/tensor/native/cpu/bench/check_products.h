#pragma once

#include <cstdint>

namespace xt {
struct TileKernels;
}

namespace xt::bench {

/** Products of random tiles against double precision; says what is off. The number of failures. */
int checkTileProducts(const TileKernels& tiles, int64_t seed, int rounds);

}  // namespace xt::bench
