// For tests: `operator new` of the whole program, which fails when told to.
#pragma once

#include <cstdint>

namespace xt::replay {

/** The nth allocation from now by any thread (1 is the next) throws std::bad_alloc; 0 switches it off. */
void failNew(int64_t nth);

/** Whether the allocation that was to fail has failed. */
bool hasFailed();

}  // namespace xt::replay
