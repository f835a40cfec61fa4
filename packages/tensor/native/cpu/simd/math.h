// exp and activations on vectors. Included by simd/kernels.cc alone.
#pragma once

#include "activation_kind.h"
#include "vec.h"

namespace xt {
namespace XT_ISA {

/**
 * exp of x clamped to [-87, 88], within 2 units in the last place: x = n·ln 2 + r, exp(r) by its minimax polynomial
 * (the constants are those of Cephes' expf).
 */
static XT_INLINE Vec expClamped(Vec x) {
  x = minimum(maximum(x, broadcast(-87.0f)), broadcast(88.0f));
  const Vec magic = broadcast(12582912.0f);  // 1.5 · 2^23: adding it rounds to an integer
  const Vec shifted = x * 1.44269504088896341f + magic;
  const Vec n = shifted - magic;
  Vec r = x - n * 0.693359375f;
  r = r - n * -2.12194440e-4f;
  Vec p = r * 1.9875691500e-4f + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r;
  p = p + 1.0f;
  return (Vec)((IntVec)p + ((IntVec)shifted << 23));
}

/** exp with 0 below -87, infinity above 88.7, NaN for NaN. */
static XT_INLINE Vec expWhole(Vec x) {
  const Vec value = expClamped(x);
  const IntVec low = x < -87.0f;
  const IntVec high = x > 88.0f;
  const IntVec nan = x != x;
  const Vec above = value * expClamped(minimum(x - 88.0f, broadcast(88.0f)));
  const IntVec inner = ~(low | high | nan);
  return (Vec)((inner & (IntVec)value) | (high & (IntVec)above) | (nan & (IntVec)x));
}

/** x / (1 + exp(-x)). */
static XT_INLINE Vec silu(Vec x) { return x / (1.0f + expClamped(-x)); }

static XT_INLINE Vec relu(Vec x) { return maximum(broadcast(0.0f), x); }

static inline Vec geluExact(Vec x) {
  Vec result;
  for (int lane = 0; lane < kLanes; ++lane)
    result[lane] = 0.5f * x[lane] * (1.0f + __builtin_erff(x[lane] * 0.707106781186547524f));
  return result;
}

/** x/2 · (1 + tanh(u)) = x / (1 + exp(-2u)). */
static XT_INLINE Vec geluTanh(Vec x) {
  const Vec u = 1.5957691216057308f * x * (1.0f + 0.044715f * x * x);
  return x / (1.0f + expClamped(-u));
}

template <ActivationKind kind>
static XT_INLINE Vec activateBy(Vec x) {
  if constexpr (kind == ActivationKind::Silu)
    return silu(x);
  else if constexpr (kind == ActivationKind::Relu)
    return relu(x);
  else if constexpr (kind == ActivationKind::Gelu)
    return geluExact(x);
  else if constexpr (kind == ActivationKind::GeluTanh)
    return geluTanh(x);
  else
    return x;
}

template <ActivationKind kind>
struct ActivationConstant {
  static constexpr ActivationKind value = kind;
};

/** Calls `body(ActivationConstant<kind>{})`. */
template <class Body>
static XT_INLINE void withActivation(ActivationKind kind, Body&& body) {
  switch (kind) {
    case ActivationKind::None: return body(ActivationConstant<ActivationKind::None>{});
    case ActivationKind::Silu: return body(ActivationConstant<ActivationKind::Silu>{});
    case ActivationKind::Relu: return body(ActivationConstant<ActivationKind::Relu>{});
    case ActivationKind::Gelu: return body(ActivationConstant<ActivationKind::Gelu>{});
    case ActivationKind::GeluTanh: return body(ActivationConstant<ActivationKind::GeluTanh>{});
  }
}

}  // namespace XT_ISA
}  // namespace xt
