// Counted, aligned memory. Freed big blocks are kept for reuse within a budget: fresh pages cost more than kernels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

namespace xt {

class Memory;

/** A block of memory; gives itself back. Contents are undefined at first. 64 bytes past the end may be read. */
class Buffer {
 public:
  Buffer() = default;
  /** Throws std::bad_alloc. */
  Buffer(Memory& memory, size_t bytes);
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  Buffer(Buffer&& other) noexcept { swap(other); }
  Buffer& operator=(Buffer&& other) noexcept {
    Buffer moved(std::move(other));
    swap(moved);
    return *this;
  }
  ~Buffer() { reset(); }

  void reset() noexcept;
  size_t bytes() const { return bytes_; }
  void* data() const { return data_; }
  template <class T>
  T* as() const {
    return static_cast<T*>(data_);
  }
  explicit operator bool() const { return data_ != nullptr; }

 private:
  void swap(Buffer& other) noexcept {
    std::swap(memory_, other.memory_);
    std::swap(data_, other.data_);
    std::swap(bytes_, other.bytes_);
    std::swap(capacity_, other.capacity_);
  }

  Memory* memory_ = nullptr;
  void* data_ = nullptr;
  size_t bytes_ = 0;
  size_t capacity_ = 0;
};

/** Thread-safe. Outlives its buffers. */
class Memory {
 public:
  Memory() = default;
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;
  ~Memory() { releaseUnused(); }

  /** Bytes taken from the system: in buffers, and in kept blocks. */
  size_t bytes() const;
  size_t unusedBytes() const;
  size_t peakBytes() const;
  /** The peak becomes the bytes in use now. */
  void resetPeak();

  /** Most bytes of freed blocks to keep; what is above is given back at once. */
  void setReuseBudget(size_t bytes);
  /** Above this and what has been in use since the last release, kept blocks give way to new ones. */
  void setCeiling(size_t bytes);
  /** How far above the ceiling `more` bytes would lead, kept blocks left aside. */
  size_t excess(size_t more) const;
  /** Gives kept blocks back to the system, the oldest first, until no more than `most` bytes are left of them. */
  void releaseUnused(size_t most = 0) noexcept;

  /** For tests: the nth allocation from now (1 is the next) throws std::bad_alloc; 0 switches it off. */
  void failAllocation(int64_t nth);

 private:
  friend class Buffer;
  struct Block {
    void* data;
    size_t capacity;
  };

  void* take(size_t bytes, size_t* capacity);
  void* takeUnused(size_t wanted, size_t* capacity);
  std::vector<Block> takeParts(size_t wanted);
  void* assemble(size_t wanted, std::vector<Block> parts);
  void give(void* data, size_t capacity) noexcept;
  void keep(Block block) noexcept;
  size_t reuseBudget() const;
  void noteUse();
  void shrinkUnused(size_t most) noexcept;
  bool dropOldest(size_t most, Block* dropped) noexcept;
  void makeRoom(size_t bytes) noexcept;

  mutable std::mutex mutex_;
  std::vector<Block> unused_;  // oldest first
  size_t unusedBytes_ = 0;
  size_t bytes_ = 0;
  size_t peakBytes_ = 0;
  size_t mostUsed_ = 0;  // since the last release
  size_t reuseBudget_ = size_t{1} << 30;
  size_t ceiling_ = SIZE_MAX;
  int64_t failCountdown_ = 0;
};

}  // namespace xt
