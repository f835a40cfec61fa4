// Reads the arguments of a call, which JavaScript wrote one after the other as doubles (src/backends/wasm/arguments.ts).
#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "session.h"

namespace xt::wasm {

class Arguments {
 public:
  explicit Arguments(const double* first) : at_(first) {}

  double number() { return *at_++; }
  int64_t integer() { return static_cast<int64_t>(number()); }
  bool flag() { return number() != 0; }

  /** 64 bits in two numbers, the low ones first. */
  uint64_t bits() {
    const uint64_t low = static_cast<uint32_t>(number());
    return low | uint64_t{static_cast<uint32_t>(number())} << 32;
  }

  /** An op by its place in its list, which both sides have in one order. */
  template <class Op, size_t N>
  Op op(const char* const (&)[N]) {
    const int64_t place = integer();
    if (place < 0 || place >= static_cast<int64_t>(N)) throw ArgumentError("an op must be one of this backend's");
    return static_cast<Op>(place);
  }

  Scalar scalar() {
    if (flag()) return {0, static_cast<int64_t>(bits()), true};
    return {number(), 0, false};
  }

  Shape integers() {
    Shape list(static_cast<size_t>(number()));
    for (int64_t& item : list) item = integer();
    return list;
  }

  ArraySpec spec() {
    const auto dtype = static_cast<DType>(integer());
    ArraySpec spec{dtype, integers()};
    // Bytes must be countable; what memory can hold is seen when they are asked for.
    int64_t left = std::numeric_limits<int64_t>::max() / 16;
    for (int64_t size : spec.shape) {
      if (size < 0 || size > left) throw ArgumentError("a shape must be of countable size");
      if (size > 0) left /= size;
    }
    return spec;
  }

  /** A handle; 0 is none; -1 stands before the shape and type of an array that will never have elements. */
  ArrayPtr optionalArray() {
    const int64_t handle = integer();
    if (handle == 0) return nullptr;
    if (handle > 0) return session().arrays.at(static_cast<uint32_t>(handle));
    ArraySpec sized = spec();
    return std::make_shared<Array>(std::make_shared<Heap>(0), sized.dtype, std::move(sized.shape));
  }

  ArrayPtr array() {
    ArrayPtr array = optionalArray();
    if (!array) throw ArgumentError("an array must be given");
    return array;
  }

  std::vector<ArrayPtr> arrays() {
    std::vector<ArrayPtr> list(static_cast<size_t>(number()));
    for (ArrayPtr& item : list) item = array();
    return list;
  }

  ActivationKind activation() { return static_cast<ActivationKind>(integer()); }

  Conv2dParams conv2dParams();
  std::optional<NormInputs> norm();
  ConvBlockInputs convBlock();
  AttentionInputs attention();

 private:
  const double* at_;
};

}  // namespace xt::wasm
