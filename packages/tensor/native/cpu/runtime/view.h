// What an op sees of an array: C-order, contiguous.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "dtype.h"

namespace xt {

using Shape = std::vector<int64_t>;

inline int64_t elementCount(const Shape& shape) {
  int64_t count = 1;
  for (int64_t size : shape) count *= size;
  return count;
}

/** The product of `shape[from, to)`. */
inline int64_t elementCount(const Shape& shape, size_t from, size_t to) {
  int64_t count = 1;
  for (size_t axis = from; axis < to; ++axis) count *= shape[axis];
  return count;
}

struct View {
  const void* data = nullptr;
  DType dtype = DType::Float32;
  Shape shape;

  int64_t size() const { return elementCount(shape); }
  size_t bytes() const { return static_cast<size_t>(size()) * itemSize(dtype); }
  template <class T>
  const T* as() const {
    return static_cast<const T*>(data);
  }
};

struct MutableView {
  void* data = nullptr;
  DType dtype = DType::Float32;
  Shape shape;

  int64_t size() const { return elementCount(shape); }
  size_t bytes() const { return static_cast<size_t>(size()) * itemSize(dtype); }
  template <class T>
  T* as() const {
    return static_cast<T*>(data);
  }
  operator View() const { return {data, dtype, shape}; }  // NOLINT(google-explicit-constructor): one is the other
};

}  // namespace xt
