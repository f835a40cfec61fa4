#include <cmath>

#include "dispatch.h"
#include "elementwise.h"
#include "float_block.h"
#include "parallel.h"

namespace xt {
namespace {

template <class T>
T integerUnary(UnaryOp op, T x) {
  using U = std::make_unsigned_t<T>;
  switch (op) {
    case UnaryOp::Negative: return static_cast<T>(U{0} - static_cast<U>(x));
    case UnaryOp::Abs: return x < T{0} ? static_cast<T>(U{0} - static_cast<U>(x)) : x;
    case UnaryOp::Sign: return static_cast<T>((x > T{0}) - (x < T{0}));
    case UnaryOp::BitwiseNot: return static_cast<T>(~x);
    case UnaryOp::LogicalNot: return static_cast<T>(x == T{0});
    default: return x;  // floor, ceil and round of an integer
  }
}

void floatPredicate(Context& context, UnaryOp op, const View& x, const MutableView& out) {
  const FloatSource source(x, out.shape);
  parallelFor(context, out.size(), kGrain, [&](int64_t begin, int64_t end) {
    FloatSource::Scratch scratch;
    for (int64_t at = begin; at < end; at += kBlock) {
      const int64_t n = std::min(kBlock, end - at);
      const auto block = source.block(at, n, scratch);
      uint8_t* to = out.as<uint8_t>() + at;
      for (int64_t i = 0; i < n; ++i) {
        const float value = block.data[i * block.step];
        to[i] = op == UnaryOp::IsNan ? std::isnan(value) : op == UnaryOp::IsFinite ? std::isfinite(value) : value == 0;
      }
    }
  });
}

}  // namespace

void unary(Context& context, UnaryOp op, const View& x, const MutableView& out) {
  if (!isFloat(x.dtype)) {
    if (op == UnaryOp::IsNan || op == UnaryOp::IsFinite) {
      return parallelFor(context, out.size(), kGrain, [&](int64_t begin, int64_t end) {
        std::fill(out.as<uint8_t>() + begin, out.as<uint8_t>() + end, op == UnaryOp::IsFinite);
      });
    }
    return forInteger(x.dtype, [&](auto tag) {
      using T = typename decltype(tag)::type;
      parallelFor(context, out.size(), kGrain, [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; ++i) out.as<T>()[i] = integerUnary<T>(op, x.as<T>()[i]);
      });
    });
  }
  if (static_cast<int>(op) >= kFloatUnaryOps) return floatPredicate(context, op, x, out);
  const auto loop = loops().unary[static_cast<int>(op)];
  const FloatSource source(x, out.shape);
  const FloatSink sink(out);
  parallelFor(context, out.size(), kGrain, [&](int64_t begin, int64_t end) {
    FloatSource::Scratch scratch;
    for (int64_t at = begin; at < end; at += kBlock) {
      const int64_t n = std::min(kBlock, end - at);
      const auto block = source.block(at, n, scratch);
      float* to = sink.place(at, scratch.wide);
      loop(block.data, to, n);
      sink.store(at, n, to);
    }
  });
}

}  // namespace xt
