// Transformed weights, kept by the array they came from, within a budget of bytes.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>

#include "../runtime/memory.h"

namespace xt {

/** Thread-safe. Entries in use stay alive when they are dropped. */
class WeightCache {
 public:
  WeightCache(Memory& memory, size_t budgetBytes) : memory_(memory), budget_(budgetBytes) {}

  /** Shrinks at once where there is more. What has not been used since gives way to what comes from now on. */
  void setBudget(size_t bytes);
  size_t bytes() const;
  /** Drops what came last until `bytes` fewer are held, or none. */
  void shrinkBy(size_t bytes);
  void clear();
  /** The array with this key is gone. */
  void forget(uint64_t key);

  /** The entry of (key, form), or null. `form` tells apart what different algorithms make of the same weights. */
  std::shared_ptr<const Buffer> find(uint64_t key, uint32_t form);
  /**
   * Keeps it if it fits beside what has been used since the budget was set, and all memory is within its ceiling: those
   * entries are not driven out by others, which would thrash.
   */
  void insert(uint64_t key, uint32_t form, const std::shared_ptr<const Buffer>& buffer);

  Memory& memory() { return memory_; }

 private:
  struct Entry {
    uint64_t key;
    uint32_t form;
    std::shared_ptr<const Buffer> buffer;
    uint64_t age;  // of its last use
  };

  /** Drops the least lately used, the last that came first, until no more than `most` bytes are held. */
  void shrinkTo(size_t most);
  void drop(std::list<Entry>::iterator entry);

  Memory& memory_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;
  size_t budget_;
  size_t bytes_ = 0;
  uint64_t age_ = 0;  // budgets set so far
};

}  // namespace xt
