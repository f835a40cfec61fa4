// Whole pages of the system's own, and their way from one block into another.
#pragma once

#include <cstddef>

namespace xt {

constexpr size_t kPage = size_t{64} << 10;  // the largest there is
constexpr size_t kHugePage = size_t{2} << 20;

// WebAssembly has one memory that only grows: its mmap is malloc with zeros, and gives back whole blocks alone.
#if (defined(__unix__) || defined(__APPLE__)) && !defined(__EMSCRIPTEN__)
constexpr bool kMapsPages = true;
#else
constexpr bool kMapsPages = false;
#endif
#if defined(__linux__)
constexpr bool kMovesPages = true;
#else
constexpr bool kMovesPages = false;
#endif

/**
 * Multiples of kPage; from two huge pages on it begins at one. malloc would keep much of what is freed, and the process
 * stay as large as it was. Throws std::bad_alloc.
 */
void* mapPages(size_t capacity);
void unmapPages(void* data, size_t capacity) noexcept;

struct Moved {
  size_t bytes;
  bool broken;  // the target has lost part of its mapping: it must be unmapped as a whole
};

/**
 * Moves the memory behind `from` to `to`, which has been mapped and whose own memory is dropped; `from` is unmapped as
 * far as it was moved, which is less than all where the system refused. Both begin at huge pages, of which `bytes` is a
 * multiple.
 */
Moved movePages(void* from, void* to, size_t bytes) noexcept;

}  // namespace xt
