#include "move.h"

#include <cstring>
#include <string>

#include "../runtime/failure.h"
#include "dispatch.h"
#include "parallel.h"
#include "strided.h"

namespace xt {
namespace {

const char* at(const View& view, int64_t element) {
  return view.as<char>() + element * static_cast<int64_t>(itemSize(view.dtype));
}

char* at(const MutableView& view, int64_t element) {
  return view.as<char>() + element * static_cast<int64_t>(itemSize(view.dtype));
}

int64_t dot(const Shape& a, const Shape& b) {
  int64_t sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

}  // namespace

void broadcastTo(Context& context, const View& x, const MutableView& out) {
  const Shape own = stridesOf(x.shape);
  const size_t lead = out.shape.size() - x.shape.size();
  Shape strides(out.shape.size(), 0);
  for (size_t axis = 0; axis < x.shape.size(); ++axis) {
    if (x.shape[axis] != 1) strides[lead + axis] = own[axis];
  }
  copyStrided(context, {itemSize(x.dtype), out.shape, x.data, strides, out.data, stridesOf(out.shape)});
}

void slice(Context& context, const View& x, const Shape& start, const Shape& step, const MutableView& out) {
  if (out.size() == 0) return;
  Shape strides = stridesOf(x.shape);
  const char* from = at(x, dot(start, strides));
  for (size_t axis = 0; axis < strides.size(); ++axis) strides[axis] *= step[axis];
  copyStrided(context, {itemSize(x.dtype), out.shape, from, strides, out.data, stridesOf(out.shape)});
}

void pad(Context& context, const View& x, const Shape& before, const Scalar& value, const MutableView& out) {
  fill(context, value, out);
  const Shape strides = stridesOf(out.shape);
  if (x.size() == 0) return;
  copyStrided(context,
              {itemSize(x.dtype), x.shape, x.data, stridesOf(x.shape), at(out, dot(before, strides)), strides});
}

void concat(Context& context, const std::vector<View>& xs, int64_t axis, const MutableView& out) {
  const Shape strides = stridesOf(out.shape);
  int64_t start = 0;
  for (const View& x : xs) {
    if (x.size() > 0) {
      copyStrided(context, {itemSize(x.dtype), x.shape, x.data, stridesOf(x.shape), at(out, start * strides[axis]),
                            strides});
    }
    start += x.shape[axis];
  }
}

void take(Context& context, const View& x, const View& indices, int64_t axis, const MutableView& out) {
  const int64_t count = indices.size();
  const int64_t length = x.shape[axis];
  Buffer resolved(context.memory, static_cast<size_t>(count) * sizeof(int64_t));
  int64_t* rows = resolved.as<int64_t>();
  forInteger(indices.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    for (int64_t i = 0; i < count; ++i) {
      const int64_t index = static_cast<int64_t>(indices.as<T>()[i]);
      if (index < -length || index >= length) {
        throw ArgumentError("indices must be within the axis, of size " + std::to_string(length) + "; got " +
                            std::to_string(index) + " at position " + std::to_string(i));
      }
      rows[i] = index < 0 ? index + length : index;
    }
  });
  if (out.size() == 0) return;
  const int64_t outer = elementCount(x.shape, 0, axis);
  const int64_t inner = elementCount(x.shape, axis + 1, x.shape.size());
  forSize(itemSize(x.dtype), [&](auto tag) {
    using T = typename decltype(tag)::type;
    parallelFor(context, outer * count, std::max<int64_t>(1, kGrain / inner), [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i) {
        const T* from = x.as<T>() + (i / count * length + rows[i % count]) * inner;
        std::copy(from, from + inner, out.as<T>() + i * inner);
      }
    });
  });
}

}  // namespace xt
