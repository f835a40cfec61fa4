#include <type_traits>

#include "dispatch.h"
#include "elementwise.h"
#include "float_block.h"
#include "parallel.h"

namespace xt {
namespace {

/** Wraps; divides towards minus infinity; by zero gives 0. */
template <class T, BinaryOp op>
T integerBinary(T a, T b) {
  // Wide enough that uint8 is not promoted to a signed type that could overflow.
  using U = std::conditional_t<sizeof(T) == 8, uint64_t, uint32_t>;
  constexpr int width = sizeof(T) * 8;
  if constexpr (op == BinaryOp::Add) return static_cast<T>(static_cast<U>(a) + static_cast<U>(b));
  if constexpr (op == BinaryOp::Subtract) return static_cast<T>(static_cast<U>(a) - static_cast<U>(b));
  if constexpr (op == BinaryOp::Multiply) return static_cast<T>(static_cast<U>(a) * static_cast<U>(b));
  if constexpr (op == BinaryOp::FloorDivide || op == BinaryOp::Remainder) {
    constexpr bool quotient = op == BinaryOp::FloorDivide;
    if (b == T{0}) return T{0};
    if constexpr (std::is_signed_v<T>) {
      if (b == T{-1}) return quotient ? static_cast<T>(U{0} - static_cast<U>(a)) : T{0};
    }
    const T q = static_cast<T>(a / b);
    const T r = static_cast<T>(a % b);
    const bool down = r != T{0} && (r < T{0}) != (b < T{0});
    return quotient ? static_cast<T>(q - down) : static_cast<T>(down ? r + b : r);
  }
  if constexpr (op == BinaryOp::Maximum) return a > b ? a : b;
  if constexpr (op == BinaryOp::Minimum) return a < b ? a : b;
  if constexpr (op == BinaryOp::LogicalAnd) return static_cast<T>(a != T{0} && b != T{0});
  if constexpr (op == BinaryOp::LogicalOr) return static_cast<T>(a != T{0} || b != T{0});
  if constexpr (op == BinaryOp::BitwiseAnd) return static_cast<T>(a & b);
  if constexpr (op == BinaryOp::BitwiseOr) return static_cast<T>(a | b);
  if constexpr (op == BinaryOp::BitwiseXor) return static_cast<T>(a ^ b);
  if constexpr (op == BinaryOp::LeftShift || op == BinaryOp::RightShift) {
    const bool outside = b < T{0} || static_cast<uint64_t>(b) >= static_cast<uint64_t>(width);
    if constexpr (op == BinaryOp::LeftShift) return outside ? T{0} : static_cast<T>(static_cast<U>(a) << b);
    return outside ? static_cast<T>(a < T{0} ? -1 : 0) : static_cast<T>(a >> b);
  }
  return T{0};
}

template <class T, BinaryOp op>
void integerLoop(Context& context, const View& a, const View& b, const MutableView& out) {
  const Broadcast fromA(a.shape, out.shape);
  const Broadcast fromB(b.shape, out.shape);
  parallelFor(context, out.size(), kGrain, [&](int64_t begin, int64_t end) {
    T scratchA[kBlock];
    T scratchB[kBlock];
    for (int64_t at = begin; at < end; at += kBlock) {
      const int64_t n = std::min(kBlock, end - at);
      const auto left = fromA.block(a.as<T>(), at, n, scratchA);
      const auto right = fromB.block(b.as<T>(), at, n, scratchB);
      T* to = out.as<T>() + at;
      for (int64_t i = 0; i < n; ++i) {
        to[i] = integerBinary<T, op>(left.data[i * left.step], right.data[i * right.step]);
      }
    }
  });
}

template <class T>
void integerOp(Context& context, BinaryOp op, const View& a, const View& b, const MutableView& out) {
  switch (op) {
    case BinaryOp::Add: return integerLoop<T, BinaryOp::Add>(context, a, b, out);
    case BinaryOp::Subtract: return integerLoop<T, BinaryOp::Subtract>(context, a, b, out);
    case BinaryOp::Multiply: return integerLoop<T, BinaryOp::Multiply>(context, a, b, out);
    case BinaryOp::FloorDivide: return integerLoop<T, BinaryOp::FloorDivide>(context, a, b, out);
    case BinaryOp::Remainder: return integerLoop<T, BinaryOp::Remainder>(context, a, b, out);
    case BinaryOp::Maximum: return integerLoop<T, BinaryOp::Maximum>(context, a, b, out);
    case BinaryOp::Minimum: return integerLoop<T, BinaryOp::Minimum>(context, a, b, out);
    case BinaryOp::LogicalAnd: return integerLoop<T, BinaryOp::LogicalAnd>(context, a, b, out);
    case BinaryOp::LogicalOr: return integerLoop<T, BinaryOp::LogicalOr>(context, a, b, out);
    case BinaryOp::BitwiseAnd: return integerLoop<T, BinaryOp::BitwiseAnd>(context, a, b, out);
    case BinaryOp::BitwiseOr: return integerLoop<T, BinaryOp::BitwiseOr>(context, a, b, out);
    case BinaryOp::BitwiseXor: return integerLoop<T, BinaryOp::BitwiseXor>(context, a, b, out);
    case BinaryOp::LeftShift: return integerLoop<T, BinaryOp::LeftShift>(context, a, b, out);
    case BinaryOp::RightShift: return integerLoop<T, BinaryOp::RightShift>(context, a, b, out);
    case BinaryOp::Divide:
    case BinaryOp::Pow: break;
  }
  throw std::logic_error("this op is for floats");
}

}  // namespace

void binary(Context& context, BinaryOp op, const View& a, const View& b, const MutableView& out) {
  if (!isFloat(out.dtype)) {
    return forInteger(out.dtype, [&](auto tag) {
      integerOp<typename decltype(tag)::type>(context, op, a, b, out);
    });
  }
  if (static_cast<int>(op) >= kFloatBinaryOps) throw std::logic_error("this op is for integers");
  const auto loop = loops().binary[static_cast<int>(op)];
  const FloatSource fromA(a, out.shape);
  const FloatSource fromB(b, out.shape);
  const FloatSink sink(out);
  parallelFor(context, out.size(), kGrain, [&](int64_t begin, int64_t end) {
    FloatSource::Scratch scratchA;
    FloatSource::Scratch scratchB;
    alignas(64) float result[kBlock];
    for (int64_t at = begin; at < end; at += kBlock) {
      const int64_t n = std::min(kBlock, end - at);
      const auto left = fromA.block(at, n, scratchA);
      const auto right = fromB.block(at, n, scratchB);
      float* to = sink.place(at, result);
      loop(left.data, left.step, right.data, right.step, to, n);
      sink.store(at, n, to);
    }
  });
}

}  // namespace xt
