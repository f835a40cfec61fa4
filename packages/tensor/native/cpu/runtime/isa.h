// Which instruction set this process computes with.
#pragma once

namespace xt {

enum class Isa { Portable, Avx2, Avx512 };

/**
 * The best set that this processor has and that X_TENSOR_CPU_ISA (portable, avx2 or avx512; read once) allows.
 * On other architectures than x86-64 it is Portable, which is NEON on ARM.
 */
Isa currentIsa();

/** "avx512", "avx2", or what the portable build was compiled for. */
const char* isaName(Isa isa);

}  // namespace xt
