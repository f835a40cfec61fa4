// The ops of src/backend.ts that are told apart by name.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace xt {

enum class UnaryOp : uint8_t {
  Negative, Abs, Sign, Sqrt, Rsqrt, Exp, Log, Sin, Cos, Tanh, Erf, Sigmoid, Floor, Ceil, Round,
  LogicalNot, BitwiseNot, IsNan, IsFinite,
};
constexpr const char* kUnaryNames[] = {
    "negative", "abs", "sign", "sqrt", "rsqrt", "exp", "log", "sin", "cos", "tanh", "erf", "sigmoid",
    "floor", "ceil", "round", "logicalNot", "bitwiseNot", "isnan", "isfinite"};
/** The first ops of UnaryOp map floats to floats and have a loop for each instruction set. */
constexpr int kFloatUnaryOps = static_cast<int>(UnaryOp::Round) + 1;

enum class BinaryOp : uint8_t {
  Add, Subtract, Multiply, Divide, FloorDivide, Remainder, Pow, Maximum, Minimum,
  LogicalAnd, LogicalOr, BitwiseAnd, BitwiseOr, BitwiseXor, LeftShift, RightShift,
};
constexpr const char* kBinaryNames[] = {
    "add", "subtract", "multiply", "divide", "floorDivide", "remainder", "pow", "maximum", "minimum",
    "logicalAnd", "logicalOr", "bitwiseAnd", "bitwiseOr", "bitwiseXor", "leftShift", "rightShift"};
constexpr int kFloatBinaryOps = static_cast<int>(BinaryOp::Minimum) + 1;

enum class CompareOp : uint8_t { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };
constexpr const char* kCompareNames[] = {"equal", "notEqual", "less", "lessEqual", "greater", "greaterEqual"};

enum class ReduceOp : uint8_t { Sum, Prod, Max, Min, ArgMax, ArgMin, Any, All };
constexpr const char* kReduceNames[] = {"sum", "prod", "max", "min", "argmax", "argmin", "any", "all"};

template <class Op, size_t N>
std::optional<Op> findOp(const char* const (&names)[N], std::string_view name) {
  for (size_t i = 0; i < N; ++i) {
    if (name == names[i]) return static_cast<Op>(i);
  }
  return std::nullopt;
}

}  // namespace xt
