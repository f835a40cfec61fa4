// Arrays as the driver keeps them.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "../conv/weight_cache.h"
#include "failure.h"
#include "memory.h"
#include "view.h"

namespace xt {

/** All memory of one backend; lives as long as the last of its arrays. */
struct Heap {
  explicit Heap(size_t weightBytes) : weights(memory, weightBytes) {}

  Memory memory;
  WeightCache weights;
  std::atomic<uint64_t> nextKey{1};
};

/** A block of elements; several arrays may look into one (reshape, leading slices). */
struct Storage {
  std::shared_ptr<Heap> heap;
  Buffer buffer;
};

/**
 * Shape and type are known at once. `storage` or `failure` is set when the array has been computed, by the queue's
 * thread; only that thread reads them after the array was issued.
 */
class Array {
 public:
  Array(std::shared_ptr<Heap> owner, DType type, Shape size)
      : heap(std::move(owner)), dtype(type), shape(std::move(size)), key(heap->nextKey.fetch_add(1)) {}
  Array(const Array&) = delete;
  Array& operator=(const Array&) = delete;
  ~Array() {
    if (hasCachedWeights) heap->weights.forget(key);
  }

  /** More than there can be, where an address has fewer bits than the count: such an array gets no memory. */
  size_t bytes() const {
    const uint64_t bytes = static_cast<uint64_t>(elementCount(shape)) * itemSize(dtype);
    return bytes > SIZE_MAX ? SIZE_MAX : static_cast<size_t>(bytes);
  }
  MutableView view() const { return {storage->buffer.as<char>() + offsetBytes, dtype, shape}; }

  const std::shared_ptr<Heap> heap;
  const DType dtype;
  const Shape shape;
  const uint64_t key;  // never used twice within a heap

  std::shared_ptr<Storage> storage;
  size_t offsetBytes = 0;
  std::shared_ptr<const Failure> failure;
  bool hasCachedWeights = false;
};

using ArrayPtr = std::shared_ptr<Array>;

}  // namespace xt
