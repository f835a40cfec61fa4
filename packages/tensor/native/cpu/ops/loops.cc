// Compiled once for each instruction set (XT_LOOPS names the table). Only plain C and internal linkage here: a
// shared inline function compiled for a newer processor could be the copy the linker keeps for all.
#include "loops.h"

#include <math.h>
#include <string.h>
#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace xt {
namespace {

inline uint32_t bits(float value) {
  uint32_t result;
  memcpy(&result, &value, sizeof result);
  return result;
}

inline float fromBits(uint32_t value) {
  float result;
  memcpy(&result, &value, sizeof result);
  return result;
}

// Branch-free forms of half.h, which the compiler can vectorise.

inline float widen16(uint16_t half) {
  const uint32_t sign = static_cast<uint32_t>(half & 0x8000u) << 16;
  const uint32_t magnitude = half & 0x7fffu;
  // 2^112 moves the exponent and makes subnormals normal; infinities and NaN need their exponent set.
  const float scaled = fromBits(magnitude << 13) * 0x1p112f;
  const uint32_t special = magnitude >= 0x7c00u ? 0x7f800000u : 0u;
  return fromBits(sign | bits(scaled) | special);
}

inline uint16_t narrow16(float value) {
  const uint32_t all = bits(value);
  const uint32_t magnitude = all & 0x7fffffffu;
  const uint32_t normal = (magnitude + 0xfffu + ((magnitude >> 13) & 1u) - 0x38000000u) >> 13;
  const uint32_t small = bits(fromBits(magnitude) + 0.5f) - 0x3f000000u;
  uint32_t result = magnitude < 0x38800000u ? small : normal;
  result = magnitude >= 0x477ff000u ? 0x7c00u : result;
  result = magnitude > 0x7f800000u ? 0x7e00u : result;
  return static_cast<uint16_t>(((all >> 16) & 0x8000u) | result);
}

void float16ToFloat(const uint16_t* in, float* out, int64_t n) {
  int64_t i = 0;
#if defined(__F16C__)
  for (; i + 8 <= n; i += 8) {
    _mm256_storeu_ps(out + i, _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(in + i))));
  }
#endif
  for (; i < n; ++i) out[i] = widen16(in[i]);
}

void floatToFloat16(const float* in, uint16_t* out, int64_t n) {
  int64_t i = 0;
#if defined(__F16C__)
  for (; i + 8 <= n; i += 8) {
    const __m128i half = _mm256_cvtps_ph(_mm256_loadu_ps(in + i), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i), half);
  }
#endif
  for (; i < n; ++i) out[i] = narrow16(in[i]);
}

void bfloat16ToFloat(const uint16_t* in, float* out, int64_t n) {
  for (int64_t i = 0; i < n; ++i) out[i] = fromBits(static_cast<uint32_t>(in[i]) << 16);
}

void floatToBFloat16(const float* in, uint16_t* out, int64_t n) {
  for (int64_t i = 0; i < n; ++i) {
    const uint32_t all = bits(in[i]);
    const uint32_t rounded = (all + 0x7fffu + ((all >> 16) & 1u)) >> 16;
    const uint32_t nan = (all >> 16) | 0x40u;
    out[i] = static_cast<uint16_t>((all & 0x7fffffffu) > 0x7f800000u ? nan : rounded);
  }
}

/** e^x within 1.5 ulp, subnormal results included: Cody and Waite's reduction, a polynomial on ±ln(2)/2. */
inline float expOf(float x) {
  const float clamped = x > 90.0f ? 90.0f : (x < -105.0f ? -105.0f : x);
  const float shifted = clamped * 1.44269504f + 12582912.0f;  // 1.5·2^23: rounds to an integer in the low bits
  const float whole = shifted - 12582912.0f;
  const int32_t power = static_cast<int32_t>(bits(shifted) - 0x4b400000u);
  float r = clamped - whole * 0.693145752f;
  r = r - whole * 1.42860677e-6f;
  float p = 1.98756907e-4f;
  p = p * r + 1.39819994e-3f;
  p = p * r + 8.33345205e-3f;
  p = p * r + 4.16657962e-2f;
  p = p * r + 1.66666657e-1f;
  p = p * r + 0.5f;
  p = p * (r * r) + r + 1.0f;
  const int32_t half = power >> 1;  // two factors, since 2^power may be beyond the normal range
  const float first = fromBits(static_cast<uint32_t>(half + 127) << 23);
  const float second = fromBits(static_cast<uint32_t>(power - half + 127) << 23);
  return p * first * second;
}

inline float sigmoidOf(float x) {
  const float e = expOf(-fabsf(x));  // in (0, 1]: neither overflows nor loses what is left of a tail
  return (x >= 0.0f ? 1.0f : e) / (1.0f + e);
}

inline float tanhOf(float x) {
  const float magnitude = fabsf(x);
  const float e = expOf(magnitude + magnitude);
  const float large = 1.0f - 2.0f / (e + 1.0f);
  const float s = x * x;
  float p = -5.70498872745e-3f;
  p = p * s + 2.06390887954e-2f;
  p = p * s - 5.37397155531e-2f;
  p = p * s + 1.33314422036e-1f;
  p = p * s - 3.33332819422e-1f;
  const float small = p * s * x + x;
  return magnitude < 0.625f ? small : copysignf(large, x);
}

