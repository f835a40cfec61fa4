#pragma once

#include <cstdint>

namespace xt {

/** As `Activation` in src/backend.ts: gelu is the exact one (erf), geluTanh its tanh approximation. */
enum class ActivationKind : uint8_t { None, Silu, Relu, Gelu, GeluTanh };

}  // namespace xt
