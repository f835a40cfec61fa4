#include "memory.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "pages.h"

namespace xt {
namespace {

constexpr size_t kAlignment = 64;
constexpr size_t kSlack = 64;
constexpr size_t kMapFrom = size_t{1} << 20;
constexpr size_t kMoveFrom = 2 * kHugePage;
constexpr size_t kKeepFrom = size_t{256} << 10;  // smaller ones are malloc's own business

size_t roundUp(size_t bytes, size_t unit) { return (bytes + unit - 1) / unit * unit; }

/** Multiples of kPage from kMapFrom on. */
void* systemAllocate(size_t capacity) {
  if (kMapsPages && capacity >= kMapFrom) return mapPages(capacity);
#if defined(_WIN32)
  void* data = _aligned_malloc(capacity, kAlignment);
#else
  void* data = std::aligned_alloc(kAlignment, capacity);
#endif
  if (data == nullptr) throw std::bad_alloc();
  return data;
}

void systemFree(void* data, size_t capacity) noexcept {
  if (kMapsPages && capacity >= kMapFrom) return unmapPages(data, capacity);
#if defined(_WIN32)
  _aligned_free(data);
#else
  std::free(data);
#endif
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

size_t Memory::unusedBytes() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return unusedBytes_;
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
  releaseUnused(bytes);
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
    // The process has been as large as what was used already.
    const size_t ceiling = std::max(ceiling_, mostUsed_);
    if (bytes_ + bytes <= ceiling) return;
    most = used + bytes < ceiling ? ceiling - used - bytes : 0;
  }
  shrinkUnused(most);
}

void Memory::releaseUnused(size_t most) noexcept {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    mostUsed_ = bytes_ - unusedBytes_;
  }
  shrinkUnused(most);
}

void Memory::shrinkUnused(size_t most) noexcept {
  Block dropped;
  while (dropOldest(most, &dropped)) systemFree(dropped.data, dropped.capacity);
}

void Memory::failAllocation(int64_t nth) {
  std::lock_guard<std::mutex> lock(mutex_);
  failCountdown_ = nth;
}

bool Memory::dropOldest(size_t most, Block* dropped) noexcept {
  std::lock_guard<std::mutex> lock(mutex_);
  if (unused_.empty() || unusedBytes_ <= most) return false;
  Block& oldest = unused_.front();
  *dropped = oldest;
  // Of a large one the end is enough.
  const size_t excess = roundUp(unusedBytes_ - most, kHugePage);
  if (kMovesPages && oldest.capacity >= excess + kMoveFrom) {
    oldest.capacity -= excess;
    *dropped = {static_cast<char*>(oldest.data) + oldest.capacity, excess};
  } else {
    unused_.erase(unused_.begin());
  }
  unusedBytes_ -= dropped->capacity;
  bytes_ -= dropped->capacity;
  return true;
}

void* Memory::take(size_t bytes, size_t* capacity) {
  if (bytes > SIZE_MAX / 2) throw std::bad_alloc();
  // Rounding up by a 32nd at most lets a block serve sizes near its own.
  size_t unit = kAlignment;
  if (bytes >= kKeepFrom) {
    while (unit * 64 < bytes && unit < kHugePage) unit *= 2;
  }
  size_t wanted = roundUp(bytes + kSlack, unit);
  if (wanted >= kMapFrom) wanted = roundUp(wanted, kPage);
  if (void* kept = takeUnused(wanted, capacity)) return kept;
  *capacity = wanted;
  return assemble(wanted, takeParts(wanted));
}

/** A kept block of about that size; null if there is none. */
void* Memory::takeUnused(size_t wanted, size_t* capacity) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (failCountdown_ > 0 && --failCountdown_ == 0) throw std::bad_alloc();
  auto best = unused_.end();
  for (auto block = unused_.begin(); block != unused_.end(); ++block) {
    if (block->capacity < wanted || block->capacity > wanted + wanted / 16) continue;
    if (best == unused_.end() || block->capacity <= best->capacity) best = block;
  }
  if (best == unused_.end()) return nullptr;
  void* data = best->data;
  *capacity = best->capacity;
  unusedBytes_ -= best->capacity;
  unused_.erase(best);
  noteUse();
  return data;
}