struct Negative { static float of(float x) { return -x; } };
struct Abs { static float of(float x) { return fabsf(x); } };
struct Sign { static float of(float x) { return x > 0.0f ? 1.0f : (x < 0.0f ? -1.0f : x); } };
struct Sqrt { static float of(float x) { return sqrtf(x); } };
struct Rsqrt { static float of(float x) { return 1.0f / sqrtf(x); } };
struct Exp { static float of(float x) { return expOf(x); } };
struct Log { static float of(float x) { return logf(x); } };
struct Sin { static float of(float x) { return sinf(x); } };
struct Cos { static float of(float x) { return cosf(x); } };
struct Tanh { static float of(float x) { return tanhOf(x); } };
struct Erf { static float of(float x) { return erff(x); } };
struct Sigmoid { static float of(float x) { return sigmoidOf(x); } };
struct Floor { static float of(float x) { return floorf(x); } };
struct Ceil { static float of(float x) { return ceilf(x); } };
struct Round { static float of(float x) { return nearbyintf(x); } };

template <class Op>
void unary(const float* in, float* out, int64_t n) {
  for (int64_t i = 0; i < n; ++i) out[i] = Op::of(in[i]);
}

/** Python's: the sign of b, and b itself for an infinite b of the other sign. */
inline float remainderOf(float a, float b) {
  float r = fmodf(a, b);
  if (r != 0.0f) {
    if ((r < 0.0f) != (b < 0.0f)) r += b;
  } else {
    r = copysignf(0.0f, b);
  }
  return r;
}

inline float maximumOf(float a, float b) { return a > b || a != a ? a : b; }
inline float minimumOf(float a, float b) { return a < b || a != a ? a : b; }

struct Add { static float of(float a, float b) { return a + b; } };
struct Subtract { static float of(float a, float b) { return a - b; } };
struct Multiply { static float of(float a, float b) { return a * b; } };
struct Divide { static float of(float a, float b) { return a / b; } };
struct FloorDivide { static float of(float a, float b) { return floorf(a / b); } };
struct Remainder { static float of(float a, float b) { return remainderOf(a, b); } };
struct Pow { static float of(float a, float b) { return powf(a, b); } };
struct Maximum { static float of(float a, float b) { return maximumOf(a, b); } };
struct Minimum { static float of(float a, float b) { return minimumOf(a, b); } };

template <class Op>
void binary(const float* a, int aStep, const float* b, int bStep, float* out, int64_t n) {
  if (aStep != 0 && bStep != 0) {
    for (int64_t i = 0; i < n; ++i) out[i] = Op::of(a[i], b[i]);
  } else if (aStep != 0) {
    const float value = *b;
    for (int64_t i = 0; i < n; ++i) out[i] = Op::of(a[i], value);
  } else if (bStep != 0) {
    const float value = *a;
    for (int64_t i = 0; i < n; ++i) out[i] = Op::of(value, b[i]);
  } else {
    const float value = Op::of(*a, *b);
    for (int64_t i = 0; i < n; ++i) out[i] = value;
  }
}

constexpr int kLanes = 16;
constexpr int64_t kBlock = 256;

/** Up to kBlock values: lane j sums every sixteenth, then the lanes pair up. */
inline float sumBlock(const float* in, int64_t n) {
  float lanes[kLanes] = {};
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (int j = 0; j < kLanes; ++j) lanes[j] += in[i + j];
  }
  for (int j = 0; i + j < n; ++j) lanes[j] += in[i + j];
  for (int width = kLanes / 2; width > 0; width /= 2) {
    for (int j = 0; j < width; ++j) lanes[j] += lanes[j + width];
  }
  return lanes[0];
}

float sum(const float* in, int64_t n) {
  if (n <= kBlock) return sumBlock(in, n);
  const int64_t blocks = (n + kBlock - 1) / kBlock;
  const int64_t left = blocks / 2 * kBlock;
  return sum(in, left) + sum(in + left, n - left);
}

float max(const float* in, int64_t n) {
  float lanes[kLanes];
  for (int j = 0; j < kLanes; ++j) lanes[j] = -INFINITY;
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (int j = 0; j < kLanes; ++j) lanes[j] = maximumOf(in[i + j], lanes[j]);
  }
  for (; i < n; ++i) lanes[0] = maximumOf(in[i], lanes[0]);
  float result = lanes[0];
  for (int j = 1; j < kLanes; ++j) result = maximumOf(lanes[j], result);
  return result;
}

float min(const float* in, int64_t n) {
  float lanes[kLanes];
  for (int j = 0; j < kLanes; ++j) lanes[j] = INFINITY;
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (int j = 0; j < kLanes; ++j) lanes[j] = minimumOf(in[i + j], lanes[j]);
  }
  for (; i < n; ++i) lanes[0] = minimumOf(in[i], lanes[0]);
  float result = lanes[0];
  for (int j = 1; j < kLanes; ++j) result = minimumOf(lanes[j], result);
  return result;
}

}  // namespace

// Constant-initialised: no code of this file runs before the table is asked for.
static constexpr LoopTable table = {
    float16ToFloat,
    bfloat16ToFloat,
    floatToFloat16,
    floatToBFloat16,
    {unary<Negative>, unary<Abs>, unary<Sign>, unary<Sqrt>, unary<Rsqrt>, unary<Exp>, unary<Log>, unary<Sin>,
     unary<Cos>, unary<Tanh>, unary<Erf>, unary<Sigmoid>, unary<Floor>, unary<Ceil>, unary<Round>},
    {binary<Add>, binary<Subtract>, binary<Multiply>, binary<Divide>, binary<FloorDivide>, binary<Remainder>,
     binary<Pow>, binary<Maximum>, binary<Minimum>},
    sum,
    max,
    min,
};

const LoopTable& XT_LOOPS() { return table; }

}  // namespace xt
