#pragma once

#include <cstdint>

namespace xt {

/** As Precision in src/backend.ts. */
enum class Precision : uint8_t { Highest, High, Medium };

}  // namespace xt
