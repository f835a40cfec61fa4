#pragma once

#include <cstdint>

namespace xt::wasm {

/** Bytes that the instance's memory may grow to, for memoryLimit() of runtime/processors.h. */
void setMemoryLimit(uint64_t bytes);

}  // namespace xt::wasm
