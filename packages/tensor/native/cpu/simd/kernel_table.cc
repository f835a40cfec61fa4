#include "kernel_table.h"

#if XT_HAVE_AVX512_BF16
#include <cpuid.h>
#endif

#include <cstdlib>
#include <cstring>

#include "../pairs/pair_product.h"
#include "../tiles/tile_product.h"
#include "cpu_features.h"

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

/** A table with the products of another instruction set beside its vectors. */
KernelTable withPairs(const KernelTable& vectors, const PairKernels& pairs) {
  KernelTable table = vectors;
  table.name = pairs.name;
  table.pairs = &pairs;
  return table;
}

KernelTable withTiles(const KernelTable& vectors, const TileKernels& tiles) {
  KernelTable table = vectors;
  table.name = tiles.name;
  table.tiles = &tiles;
  return table;
}

/** Null where this machine can't run it. */
using Find = const KernelTable* (*)();

const KernelTable* findPortable() { return &portable::kKernels; }

#if XT_HAVE_AVX2
const KernelTable* findAvx2() { return cpuFeatures().avx2 ? &avx2::kKernels : nullptr; }
#endif

#if XT_HAVE_AVX512
const KernelTable* findAvx512() { return cpuFeatures().avx512 ? &avx512::kKernels : nullptr; }
#endif

#if XT_HAVE_AVX512 && XT_HAVE_AVX512_BF16
const KernelTable* findAvx512Bf16() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  constexpr unsigned kBfloat16 = 1u << 5;
  if (!cpuFeatures().avx512 || __get_cpuid_count(7, 1, &a, &b, &c, &d) == 0 || (a & kBfloat16) == 0) return nullptr;
  static const KernelTable table = withPairs(avx512::kKernels, avx512Bf16Pairs());
  return &table;
}
#endif

#if XT_HAVE_AVX512 && XT_HAVE_AMX
const KernelTable* findAmx() {
  if (!cpuFeatures().avx512 || !mayUseAmx()) return nullptr;
  static const KernelTable table = withTiles(avx512::kKernels, amxTiles());
  return &table;
}
#endif

struct Candidate {
  const char* name;
  Find find;
};

/** Best first. */
constexpr Candidate kCandidates[] = {
#if XT_HAVE_AVX512 && XT_HAVE_AMX
    {"amx", findAmx},
#endif
#if XT_HAVE_AVX512 && XT_HAVE_AVX512_BF16
    {"avx512-bf16", findAvx512Bf16},
#endif
#if XT_HAVE_AVX512
    {"avx512", findAvx512},
#endif
#if XT_HAVE_AVX2
    {"avx2", findAvx2},
#endif
    {"portable", findPortable},
};

/** The best whose name is not before `cap` in the list; one that is not built in caps nothing. */
const KernelTable& bestUpTo(const char* cap) {
  bool allowed = true;
  for (const Candidate& candidate : kCandidates)
    if (std::strcmp(candidate.name, cap) == 0) allowed = false;
  for (const Candidate& candidate : kCandidates) {
    allowed = allowed || std::strcmp(candidate.name, cap) == 0;
    if (!allowed) continue;
    if (const KernelTable* table = candidate.find()) return *table;
  }
  return portable::kKernels;
}

const KernelTable* findEmulated(const char* name) {
  static const KernelTable& vectors = bestUpTo("avx512");
  if (std::strcmp(vectors.name, "portable") == 0) return nullptr;  // the emulations are compiled for more
  if (std::strcmp(name, emulatedTiles().name) == 0) {
    static const KernelTable table = withTiles(vectors, emulatedTiles());
    return &table;
  }
  const PairKernels* pairs = emulatedPairs(vectors.panel);
  if (pairs == nullptr || std::strcmp(name, pairs->name) != 0) return nullptr;
  static const KernelTable table = withPairs(vectors, *pairs);
  return &table;
}

const KernelTable& chooseKernels() {
  const char* asked = std::getenv("X_TENSOR_CPU_ISA");
  if (asked == nullptr) return bestUpTo("");
  const KernelTable* emulated = findEmulated(asked);
  return emulated != nullptr ? *emulated : bestUpTo(asked);
}

}  // namespace

const KernelTable* kernelsByName(const char* name) {
  for (const Candidate& candidate : kCandidates)
    if (std::strcmp(candidate.name, name) == 0) return candidate.find();
  return findEmulated(name);
}

// The environment is read once: the main thread may change it while kernels run.
const KernelTable& bestKernels() {
  static const KernelTable& chosen = chooseKernels();
  return chosen;
}

}  // namespace xt
