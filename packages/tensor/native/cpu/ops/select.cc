// compare and where.
#include "dispatch.h"
#include "elementwise.h"
#include "float_block.h"
#include "parallel.h"

namespace xt {
namespace {

template <class T>
void compareLoop(CompareOp op, const T* a, int aStep, const T* b, int bStep, uint8_t* out, int64_t n) {
  const auto each = [&](auto test) {
    for (int64_t i = 0; i < n; ++i) out[i] = test(a[i * aStep], b[i * bStep]);
  };
  switch (op) {
    case CompareOp::Equal: return each([](T x, T y) { return x == y; });
    case CompareOp::NotEqual: return each([](T x, T y) { return x != y; });
    case CompareOp::Less: return each([](T x, T y) { return x < y; });
    case CompareOp::LessEqual: return each([](T x, T y) { return x <= y; });
    case CompareOp::Greater: return each([](T x, T y) { return x > y; });
    case CompareOp::GreaterEqual: return each([](T x, T y) { return x >= y; });
  }
}

}  // namespace

void compare(Context& context, CompareOp op, const View& a, const View& b, const MutableView& out) {
  if (isFloat(a.dtype)) {
    const FloatSource fromA(a, out.shape);
    const FloatSource fromB(b, out.shape);
    return parallelFor(context, out.size(), kGrain, [&](int64_t begin, int64_t end) {
      FloatSource::Scratch scratchA;
      FloatSource::Scratch scratchB;
      for (int64_t at = begin; at < end; at += kBlock) {
        const int64_t n = std::min(kBlock, end - at);
        const auto left = fromA.block(at, n, scratchA);
        const auto right = fromB.block(at, n, scratchB);
        compareLoop(op, left.data, left.step, right.data, right.step, out.as<uint8_t>() + at, n);
      }
    });
  }
  forInteger(a.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    const Broadcast fromA(a.shape, out.shape);
    const Broadcast fromB(b.shape, out.shape);
    parallelFor(context, out.size(), kGrain, [&](int64_t begin, int64_t end) {
      T scratchA[kBlock];
      T scratchB[kBlock];
      for (int64_t at = begin; at < end; at += kBlock) {
        const int64_t n = std::min(kBlock, end - at);
        const auto left = fromA.block(a.as<T>(), at, n, scratchA);
        const auto right = fromB.block(b.as<T>(), at, n, scratchB);
        compareLoop(op, left.data, left.step, right.data, right.step, out.as<uint8_t>() + at, n);
      }
    });
  });
}

void where(Context& context, const View& condition, const View& a, const View& b, const MutableView& out) {
  const Broadcast fromCondition(condition.shape, out.shape);
  const Broadcast fromA(a.shape, out.shape);
  const Broadcast fromB(b.shape, out.shape);
  forSize(itemSize(out.dtype), [&](auto tag) {
    using T = typename decltype(tag)::type;
    parallelFor(context, out.size(), kGrain, [&](int64_t begin, int64_t end) {
      uint8_t scratch[kBlock];
      T scratchA[kBlock];
      T scratchB[kBlock];
      for (int64_t at = begin; at < end; at += kBlock) {
        const int64_t n = std::min(kBlock, end - at);
        const auto test = fromCondition.block(condition.as<uint8_t>(), at, n, scratch);
        const auto left = fromA.block(a.as<T>(), at, n, scratchA);
        const auto right = fromB.block(b.as<T>(), at, n, scratchB);
        T* to = out.as<T>() + at;
        for (int64_t i = 0; i < n; ++i) {
          to[i] = test.data[i * test.step] ? left.data[i * left.step] : right.data[i * right.step];
        }
      }
    });
  });
}

}  // namespace xt
