// Loops over constants. Included by simd/kernels.cc alone.
#pragma once

#include "vec.h"

namespace xt {
namespace XT_ISA {

template <int i>
struct Index {
  static constexpr int value = i;
};

/** `body(Index<Begin>{}), …, body(Index<End - 1>{})`. */
template <int Begin, int End, class Body>
static XT_INLINE void unroll(Body&& body) {
  if constexpr (Begin < End) {
    body(Index<Begin>{});
    unroll<Begin + 1, End>(body);
  }
}

}  // namespace XT_ISA
}  // namespace xt
