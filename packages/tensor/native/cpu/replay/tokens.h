// The words of a recorded op: what recorder.mjs writes.
#pragma once

#include <cstdlib>
#include <cstring>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "../runtime/driver.h"

namespace xt::replay {

/** Takes a line's words one after the other; each throws std::runtime_error where it can't be what is asked for. */
class Tokens {
 public:
  /** Numbers of arrays are below `arrays`. */
  Tokens(const std::string& line, size_t arrays) : words_(line), line_(line), arrays_(arrays) {}

  std::string word() {
    std::string text;
    if (!(words_ >> text)) fail("a word more");
    return text;
  }
  double number() {
    const std::string text = word();
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (*end != '\0') fail("a number");
    return value;
  }
  int64_t integer() { return toInteger(word()); }
  size_t index() {
    const int64_t value = integer();
    if (value < 0) fail("a number from 0 on");
    return static_cast<size_t>(value);
  }
  size_t array() {
    const size_t number = index();
    if (number >= arrays_) fail("a known array");
    return number;
  }
  bool flag() { return integer() != 0; }
  /** `1,2,3`, or `-` for none. */
  Shape integers() {
    const std::string text = word();
    Shape values;
    if (text == "-") return values;
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, ',');) values.push_back(toInteger(part));
    return values;
  }
  /** `float32 1,8,8,4`. */
  ArraySpec spec() {
    const std::string name = word();
    for (int i = 0; i < kDTypes; ++i) {
      if (name == dtypeName(static_cast<DType>(i))) return {static_cast<DType>(i), integers()};
    }
    fail("a dtype");
  }
  /** `1.5`, or `3n` for a bigint. */
  Scalar scalar() {
    std::string text = word();
    if (text.back() != 'n') return {std::strtod(text.c_str(), nullptr), 0, false};
    text.pop_back();
    return {0, toInteger(text), true};
  }
  template <class Op, size_t N>
  Op op(const char* const (&names)[N]) {
    const auto found = findOp<Op>(names, word());
    if (!found) fail("a known op");
    return *found;
  }
  ActivationKind activation() {
    const std::string name = word();
    if (name == "-") return ActivationKind::None;
    if (name == "silu") return ActivationKind::Silu;
    if (name == "relu") return ActivationKind::Relu;
    if (name == "gelu") return ActivationKind::Gelu;
    if (name == "gelu-tanh") return ActivationKind::GeluTanh;
    fail("an activation");
  }
  /** Strides, padding (top, bottom, left, right), dilations, groups; the precision. */
  Conv2dParams conv() {
    const Shape values = integers();
    if (values.size() != 9) fail("nine integers");
    Conv2dParams params;
    params.stride[0] = values[0];
    params.stride[1] = values[1];
    params.top = values[2];
    params.bottom = values[3];
    params.left = values[4];
    params.right = values[5];
    params.dilation[0] = values[6];
    params.dilation[1] = values[7];
    params.groups = values[8];
    const std::string name = word();
    if (name == "high")
      params.precision = Precision::High;
    else if (name == "medium")
      params.precision = Precision::Medium;
    else if (name != "highest")
      fail("a precision");
    return params;
  }

  [[noreturn]] void fail(const char* wanted) const {
    throw std::runtime_error(std::string("a recorded op must have ") + wanted + "; got " + line_);
  }

 private:
  int64_t toInteger(const std::string& text) const {
    char* end = nullptr;
    const long long value = std::strtoll(text.c_str(), &end, 10);
    if (text.empty() || *end != '\0') fail("an integer");
    return value;
  }

  std::istringstream words_;
  const std::string line_;
  const size_t arrays_;
};

}  // namespace xt::replay
