// Linux saves the tiles of those processes alone that ask for it (Documentation/arch/x86/xstate.rst).
#include "tile_product.h"

#if XT_HAVE_AMX
#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace xt {
namespace {

constexpr int kRequestPermission = 0x1023;  // ARCH_REQ_XCOMP_PERM
constexpr int kTileData = 18;               // the state's number in XCR0

bool processorHasIt() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & bit_OSXSAVE) == 0) return false;
  unsigned low = 0, high = 0;
  asm volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  constexpr unsigned kTileStates = 3u << 17;
  if ((low & kTileStates) != kTileStates) return false;
  constexpr unsigned kBfloat16 = 1u << 22, kTiles = 1u << 24;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (d & kBfloat16) != 0 && (d & kTiles) != 0;
}

}  // namespace

bool mayUseAmx() {
  static const bool may = processorHasIt() && syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
  return may;
}

}  // namespace xt
#endif
