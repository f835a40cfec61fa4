// The ops of the contract: each names its inputs and its work, and hands the queue a kernel to call.
#include "../gemm/gemm.h"
#include "../ops/elementwise.h"
#include "../ops/move.h"
#include "../ops/reduce.h"
#include "driver.h"

namespace xt {
namespace {

using Views = std::vector<View>;
using Results = std::vector<MutableView>;

uint64_t countOf(const ArraySpec& spec) { return static_cast<uint64_t>(elementCount(spec.shape)); }
uint64_t countOf(const ArrayPtr& array) { return static_cast<uint64_t>(elementCount(array->shape)); }

/** The leading axes of a matrix operand, broadcast: the offset of each matrix of the result. */
std::vector<int64_t> batchOffsets(const Shape& shape, const Shape& out) {
  const size_t lead = out.size() - shape.size();
  const int64_t batch = elementCount(out, 0, out.size() - 2);
  std::vector<int64_t> offsets(static_cast<size_t>(batch));
  for (int64_t n = 0; n < batch; ++n) {
    int64_t rest = n;
    int64_t stride = elementCount(shape, shape.size() - 2, shape.size());
    for (size_t axis = out.size() - 2; axis-- > lead;) {
      const int64_t size = shape[axis - lead];
      if (size != 1) offsets[n] += rest % out[axis] * stride;
      rest /= out[axis];
      stride *= size;
    }
  }
  return offsets;
}

void matmulViews(Context& context, const View& a, const View& b, const MutableView& out) {
  if (out.size() == 0) return;
  const size_t rank = out.shape.size();
  const std::vector<int64_t> offsetsA = batchOffsets(a.shape, out.shape);
  const std::vector<int64_t> offsetsB = batchOffsets(b.shape, out.shape);
  GemmArgs args;
  args.batch = static_cast<int64_t>(offsetsA.size());
  args.rows = out.shape[rank - 2];
  args.columns = out.shape[rank - 1];
  args.inner = a.shape[a.shape.size() - 1];
  args.a = {a.data, a.dtype, args.inner, 1, offsetsA.data()};
  args.b = {b.data, b.dtype, args.columns, 1, offsetsB.data()};
  args.c = out.data;
  args.dtype = out.dtype;
  gemm(context, args);
}

}  // namespace

ArrayPtr Driver::fill(const Scalar& value, ArraySpec out) {
  const uint64_t work = countOf(out);
  return issue("fill", work, {}, std::move(out),
               [value](Context& context, const Views&, const Results& to) { xt::fill(context, value, to[0]); });
}

ArrayPtr Driver::arange(double start, double step, ArraySpec out) {
  const uint64_t work = countOf(out);
  return issue("arange", work, {}, std::move(out), [start, step](Context& context, const Views&, const Results& to) {
    xt::arange(context, start, step, to[0]);
  });
}

ArrayPtr Driver::randomBits(uint64_t seed, ArraySpec out) {
  const uint64_t work = countOf(out);
  return issue("randomBits", work, {}, std::move(out), [seed](Context& context, const Views&, const Results& to) {
    xt::randomBits(context, seed, to[0]);
  });
}

ArrayPtr Driver::unary(UnaryOp op, ArrayPtr x, ArraySpec out) {
  const uint64_t work = countOf(out);
  return issue(kUnaryNames[static_cast<int>(op)], work, {std::move(x)}, std::move(out),
               [op](Context& context, const Views& in, const Results& to) { xt::unary(context, op, in[0], to[0]); });
}

ArrayPtr Driver::binary(BinaryOp op, ArrayPtr a, ArrayPtr b, ArraySpec out) {
  const uint64_t work = countOf(out);
  return issue(kBinaryNames[static_cast<int>(op)], work, {std::move(a), std::move(b)}, std::move(out),
               [op](Context& context, const Views& in, const Results& to) {
                 xt::binary(context, op, in[0], in[1], to[0]);
               });
}

ArrayPtr Driver::compare(CompareOp op, ArrayPtr a, ArrayPtr b, ArraySpec out) {
  const uint64_t work = countOf(out);
  return issue(kCompareNames[static_cast<int>(op)], work, {std::move(a), std::move(b)}, std::move(out),
               [op](Context& context, const Views& in, const Results& to) {
                 xt::compare(context, op, in[0], in[1], to[0]);
               });
}

ArrayPtr Driver::where(ArrayPtr condition, ArrayPtr a, ArrayPtr b, ArraySpec out) {
  const uint64_t work = countOf(out);
  return issue("where", work, {std::move(condition), std::move(a), std::move(b)}, std::move(out),
               [](Context& context, const Views& in, const Results& to) {
                 xt::where(context, in[0], in[1], in[2], to[0]);
               });
}

ArrayPtr Driver::cast(ArrayPtr x, ArraySpec out) {
  if (x->dtype == out.dtype) return issueAlias("cast", std::move(x), 0, std::move(out));
  const uint64_t work = countOf(out);
  return issue("cast", work, {std::move(x)}, std::move(out),
               [](Context& context, const Views& in, const Results& to) { xt::cast(context, in[0], to[0]); });
}

ArrayPtr Driver::reduce(ReduceOp op, ArrayPtr x, std::vector<int64_t> axes, ArraySpec out) {
  const uint64_t work = countOf(x);
  return issue(kReduceNames[static_cast<int>(op)], work, {std::move(x)}, std::move(out),
               [op, axes = std::move(axes)](Context& context, const Views& in, const Results& to) {
                 xt::reduce(context, op, in[0], axes, to[0]);
               });
}

ArrayPtr Driver::reshape(ArrayPtr x, ArraySpec out) { return issueAlias("reshape", std::move(x), 0, std::move(out)); }

ArrayPtr Driver::transpose(ArrayPtr x, std::vector<int64_t> permutation, ArraySpec out) {
  const uint64_t work = countOf(out);
  return issue("transpose", work, {std::move(x)}, std::move(out),
               [permutation = std::move(permutation)](Context& context, const Views& in, const Results& to) {
                 xt::transpose(context, in[0], permutation, to[0]);
               });
}

ArrayPtr Driver::broadcast(ArrayPtr x, ArraySpec out) {
  if (countOf(x) == countOf(out)) return issueAlias("broadcast", std::move(x), 0, std::move(out));
  const uint64_t work = countOf(out);
  return issue("broadcast", work, {std::move(x)}, std::move(out),
               [](Context& context, const Views& in, const Results& to) { xt::broadcastTo(context, in[0], to[0]); });
}

ArrayPtr Driver::slice(ArrayPtr x, Shape start, Shape step, ArraySpec out) {
  // One piece of memory: whole axes, behind one that is cut in steps of 1, behind axes of one element.
  size_t axis = out.shape.size();
  const auto isUnit = [&](size_t i) { return out.shape[i] == 1 || step[i] == 1; };
  while (axis > 0 && out.shape[axis - 1] == x->shape[axis - 1] && isUnit(axis - 1)) --axis;
  bool contiguous = countOf(out) > 0 && (axis == 0 || isUnit(axis - 1));
  for (size_t i = 0; i + 1 < axis; ++i) contiguous = contiguous && out.shape[i] == 1;
  if (contiguous) {
    int64_t offset = 0;
    for (size_t i = 0; i < start.size(); ++i) offset = offset * x->shape[i] + start[i];
    const size_t offsetBytes = static_cast<size_t>(offset) * itemSize(out.dtype);
    return issueAlias("slice", std::move(x), offsetBytes, std::move(out));
  }
  const uint64_t work = countOf(out);
  return issue("slice", work, {std::move(x)}, std::move(out),
               [start = std::move(start), step = std::move(step)](Context& context, const Views& in,
                                                                  const Results& to) {
                 xt::slice(context, in[0], start, step, to[0]);
               });
}

ArrayPtr Driver::pad(ArrayPtr x, Shape before, const Scalar& value, ArraySpec out) {
  const uint64_t work = countOf(out);
  return issue("pad", work, {std::move(x)}, std::move(out),
               [before = std::move(before), value](Context& context, const Views& in, const Results& to) {
                 xt::pad(context, in[0], before, value, to[0]);
               });
}

ArrayPtr Driver::concat(std::vector<ArrayPtr> xs, int64_t axis, ArraySpec out) {
  const uint64_t work = countOf(out);
  return issue("concat", work, std::move(xs), std::move(out),
               [axis](Context& context, const Views& in, const Results& to) {
                 xt::concat(context, in, axis, to[0]);
               });
}

ArrayPtr Driver::take(ArrayPtr x, ArrayPtr indices, int64_t axis, ArraySpec out) {
  const uint64_t work = countOf(out);
  return issue("take", work, {std::move(x), std::move(indices)}, std::move(out),
               [axis](Context& context, const Views& in, const Results& to) {
                 xt::take(context, in[0], in[1], axis, to[0]);
               });
}

ArrayPtr Driver::matmul(ArrayPtr a, ArrayPtr b, ArraySpec out) {
  const uint64_t work = countOf(out) * static_cast<uint64_t>(a->shape.back());
  return issue("matmul", work, {std::move(a), std::move(b)}, std::move(out),
               [](Context& context, const Views& in, const Results& to) {
                 matmulViews(context, in[0], in[1], to[0]);
               });
}

}  // namespace xt
