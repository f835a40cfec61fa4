#pragma once

#include "loops.h"

namespace xt {

/** The loops for this process's instruction set. */
const LoopTable& loops();

}  // namespace xt
