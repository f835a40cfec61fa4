#pragma once

#include <algorithm>
#include <cstdint>

namespace xt::bench {

/** Floating-point operations a second of a bare multiply-add loop in 32-byte vectors, one thread; 0 where unknown. */
double fmaPeakOfThread();

}  // namespace xt::bench
