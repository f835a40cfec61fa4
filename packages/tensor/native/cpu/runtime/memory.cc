#include "memory.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#if defined(__unix__) || defined(__APPLE__)
#include <sys/mman.h>
#endif

namespace xt {
namespace {

constexpr size_t kAlignment = 64;
constexpr size_t kSlack = 64;
constexpr size_t kHugePage = size_t{2} << 20;
constexpr size_t kPage = size_t{16} << 10;  // the largest there is
constexpr size_t kMapFrom = size_t{1} << 20;
constexpr size_t kKeepFrom = size_t{256} << 10;  // smaller ones are malloc's own business

size_t roundUp(size_t bytes, size_t unit) { return (bytes + unit - 1) / unit * unit; }

#if defined(__unix__) || defined(__APPLE__)
/** Whole pages of the system's own: malloc keeps much of what is freed, and the process stays as large as it was. */
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
constexpr bool kMaps = true;
void unmapPages(void* data, size_t capacity) noexcept { munmap(data, capacity); }
#else
constexpr bool kMaps = false;
void* mapPages(size_t) { throw std::bad_alloc(); }
void unmapPages(void*, size_t) noexcept {}
#endif

/** Multiples of kPage from kMapFrom on. */
void* systemAllocate(size_t capacity) {
  if (kMaps && capacity >= kMapFrom) return mapPages(capacity);
  void* data = nullptr;
  if (posix_memalign(&data, kAlignment, capacity) != 0) throw std::bad_alloc();
  return data;
}

void systemFree(void* data, size_t capacity) noexcept {
  if (kMaps && capacity >= kMapFrom)
    unmapPages(data, capacity);
  else
    std::free(data);
}

}  // namespace

Buffer::Buffer(Memory& memory, size_t bytes) : memory_(&memory), bytes_(bytes) {
  data_ = memory.take(bytes, &capacity_);
}

void Buffer::reset() noexcept {
  if (data_ != nullptr) memory_->give(data_, capacity_);
  data_ = nullptr;
  memory_ = nullptr;
  bytes_ = capacity_ = 0;
}

size_t Memory::bytes() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return bytes_;
}

size_t Memory::peakBytes() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return peakBytes_;
}

void Memory::resetPeak() {
  std::lock_guard<std::mutex> lock(mutex_);
  peakBytes_ = bytes_;
}

void Memory::setReuseBudget(size_t bytes) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    reuseBudget_ = bytes;
  }
  Block dropped;
  while (shrinkUnused(bytes, &dropped)) systemFree(dropped.data, dropped.capacity);
}

void Memory::setCeiling(size_t bytes) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    ceiling_ = bytes;
  }
  makeRoom(0);
}

size_t Memory::excess(size_t more) const {
  std::lock_guard<std::mutex> lock(mutex_);
  const size_t used = bytes_ - unusedBytes_;
  return used + more > ceiling_ ? used + more - ceiling_ : 0;
}

void Memory::makeRoom(size_t bytes) noexcept {
  size_t most = 0;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    const size_t used = bytes_ - unusedBytes_;
    if (bytes_ + bytes <= ceiling_) return;
    most = used + bytes < ceiling_ ? ceiling_ - used - bytes : 0;
  }
  Block dropped;
  while (shrinkUnused(most, &dropped)) systemFree(dropped.data, dropped.capacity);
}

void Memory::releaseUnused(size_t most) noexcept {
  Block dropped;
  while (shrinkUnused(most, &dropped)) systemFree(dropped.data, dropped.capacity);
}

void Memory::failAllocation(int64_t nth) {
  std::lock_guard<std::mutex> lock(mutex_);
  failCountdown_ = nth;
}

bool Memory::shrinkUnused(size_t most, Block* dropped) noexcept {
  std::lock_guard<std::mutex> lock(mutex_);
  if (unused_.empty() || unusedBytes_ <= most) return false;
  *dropped = unused_.front();
  unused_.erase(unused_.begin());
  unusedBytes_ -= dropped->capacity;
  bytes_ -= dropped->capacity;
  return true;
}

void* Memory::take(size_t bytes, size_t* capacity) {
  if (bytes > SIZE_MAX / 2) throw std::bad_alloc();
  // Rounding up by a 32nd at most lets a block serve sizes near its own.
  size_t unit = kAlignment;
  if (bytes >= kKeepFrom) {
    unit = kAlignment;
    while (unit * 64 < bytes && unit < kHugePage) unit *= 2;
  }
  size_t wanted = roundUp(bytes + kSlack, unit);
  if (wanted >= kMapFrom) wanted = roundUp(wanted, kPage);
  {
    std::lock_guard<std::mutex> lock(mutex_);
    if (failCountdown_ > 0 && --failCountdown_ == 0) throw std::bad_alloc();
    auto best = unused_.end();
    for (auto block = unused_.begin(); block != unused_.end(); ++block) {
      if (block->capacity < wanted || block->capacity > wanted + wanted / 16) continue;
      if (best == unused_.end() || block->capacity <= best->capacity) best = block;
    }
    if (best != unused_.end()) {
      void* data = best->data;
      *capacity = best->capacity;
      unusedBytes_ -= best->capacity;
      unused_.erase(best);
      return data;
    }
  }
  makeRoom(wanted);
  {
    std::lock_guard<std::mutex> lock(mutex_);
    bytes_ += wanted;
    peakBytes_ = std::max(peakBytes_, bytes_);
  }
  try {
    void* data = systemAllocate(wanted);
    *capacity = wanted;
    return data;
  } catch (...) {
    std::lock_guard<std::mutex> lock(mutex_);
    bytes_ -= wanted;
    throw;
  }
}

void Memory::give(void* data, size_t capacity) noexcept {
  bool kept = false;
  size_t most = 0;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    most = reuseBudget_;
    if (capacity >= kKeepFrom && capacity <= most && bytes_ <= ceiling_) {
      try {
        unused_.push_back({data, capacity});
        unusedBytes_ += capacity;
        kept = true;
      } catch (const std::bad_alloc&) {
      }
    }
    if (!kept) bytes_ -= capacity;
  }
  if (!kept) systemFree(data, capacity);
  Block dropped;
  while (shrinkUnused(most, &dropped)) systemFree(dropped.data, dropped.capacity);
}

}  // namespace xt
