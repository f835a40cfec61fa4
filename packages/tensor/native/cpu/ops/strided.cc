#include "strided.h"

#include <cstring>

#include "dispatch.h"
#include "parallel.h"

namespace xt {
namespace {

struct Axis {
  int64_t size;
  int64_t from;
  int64_t to;
};

/** Innermost first; neighbours that step as one on both sides become one. */
std::vector<Axis> collapse(const StridedCopy& copy) {
  std::vector<Axis> axes;
  for (size_t i = copy.shape.size(); i-- > 0;) {
    const Axis axis{copy.shape[i], copy.fromStrides[i], copy.toStrides[i]};
    if (axis.size == 1) continue;
    if (!axes.empty()) {
      Axis& last = axes.back();
      if (axis.from == last.from * last.size && axis.to == last.to * last.size) {
        last.size *= axis.size;
        continue;
      }
    }
    axes.push_back(axis);
  }
  if (axes.empty()) axes.push_back({1, 1, 1});
  return axes;
}

template <class T>
void copyRun(const T* from, int64_t fromStep, T* to, int64_t toStep, int64_t n) {
  if (fromStep == 1 && toStep == 1) {
    if (n < 16) {
      for (int64_t i = 0; i < n; ++i) to[i] = from[i];
    } else {
      std::memcpy(to, from, static_cast<size_t>(n) * sizeof(T));
    }
  } else if (fromStep == 0 && toStep == 1) {
    std::fill(to, to + n, *from);
  } else {
    for (int64_t i = 0; i < n; ++i) to[i * toStep] = from[i * fromStep];
  }
}

}  // namespace

Shape stridesOf(const Shape& shape) {
  Shape strides(shape.size());
  int64_t stride = 1;
  for (size_t axis = shape.size(); axis-- > 0;) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

void copyStrided(Context& context, const StridedCopy& copy) {
  const int64_t total = elementCount(copy.shape);
  if (total == 0) return;
  const std::vector<Axis> axes = collapse(copy);
  const Axis inner = axes[0];
  forSize(copy.itemBytes, [&](auto tag) {
    using T = typename decltype(tag)::type;
    const T* from = static_cast<const T*>(copy.from);
    T* to = static_cast<T*>(copy.to);
    parallelFor(context, total, kGrain, [&](int64_t begin, int64_t end) {
      Shape index(axes.size());
      int64_t rest = begin / inner.size;
      int64_t fromRow = 0;
      int64_t toRow = 0;
      for (size_t axis = 1; axis < axes.size(); ++axis) {
        index[axis] = rest % axes[axis].size;
        rest /= axes[axis].size;
        fromRow += index[axis] * axes[axis].from;
        toRow += index[axis] * axes[axis].to;
      }
      int64_t column = begin % inner.size;
      for (int64_t at = begin; at < end;) {
        const int64_t n = std::min(inner.size - column, end - at);
        copyRun(from + fromRow + column * inner.from, inner.from, to + toRow + column * inner.to, inner.to, n);
        at += n;
        column = 0;
        for (size_t axis = 1; axis < axes.size(); ++axis) {
          fromRow += axes[axis].from;
          toRow += axes[axis].to;
          if (++index[axis] < axes[axis].size) break;
          fromRow -= axes[axis].from * axes[axis].size;
          toRow -= axes[axis].to * axes[axis].size;
          index[axis] = 0;
        }
      }
    });
  });
}

}  // namespace xt
