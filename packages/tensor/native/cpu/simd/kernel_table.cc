#include "kernel_table.h"

#include <cstdlib>
#include <cstring>

namespace xt {
namespace portable {
extern const KernelTable kKernels;
}
#if XT_HAVE_AVX2
namespace avx2 {
extern const KernelTable kKernels;
}
#endif
#if XT_HAVE_AVX512
namespace avx512 {
extern const KernelTable kKernels;
}
#endif

namespace {

struct Candidate {
  const KernelTable* table;
  bool runs;
};

#if XT_HAVE_AVX2 || XT_HAVE_AVX512
/** What the tables for AVX2 and up are compiled with. */
bool hasAvx2() {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
}
#endif

/** Best first. */
int candidates(Candidate (&list)[3]) {
  int count = 0;
#if XT_HAVE_AVX512
  list[count++] = {&avx512::kKernels, __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                                          __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
                                          hasAvx2()};
#endif
#if XT_HAVE_AVX2
  list[count++] = {&avx2::kKernels, hasAvx2()};
#endif
  list[count++] = {&portable::kKernels, true};
  return count;
}

}  // namespace

const KernelTable* kernelsByName(const char* name) {
  Candidate list[3];
  const int count = candidates(list);
  for (int i = 0; i < count; ++i)
    if (std::strcmp(list[i].table->name, name) == 0) return list[i].runs ? list[i].table : nullptr;
  return nullptr;
}

namespace {

const KernelTable& chooseKernels() {
  Candidate list[3];
  const int count = candidates(list);
  const char* cap = std::getenv("X_TENSOR_CPU_ISA");
  int first = 0;
  for (int i = 0; cap != nullptr && i < count; ++i)
    if (std::strcmp(list[i].table->name, cap) == 0) first = i;
  for (int i = first; i < count; ++i)
    if (list[i].runs) return *list[i].table;
  return portable::kKernels;
}

}  // namespace

// The environment is read once: the main thread may change it while kernels run.
const KernelTable& bestKernels() {
  static const KernelTable& chosen = chooseKernels();
  return chosen;
}

}  // namespace xt
