#include "pages.h"

#include <cstdint>
#include <new>

#if (defined(__unix__) || defined(__APPLE__)) && !defined(__EMSCRIPTEN__)
#include <sys/mman.h>
#endif

namespace xt {

#if (defined(__unix__) || defined(__APPLE__)) && !defined(__EMSCRIPTEN__)

void* mapPages(size_t capacity) {
  const size_t extra = capacity >= 2 * kHugePage ? kHugePage : 0;
  void* mapped = mmap(nullptr, capacity + extra, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) throw std::bad_alloc();
  if (extra == 0) return mapped;
  // Only the part that begins at a huge page is kept.
  char* begin = static_cast<char*>(mapped);
  const size_t before = (kHugePage - reinterpret_cast<uintptr_t>(mapped) % kHugePage) % kHugePage;
  if (before > 0) munmap(begin, before);
  if (extra > before) munmap(begin + before + capacity, extra - before);
#if defined(MADV_HUGEPAGE)
  madvise(begin + before, capacity / kHugePage * kHugePage, MADV_HUGEPAGE);
#endif
  return begin + before;
}

void unmapPages(void* data, size_t capacity) noexcept { munmap(data, capacity); }

#else

void* mapPages(size_t) { throw std::bad_alloc(); }
void unmapPages(void*, size_t) noexcept {}

#endif

#if defined(__linux__)

Moved movePages(void* from, void* to, size_t bytes) noexcept {
  // One huge page a call: a range that was moved here itself is many mappings, of which a call takes one.
  for (size_t at = 0; at < bytes; at += kHugePage) {
    char* target = static_cast<char*>(to) + at;
    if (mremap(static_cast<char*>(from) + at, kHugePage, kHugePage, MREMAP_MAYMOVE | MREMAP_FIXED, target) != MAP_FAILED)
      continue;
    // A refusal may leave a hole at the target.
    if (mmap(target, kHugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED)
      return {at, true};
    madvise(target, kHugePage, MADV_HUGEPAGE);
    return {at, false};
  }
  return {bytes, false};
}

#else

Moved movePages(void*, void*, size_t) noexcept { return {0, false}; }

#endif

}  // namespace xt
