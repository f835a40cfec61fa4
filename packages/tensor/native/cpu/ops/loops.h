// Loops over contiguous elements, compiled once for each instruction set from loops.cc.
#pragma once

#include <cstdint>

#include "op_names.h"

namespace xt {

/** Plain function pointers, so that nothing compiled for a newer processor leaks into common code. */
struct LoopTable {
  void (*float16ToFloat)(const uint16_t* in, float* out, int64_t n);
  void (*bfloat16ToFloat)(const uint16_t* in, float* out, int64_t n);
  void (*floatToFloat16)(const float* in, uint16_t* out, int64_t n);
  void (*floatToBFloat16)(const float* in, uint16_t* out, int64_t n);

  /** `out` may be `in`. */
  void (*unary[kFloatUnaryOps])(const float* in, float* out, int64_t n);

  /** `out` may be an input. `aStep`, `bStep`: 1, or 0 for one value throughout. */
  void (*binary[kFloatBinaryOps])(const float* a, int aStep, const float* b, int bStep, float* out, int64_t n);

  /** The sum of n values in a fixed order: sixteen lanes, blocks of 256, a pairwise tree above. */
  float (*sum)(const float* in, int64_t n);
  /** The largest (smallest) value, NaN if there is one; the identity for n = 0. */
  float (*max)(const float* in, int64_t n);
  float (*min)(const float* in, int64_t n);
};

const LoopTable& portableLoops();
#if defined(__x86_64__)
const LoopTable& avx2Loops();
const LoopTable& avx512Loops();
#endif

}  // namespace xt