/** With the lock held. */
void Memory::noteUse() { mostUsed_ = std::max(mostUsed_, bytes_ - unusedBytes_); }

/** Kept blocks whose pages can become those of a new one, the oldest first. They still count as taken. */
std::vector<Memory::Block> Memory::takeParts(size_t wanted) {
  std::vector<Block> parts;
  if (!kMovesPages || wanted < kMoveFrom) return parts;
  std::lock_guard<std::mutex> lock(mutex_);
  parts.reserve(unused_.size());
  size_t gathered = 0;
  for (auto block = unused_.begin(); block != unused_.end() && gathered < wanted;) {
    if (block->capacity < kMoveFrom) {
      ++block;
      continue;
    }
    gathered += block->capacity / kHugePage * kHugePage;
    unusedBytes_ -= block->capacity;
    parts.push_back(*block);
    block = unused_.erase(block);
  }
  return parts;
}

/** A new block, of the pages of `parts` as far as they go: the system's fresh pages are slow, for it clears them. */
void* Memory::assemble(size_t wanted, std::vector<Block> parts) {
  size_t taken = 0;
  for (const Block& part : parts) taken += part.capacity;
  const auto drop = [&](const Block& part) {
    unmapPages(part.data, part.capacity);
    std::lock_guard<std::mutex> lock(mutex_);
    bytes_ -= part.capacity;
  };
  makeRoom(wanted - std::min(wanted, taken));
  void* data = nullptr;
  try {
    data = systemAllocate(wanted);
  } catch (const std::bad_alloc&) {
    for (const Block& part : parts) drop(part);
    parts.clear();
    releaseUnused();
    data = systemAllocate(wanted);
  }
  size_t moved = 0;
  bool broken = false;
  for (Block& part : parts) {
    if (const size_t bytes = std::min(part.capacity, wanted - moved) / kHugePage * kHugePage; bytes > 0 && !broken) {
      const Moved done = movePages(part.data, static_cast<char*>(data) + moved, bytes);
      moved += done.bytes;
      part.data = static_cast<char*>(part.data) + done.bytes;
      part.capacity -= done.bytes;
      broken = done.broken;
    }
    // What is left of a part still begins at a huge page.
    if (part.capacity >= kMoveFrom)
      keep(part);
    else if (part.capacity > 0)
      drop(part);
  }
  if (broken) {
    unmapPages(data, wanted);
    std::lock_guard<std::mutex> lock(mutex_);
    bytes_ -= moved;
    throw std::bad_alloc();
  }
  std::lock_guard<std::mutex> lock(mutex_);
  bytes_ += wanted - moved;
  peakBytes_ = std::max(peakBytes_, bytes_);
  noteUse();
  return data;
}

void Memory::give(void* data, size_t capacity) noexcept {
  bool kept = capacity >= kKeepFrom;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    // Where pages can't be moved, a kept block serves none but its own size: too little to hold on to above the ceiling.
    kept = kept && capacity <= reuseBudget_ && (bytes_ <= ceiling_ || (kMovesPages && capacity >= kMoveFrom));
  }
  if (kept) {
    keep({data, capacity});
  } else {
    systemFree(data, capacity);
    std::lock_guard<std::mutex> lock(mutex_);
    bytes_ -= capacity;
  }
  shrinkUnused(reuseBudget());  // as it is now: another thread may have made it smaller meanwhile
}

size_t Memory::reuseBudget() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return reuseBudget_;
}

/** Takes a block in, or frees it where there is no memory to remember it in. */
void Memory::keep(Block block) noexcept {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    try {
      unused_.push_back(block);
      unusedBytes_ += block.capacity;
      return;
    } catch (const std::bad_alloc&) {
      bytes_ -= block.capacity;
    }
  }
  systemFree(block.data, block.capacity);
}

}  // namespace xt
