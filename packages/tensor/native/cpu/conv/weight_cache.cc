#include "weight_cache.h"

#include <iterator>

namespace xt {

void WeightCache::setBudget(size_t bytes) {
  std::lock_guard<std::mutex> lock(mutex_);
  budget_ = bytes;
  ++age_;
  shrinkTo(budget_);
}

void WeightCache::shrinkTo(size_t most) {
  while (bytes_ > most && !entries_.empty()) {
    auto oldest = std::prev(entries_.end());
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry)
      if (entry->age < oldest->age) oldest = entry;
    drop(oldest);
  }
}

void WeightCache::drop(std::list<Entry>::iterator entry) {
  bytes_ -= entry->buffer->bytes();
  entries_.erase(entry);
}

void WeightCache::shrinkBy(size_t bytes) {
  std::lock_guard<std::mutex> lock(mutex_);
  for (size_t dropped = 0; dropped < bytes && !entries_.empty();) {
    const size_t size = entries_.back().buffer->bytes();
    dropped += size;
    bytes_ -= size;
    entries_.pop_back();
  }
}

size_t WeightCache::bytes() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return bytes_;
}

void WeightCache::clear() {
  std::lock_guard<std::mutex> lock(mutex_);
  entries_.clear();
  bytes_ = 0;
}

void WeightCache::forget(uint64_t key) {
  std::lock_guard<std::mutex> lock(mutex_);
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    if (entry->key == key) {
      bytes_ -= entry->buffer->bytes();
      entry = entries_.erase(entry);
    } else {
      ++entry;
    }
  }
}

std::shared_ptr<const Buffer> WeightCache::find(uint64_t key, uint32_t form) {
  std::lock_guard<std::mutex> lock(mutex_);
  for (Entry& entry : entries_) {
    if (entry.key != key || entry.form != form) continue;
    entry.age = age_;
    return entry.buffer;
  }
  return nullptr;
}

void WeightCache::insert(uint64_t key, uint32_t form, const std::shared_ptr<const Buffer>& buffer) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (buffer->bytes() > budget_ || memory_.excess(0) > 0) return;
  size_t used = 0;
  for (const Entry& entry : entries_) {
    if (entry.key == key && entry.form == form) return;
    if (entry.age == age_) used += entry.buffer->bytes();
  }
  if (used + buffer->bytes() > budget_) return;
  shrinkTo(budget_ - buffer->bytes());
  entries_.push_back({key, form, buffer, age_});
  bytes_ += buffer->bytes();
}

}  // namespace xt
