// A reduction over any axes is a chain of reductions of [outer, n, inner] over n, innermost axes first.
#include "reduce.h"

#include <cmath>
#include <limits>
#include <type_traits>

#include "../runtime/half.h"
#include "dispatch.h"
#include "elementwise.h"
#include "generate.h"
#include "loops_select.h"
#include "parallel.h"

namespace xt {
namespace {

/** Rows (or elements) reduced in one go; longer axes are cut, and the parts reduced again. */
constexpr int64_t kRowChunk = 1024;
constexpr int64_t kElementChunk = 1 << 14;
constexpr int64_t kColumnChunk = 512;

template <class T>
T identityOf(ReduceOp op) {
  switch (op) {
    case ReduceOp::Prod:
    case ReduceOp::All: return T{1};
    case ReduceOp::Max:
      return std::numeric_limits<T>::has_infinity ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::lowest();
    case ReduceOp::Min:
      return std::numeric_limits<T>::has_infinity ? std::numeric_limits<T>::infinity() : std::numeric_limits<T>::max();
    default: return T{0};
  }
}

template <class T, ReduceOp op>
inline T combine(T a, T b) {
  if constexpr (std::is_same_v<T, float>) {
    if constexpr (op == ReduceOp::Sum) return a + b;
    if constexpr (op == ReduceOp::Prod) return a * b;
    if constexpr (op == ReduceOp::Max) return a > b || a != a ? a : b;
    if constexpr (op == ReduceOp::Min) return a < b || a != a ? a : b;
  } else {
    using U = std::conditional_t<sizeof(T) == 8, uint64_t, uint32_t>;
    if constexpr (op == ReduceOp::Sum) return static_cast<T>(static_cast<U>(a) + static_cast<U>(b));
    if constexpr (op == ReduceOp::Prod) return static_cast<T>(static_cast<U>(a) * static_cast<U>(b));
    if constexpr (op == ReduceOp::Max) return a > b ? a : b;
    if constexpr (op == ReduceOp::Min) return a < b ? a : b;
  }
  if constexpr (op == ReduceOp::Any) return static_cast<T>(a != T{0} || b != T{0});
  if constexpr (op == ReduceOp::All) return static_cast<T>(a != T{0} && b != T{0});
  return a;
}

template <class T, ReduceOp op>
T reduceRun(const T* in, int64_t n) {
  if constexpr (std::is_same_v<T, float>) {
    if constexpr (op == ReduceOp::Sum) return loops().sum(in, n);
    if constexpr (op == ReduceOp::Max) return loops().max(in, n);
    if constexpr (op == ReduceOp::Min) return loops().min(in, n);
  }
  T result = identityOf<T>(op);
  for (int64_t i = 0; i < n; ++i) result = combine<T, op>(in[i], result);
  return result;
}

/** `width` columns over n rows, the rows as a balanced tree down to 32. */
template <class T, ReduceOp op>
void reduceRows(const T* in, int64_t n, int64_t stride, int64_t width, T* out) {
  if (n <= 32) {
    std::fill(out, out + width, identityOf<T>(op));
    for (int64_t row = 0; row < n; ++row) {
      for (int64_t i = 0; i < width; ++i) out[i] = combine<T, op>(in[row * stride + i], out[i]);
    }
    return;
  }
  T right[kColumnChunk];
  const int64_t half = (n / 2 + 31) / 32 * 32;
  reduceRows<T, op>(in, half, stride, width, out);
  reduceRows<T, op>(in + half * stride, n - half, stride, width, right);
  for (int64_t i = 0; i < width; ++i) out[i] = combine<T, op>(out[i], right[i]);
}

/** [outer, n, inner] to [outer, inner]. */
template <class T, ReduceOp op>
void reduceMiddle(Context& context, const T* in, int64_t outer, int64_t n, int64_t inner, T* out) {
  const int64_t chunk = inner == 1 ? kElementChunk : kRowChunk;
  const int64_t parts = std::max<int64_t>(1, (n + chunk - 1) / chunk);
  Buffer partial;
  T* to = out;
  if (parts > 1) {
    partial = Buffer(context.memory, static_cast<size_t>(outer * parts * inner) * sizeof(T));
    to = partial.as<T>();
  }
  if (inner == 1) {
    const int64_t perTask = std::max<int64_t>(1, kGrain / std::max<int64_t>(1, std::min(n, chunk)));
    parallelFor(context, outer * parts, perTask, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i) {
        const int64_t from = i % parts * chunk;
        to[i] = reduceRun<T, op>(in + i / parts * n + from, std::min(chunk, n - from));
      }
    });
  } else {
    const int64_t strips = (inner + kColumnChunk - 1) / kColumnChunk;
    const int64_t work = std::max<int64_t>(1, std::min(n, chunk) * std::min(inner, kColumnChunk));
    parallelFor(context, outer * parts * strips, std::max<int64_t>(1, kGrain / work), [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i) {
        const int64_t column = i % strips * kColumnChunk;
        const int64_t part = i / strips;
        const int64_t row = part % parts * chunk;
        reduceRows<T, op>(in + (part / parts * n + row) * inner + column, std::min(chunk, n - row), inner,
                          std::min(kColumnChunk, inner - column), to + part * inner + column);
      }
    });
  }
  if (parts > 1) reduceMiddle<T, op>(context, partial.as<T>(), outer, parts, inner, out);
}

struct Group {
  int64_t size;
  bool reduced;
};

