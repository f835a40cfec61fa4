#include "loops_select.h"

#include <cstring>

namespace xt {
namespace {

bool isChosen(const char* vectors) { return std::strcmp(processKernels().vectors, vectors) == 0; }

const LoopTable& choose() {
#if XT_HAVE_AVX512
  if (isChosen("avx512")) return avx512Loops();
#endif
#if XT_HAVE_AVX2
  if (isChosen("avx2")) return avx2Loops();
#endif
  return portableLoops();
}

}  // namespace

const KernelTable& processKernels() {
  static const KernelTable& table = bestKernels();
  return table;
}

const LoopTable& loops() {
  static const LoopTable& table = choose();
  return table;
}

const char* instructionSet() {
  if (std::strcmp(processKernels().name, "portable") != 0) return processKernels().name;
#if defined(__aarch64__)
  return "neon";
#elif defined(__x86_64__)
  return "sse2";
#elif defined(__wasm_simd128__)
  return "simd128";
#else
  return "portable";
#endif
}

}  // namespace xt
