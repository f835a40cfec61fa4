#pragma once

#include <cstdint>

namespace xt {

/** Cores this process may really use: affinity, and on Linux the quotas of its control groups. At least 1. */
int availableProcessors();

/** Bytes of memory this process may use: the machine's, or less by a control group; 0 when unknown. */
uint64_t memoryLimit();

}  // namespace xt
