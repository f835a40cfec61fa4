#include "failing_new.h"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace xt::replay {
namespace {

std::atomic<int64_t> countdown{0};
std::atomic<bool> failed{false};

bool isTheOne() {
  if (countdown.load(std::memory_order_relaxed) <= 0) return false;
  if (countdown.fetch_sub(1, std::memory_order_relaxed) != 1) return false;
  failed.store(true, std::memory_order_relaxed);
  return true;
}

void* allocate(size_t bytes, size_t alignment) {
  if (isTheOne()) throw std::bad_alloc();
  if (bytes == 0) bytes = 1;
  void* data = alignment <= alignof(std::max_align_t)
                   ? std::malloc(bytes)
                   : std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
  if (data == nullptr) throw std::bad_alloc();
  return data;
}

}  // namespace

void failNew(int64_t nth) {
  failed.store(false, std::memory_order_relaxed);
  countdown.store(nth, std::memory_order_relaxed);
}

bool hasFailed() { return failed.load(std::memory_order_relaxed); }

}  // namespace xt::replay

// The forms for arrays, and those that don't throw, call these.
void* operator new(size_t bytes) { return xt::replay::allocate(bytes, 1); }
void* operator new(size_t bytes, std::align_val_t alignment) {
  return xt::replay::allocate(bytes, static_cast<size_t>(alignment));
}
void operator delete(void* data) noexcept { std::free(data); }
void operator delete(void* data, size_t) noexcept { std::free(data); }
void operator delete(void* data, std::align_val_t) noexcept { std::free(data); }
void operator delete(void* data, size_t, std::align_val_t) noexcept { std::free(data); }
