// What this processor and its operating system can run, by CPUID (Intel's Software Developer's Manual, volume 2, CPUID,
// and volume 1, 13.3). The compilers' own `__builtin_cpu_supports` needs a runtime library that not all of them bring.
#pragma once

#if defined(__x86_64__)
#include <cpuid.h>

#include <cstdint>

namespace xt {

struct CpuFeatures {
  bool avx2 = false;    // with FMA and F16C
  bool avx512 = false;  // F, BW, DQ and VL, with all of avx2
};

inline CpuFeatures cpuFeatures() {
  const auto bit = [](uint32_t word, int at) { return (word >> at & 1) != 0; };
  uint32_t a = 0, b = 0, c = 0, d = 0;
  CpuFeatures found;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return found;
  const bool fma = bit(c, 12), osxsave = bit(c, 27), avx = bit(c, 28), f16c = bit(c, 29);
  if (!osxsave || !avx) return found;
  uint32_t saved = 0, high = 0;  // registers that the system saves: XCR0
  __asm__ volatile("xgetbv" : "=a"(saved), "=d"(high) : "c"(0));
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return found;
  const bool ymm = (saved & 0x06) == 0x06, zmm = (saved & 0xe6) == 0xe6;
  found.avx2 = ymm && fma && f16c && bit(b, 5);
  found.avx512 = found.avx2 && zmm && bit(b, 16) && bit(b, 17) && bit(b, 30) && bit(b, 31);
  return found;
}

}  // namespace xt
#endif
