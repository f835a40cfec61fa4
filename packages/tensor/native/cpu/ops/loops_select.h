// The instruction set that this process computes with: the best one that the processor has and X_TENSOR_CPU_ISA allows.
#pragma once

#include "../simd/kernel_table.h"
#include "loops.h"

namespace xt {

/**
 * Chosen at the first call, which must be on the thread that may write environment variables: reading them while
 * another thread writes is a race.
 */
const KernelTable& processKernels();

/** The loops of the same set. */
const LoopTable& loops();

/** As X_TENSOR_CPU_ISA names it, or what the portable build was compiled for. */
const char* instructionSet();

}  // namespace xt
