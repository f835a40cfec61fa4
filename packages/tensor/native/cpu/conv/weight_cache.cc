#include "weight_cache.h"

namespace xt {

void WeightCache::setBudget(size_t bytes) {
  std::lock_guard<std::mutex> lock(mutex_);
  budget_ = bytes;
  while (bytes_ > budget_ && !entries_.empty()) {
    bytes_ -= entries_.back().buffer->bytes();
    entries_.pop_back();
  }
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
  for (const Entry& entry : entries_)
    if (entry.key == key && entry.form == form) return entry.buffer;
  return nullptr;
}

void WeightCache::insert(uint64_t key, uint32_t form, std::shared_ptr<const Buffer> buffer) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (bytes_ + buffer->bytes() > budget_ || memory_.excess(0) > 0) return;
  for (const Entry& entry : entries_)
    if (entry.key == key && entry.form == form) return;
  bytes_ += buffer->bytes();
  entries_.push_back({key, form, std::move(buffer)});
}

}  // namespace xt