/** Neighbouring axes of one fate become one; axes of size 1 vanish. */
std::vector<Group> groupsOf(const Shape& shape, const std::vector<int64_t>& axes) {
  std::vector<Group> groups;
  size_t next = 0;
  for (size_t axis = 0; axis < shape.size(); ++axis) {
    const bool reduced = next < axes.size() && axes[next] == static_cast<int64_t>(axis);
    if (reduced) ++next;
    if (shape[axis] == 1) continue;
    if (!groups.empty() && groups.back().reduced == reduced)
      groups.back().size *= shape[axis];
    else
      groups.push_back({shape[axis], reduced});
  }
  return groups;
}

template <class T, ReduceOp op>
void reduceGroups(Context& context, const T* in, std::vector<Group> groups, T* out, int64_t outSize) {
  Buffer held;
  while (true) {
    size_t last = groups.size();
    size_t count = 0;
    for (size_t i = 0; i < groups.size(); ++i) {
      if (groups[i].reduced) {
        last = i;
        ++count;
      }
    }
    if (count == 0) {
      std::copy(in, in + outSize, out);
      return;
    }
    int64_t outer = 1;
    int64_t inner = 1;
    for (size_t i = 0; i < last; ++i) outer *= groups[i].size;
    for (size_t i = last + 1; i < groups.size(); ++i) inner *= groups[i].size;
    if (count == 1) return reduceMiddle<T, op>(context, in, outer, groups[last].size, inner, out);
    Buffer next(context.memory, static_cast<size_t>(outer * inner) * sizeof(T));
    reduceMiddle<T, op>(context, in, outer, groups[last].size, inner, next.as<T>());
    held = std::move(next);
    in = held.as<T>();
    groups.erase(groups.begin() + static_cast<int64_t>(last));
  }
}

template <class T>
void reduceAs(Context& context, ReduceOp op, const T* in, const std::vector<Group>& groups, T* out, int64_t outSize) {
  switch (op) {
    case ReduceOp::Sum: return reduceGroups<T, ReduceOp::Sum>(context, in, groups, out, outSize);
    case ReduceOp::Prod: return reduceGroups<T, ReduceOp::Prod>(context, in, groups, out, outSize);
    case ReduceOp::Max: return reduceGroups<T, ReduceOp::Max>(context, in, groups, out, outSize);
    case ReduceOp::Min: return reduceGroups<T, ReduceOp::Min>(context, in, groups, out, outSize);
    default: throw std::logic_error("not a reduction to the element's own type");
  }
}

/** First of equals; a NaN wins. [outer, n, inner] to int32 [outer, inner]. */
template <class T>
void argReduce(Context& context, bool largest, const T* in, int64_t outer, int64_t n, int64_t inner, int32_t* out) {
  const int64_t perTask = std::max<int64_t>(1, kGrain / std::max<int64_t>(1, n));
  parallelFor(context, outer * inner, perTask, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      const T* column = in + i / inner * n * inner + i % inner;
      int64_t best = 0;
      for (int64_t row = 1; row < n; ++row) {
        const T value = column[row * inner];
        const T champion = column[best * inner];
        if (champion != champion) break;
        if (value != value || (largest ? value > champion : value < champion)) best = row;
      }
      out[i] = static_cast<int32_t>(best);
    }
  });
}

void reduceArg(Context& context, bool largest, const View& x, int64_t axis, int32_t* out) {
  const int64_t outer = elementCount(x.shape, 0, axis);
  const int64_t inner = elementCount(x.shape, axis + 1, x.shape.size());
  if (isFloat(x.dtype)) return argReduce(context, largest, x.as<float>(), outer, x.shape[axis], inner, out);
  forInteger(x.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    argReduce(context, largest, x.as<T>(), outer, x.shape[axis], inner, out);
  });
}

}  // namespace

void reduce(Context& context, ReduceOp op, const View& x, const std::vector<int64_t>& axes, const MutableView& out) {
  // Halves are widened first and narrowed last, so that sums in between are float32.
  Buffer wide;
  View source = x;
  const bool toBool = op == ReduceOp::Any || op == ReduceOp::All;
  if (toBool ? x.dtype != DType::Bool : isFloat(x.dtype) && x.dtype != DType::Float32) {
    const DType dtype = toBool ? DType::Bool : DType::Float32;
    wide = Buffer(context.memory, static_cast<size_t>(x.size()) * itemSize(dtype));
    cast(context, x, {wide.data(), dtype, x.shape});
    source = {wide.data(), dtype, x.shape};
  }
  if (op == ReduceOp::ArgMax || op == ReduceOp::ArgMin) {
    return reduceArg(context, op == ReduceOp::ArgMax, source, axes.at(0), out.as<int32_t>());
  }
  const std::vector<Group> groups = groupsOf(x.shape, axes);
  const int64_t outSize = out.size();
  if (toBool) {
    const uint8_t* in = source.as<uint8_t>();
    return op == ReduceOp::Any
               ? reduceGroups<uint8_t, ReduceOp::Any>(context, in, groups, out.as<uint8_t>(), outSize)
               : reduceGroups<uint8_t, ReduceOp::All>(context, in, groups, out.as<uint8_t>(), outSize);
  }
  if (!isFloat(x.dtype)) {
    return forInteger(x.dtype, [&](auto tag) {
      using T = typename decltype(tag)::type;
      reduceAs<T>(context, op, source.as<T>(), groups, out.as<T>(), outSize);
    });
  }
  if (out.dtype == DType::Float32) return reduceAs<float>(context, op, source.as<float>(), groups, out.as<float>(), outSize);
  Buffer result(context.memory, static_cast<size_t>(outSize) * sizeof(float));
  reduceAs<float>(context, op, source.as<float>(), groups, result.as<float>(), outSize);
  cast(context, {result.data(), DType::Float32, out.shape}, out);
}

}  // namespace xt
