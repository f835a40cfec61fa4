// From an element type at run time to a C++ type.
#pragma once

#include <cstdint>
#include <stdexcept>

#include "../runtime/dtype.h"

namespace xt {

template <class T>
struct TypeTag {
  using type = T;
};

/** Calls `body(TypeTag<T>)` for the integer type (bool as uint8_t). */
template <class Body>
void forInteger(DType dtype, Body&& body) {
  switch (dtype) {
    case DType::Int32: return body(TypeTag<int32_t>{});
    case DType::Int64: return body(TypeTag<int64_t>{});
    case DType::Uint32: return body(TypeTag<uint32_t>{});
    case DType::Uint8:
    case DType::Bool: return body(TypeTag<uint8_t>{});
    default: throw std::logic_error("an integer type was expected");
  }
}

/** Calls `body(TypeTag<U>)` for an unsigned type of the element's size: for moving values about. */
template <class Body>
void forSize(size_t bytes, Body&& body) {
  switch (bytes) {
    case 1: return body(TypeTag<uint8_t>{});
    case 2: return body(TypeTag<uint16_t>{});
    case 4: return body(TypeTag<uint32_t>{});
    default: return body(TypeTag<uint64_t>{});
  }
}

}  // namespace xt
