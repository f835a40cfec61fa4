// A vector of floats of the instruction set this file is compiled for. Included by simd/kernels.cc alone.
// Everything here and in the kernel headers is in a namespace an instruction set, so the linker can't mix them.
#pragma once

#include <cstdint>

#include "../runtime/dtype.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define XT_INLINE inline __attribute__((always_inline))

namespace xt {
namespace XT_ISA {

#if XT_ISA_avx512
constexpr int kLanes = 16;
#elif XT_ISA_avx2
constexpr int kLanes = 8;
#else
constexpr int kLanes = 4;
#endif

/** Channels are staged and transformed in chunks of this many, on every instruction set. */
constexpr int kChunk = 16;
constexpr int kChunkVectors = kChunk / kLanes;

typedef float Vec __attribute__((vector_size(kLanes * 4)));
typedef int32_t IntVec __attribute__((vector_size(kLanes * 4)));
typedef uint16_t HalfVec __attribute__((vector_size(kLanes * 2)));

static XT_INLINE Vec load(const float* from) {
  Vec value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}

static XT_INLINE void store(float* to, Vec value) { __builtin_memcpy(to, &value, sizeof value); }

static XT_INLINE Vec broadcast(float value) { return value - Vec{}; }

/** `a · b + c`; where vectors are of bfloat16 pairs, both products are added. */
static XT_INLINE Vec multiplyAdd(Vec a, Vec b, Vec c) {
#if XT_PAIRS
  return (Vec)_mm512_dpbf16_ps((__m512)c, (__m512bh)a, (__m512bh)b);
#else
  return a * b + c;
#endif
}

static XT_INLINE Vec maximum(Vec a, Vec b) {  // b where one is NaN
#if XT_ISA_avx512
  return (Vec)_mm512_max_ps((__m512)a, (__m512)b);
#elif XT_ISA_avx2
  return (Vec)_mm256_max_ps((__m256)a, (__m256)b);
#elif defined(__x86_64__)
  return (Vec)_mm_max_ps((__m128)a, (__m128)b);
#else
  return a > b ? a : b;
#endif
}

static XT_INLINE Vec minimum(Vec a, Vec b) {  // b where one is NaN
#if XT_ISA_avx512
  return (Vec)_mm512_min_ps((__m512)a, (__m512)b);
#elif XT_ISA_avx2
  return (Vec)_mm256_min_ps((__m256)a, (__m256)b);
#elif defined(__x86_64__)
  return (Vec)_mm_min_ps((__m128)a, (__m128)b);
#else
  return a < b ? a : b;
#endif
}

static XT_INLINE float sum(Vec value) {
  float total = 0;
  for (int lane = 0; lane < kLanes; ++lane) total += value[lane];
  return total;
}

/** The first `count` floats; the rest are 0. */
static XT_INLINE Vec loadSome(const float* from, int64_t count) {
  float lanes[kLanes] = {};
  for (int64_t lane = 0; lane < count; ++lane) lanes[lane] = from[lane];
  return load(lanes);
}

static XT_INLINE void storeSome(float* to, Vec value, int64_t count) {
  float lanes[kLanes];
  store(lanes, value);
  for (int64_t lane = 0; lane < count; ++lane) to[lane] = lanes[lane];
}

// Storage types. Widening is exact, narrowing rounds to nearest even.

struct Float32 {
  using Item = float;
  static XT_INLINE Vec load(const Item* from) { return XT_ISA::load(from); }
  static XT_INLINE void store(Item* to, Vec value) { XT_ISA::store(to, value); }
};

struct BFloat16 {
  using Item = uint16_t;
  static XT_INLINE Vec load(const Item* from) {
    HalfVec half;
    __builtin_memcpy(&half, from, sizeof half);
    return (Vec)(__builtin_convertvector(half, IntVec) << 16);
  }
  static XT_INLINE void store(Item* to, Vec value) {
    const IntVec bits = (IntVec)value;
    const IntVec nan = (bits & 0x7fffffff) > 0x7f800000;  // all ones where NaN
    const IntVec rounded = (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;
    const IntVec quiet = (bits >> 16) | 0x40;
    const HalfVec half = __builtin_convertvector((nan & quiet) | (~nan & rounded), HalfVec);
    __builtin_memcpy(to, &half, sizeof half);
  }
};

struct Float16 {
  using Item = uint16_t;
  static XT_INLINE Vec load(const Item* from) {
#if XT_ISA_avx512
    return (Vec)_mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)));
#elif XT_ISA_avx2
    return (Vec)_mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
#else
    HalfVec half;
    __builtin_memcpy(&half, from, sizeof half);
    const IntVec bits = __builtin_convertvector(half, IntVec);
    const IntVec sign = (bits & 0x8000) << 16;
    const IntVec magnitude = bits & 0x7fff;
    const IntVec special = magnitude >= 0x7c00;
    const IntVec small = magnitude < 0x400;
    const IntVec normal = (magnitude << 13) + 0x38000000;
    const IntVec infinite = 0x7f800000 | ((magnitude & 0x3ff) << 13);
    const IntVec subnormal = (IntVec)(__builtin_convertvector(magnitude, Vec) * 0x1p-24f);
    const IntVec rest = ~(special | small);
    return (Vec)(sign | (special & infinite) | (small & subnormal) | (rest & normal));
#endif
  }
  static XT_INLINE void store(Item* to, Vec value) {
#if XT_ISA_avx512
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to),
                        _mm512_cvtps_ph((__m512)value, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
#elif XT_ISA_avx2
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to),
                     _mm256_cvtps_ph((__m256)value, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
#else
    const IntVec bits = (IntVec)value;
    const IntVec sign = (bits >> 16) & 0x8000;
    const IntVec magnitude = bits & 0x7fffffff;
    const IntVec nan = magnitude > 0x7f800000;
    const IntVec big = magnitude >= 0x477ff000;  // 65520 and above round to infinity
    const IntVec small = magnitude < 0x38800000;
    // Below the least normal: adding 0.5 makes the unit in the last place 2^-24, so the addition rounds.
    const IntVec subnormal = (IntVec)((Vec)magnitude + 0.5f) - 0x3f000000;
    const IntVec normal = ((magnitude + 0xfff + ((magnitude >> 13) & 1)) - 0x38000000) >> 13;
    const IntVec finite = (small & subnormal) | (~small & normal);
    const IntVec whole = (nan & 0x7e00) | (~nan & ((big & 0x7c00) | (~big & finite)));
    const HalfVec half = __builtin_convertvector(sign | whole, HalfVec);
    __builtin_memcpy(to, &half, sizeof half);
#endif
  }
};

/** Calls `body(Storage{})` for a float type. */
template <class Body>
static XT_INLINE void withStorage(DType type, Body&& body) {
  if (type == DType::Float32)
    body(Float32{});
  else if (type == DType::Float16)
    body(Float16{});
  else
    body(BFloat16{});
}

}  // namespace XT_ISA
}  // namespace xt
