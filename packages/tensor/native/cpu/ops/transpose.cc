// Permuting axes. Where the innermost axis stays, runs are copied; else tiles are turned in registers.
#include <cstring>

#include "dispatch.h"
#include "move.h"
#include "parallel.h"
#include "strided.h"

namespace xt {
namespace {

struct Axis {
  int64_t size;
  int64_t from;  // stride in the source
};

/** The result's axes, outermost first; neighbours that were neighbours are one. */
std::vector<Axis> collapse(const View& x, const std::vector<int64_t>& permutation) {
  const Shape strides = stridesOf(x.shape);
  std::vector<Axis> axes;
  for (int64_t axis : permutation) {
    const int64_t size = x.shape[axis];
    if (size == 1) continue;
    if (!axes.empty() && axes.back().from == strides[axis] * size) {
      axes.back() = {axes.back().size * size, strides[axis]};
    } else {
      axes.push_back({size, strides[axis]});
    }
  }
  return axes;
}

using Four = uint32_t __attribute__((vector_size(16)));

inline Four load(const uint32_t* from) {
  Four value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

/** Four rows of four, turned. */
inline void turn4x4(const uint32_t* from, int64_t fromStride, uint32_t* to, int64_t toStride) {
  const Four a = load(from);
  const Four b = load(from + fromStride);
  const Four c = load(from + 2 * fromStride);
  const Four d = load(from + 3 * fromStride);
  const Four ab0 = __builtin_shufflevector(a, b, 0, 4, 1, 5);
  const Four ab1 = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  const Four cd0 = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  const Four cd1 = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  const Four out[4] = {
      __builtin_shufflevector(ab0, cd0, 0, 1, 4, 5), __builtin_shufflevector(ab0, cd0, 2, 3, 6, 7),
      __builtin_shufflevector(ab1, cd1, 0, 1, 4, 5), __builtin_shufflevector(ab1, cd1, 2, 3, 6, 7)};
  for (int i = 0; i < 4; ++i) std::memcpy(to + i * toStride, &out[i], sizeof(Four));
}

/** `to[i·toStride + j] = from[j·fromStride + i]` for i < rows, j < columns. */
template <class T>
void turnTile(const T* from, int64_t fromStride, T* to, int64_t toStride, int64_t rows, int64_t columns) {
  int64_t j = 0;
  for (; j + 4 <= columns; j += 4) {
    int64_t i = 0;
    if constexpr (sizeof(T) == 4) {
      for (; i + 4 <= rows; i += 4) turn4x4(from + j * fromStride + i, fromStride, to + i * toStride + j, toStride);
    }
    for (; i < rows; ++i) {
      const T* column = from + j * fromStride + i;
      const T four[4] = {column[0], column[fromStride], column[2 * fromStride], column[3 * fromStride]};
      std::memcpy(to + i * toStride + j, four, sizeof four);
    }
  }
  for (; j < columns; ++j) {
    for (int64_t i = 0; i < rows; ++i) to[i * toStride + j] = from[j * fromStride + i];
  }
}

/** `axes` has an axis of stride 1 that is not the last. */
template <class T>
void transposeTiles(Context& context, const T* from, const std::vector<Axis>& axes, T* to) {
  Shape toStrides(axes.size());
  int64_t stride = 1;
  size_t row = 0;  // the axis that is innermost in the source
  for (size_t i = axes.size(); i-- > 0;) {
    toStrides[i] = stride;
    stride *= axes[i].size;
    if (axes[i].from == 1) row = i;
  }
  const size_t last = axes.size() - 1;
  const int64_t rows = axes[row].size;
  const int64_t columns = axes[last].size;
  // A tile's lines of both sides fit the first-level cache; a narrow side lets the other be long.
  const int64_t tileRows = std::min<int64_t>(rows, columns < 16 ? 1024 : 64);
  const int64_t tileColumns = std::min<int64_t>(columns, rows < 16 ? 1024 : 64);
  const int64_t rowTiles = (rows + tileRows - 1) / tileRows;
  const int64_t columnTiles = (columns + tileColumns - 1) / tileColumns;
  int64_t planes = 1;
  for (size_t i = 0; i < last; ++i) planes *= i == row ? 1 : axes[i].size;
  const int64_t perTask = std::max<int64_t>(1, kGrain / (tileRows * tileColumns));
  parallelFor(context, planes * rowTiles * columnTiles, perTask, [&](int64_t begin, int64_t end) {
    for (int64_t tile = begin; tile < end; ++tile) {
      const int64_t i = tile % rowTiles * tileRows;
      const int64_t j = tile / rowTiles % columnTiles * tileColumns;
      int64_t plane = tile / (rowTiles * columnTiles);
      int64_t fromOffset = i + j * axes[last].from;
      int64_t toOffset = i * toStrides[row] + j;
      for (size_t axis = last; axis-- > 0;) {
        if (axis == row) continue;
        fromOffset += plane % axes[axis].size * axes[axis].from;
        toOffset += plane % axes[axis].size * toStrides[axis];
        plane /= axes[axis].size;
      }
      turnTile(from + fromOffset, axes[last].from, to + toOffset, toStrides[row], std::min(tileRows, rows - i),
               std::min(tileColumns, columns - j));
    }
  });
}

}  // namespace

void transpose(Context& context, const View& x, const std::vector<int64_t>& permutation, const MutableView& out) {
  if (out.size() == 0) return;
  const std::vector<Axis> axes = collapse(x, permutation);
  if (axes.empty() || axes.back().from == 1) {
    Shape shape;
    Shape strides;
    for (const Axis& axis : axes) {
      shape.push_back(axis.size);
      strides.push_back(axis.from);
    }
    return copyStrided(context, {itemSize(x.dtype), shape, x.data, strides, out.data, stridesOf(shape)});
  }
  forSize(itemSize(x.dtype), [&](auto tag) {
    using T = typename decltype(tag)::type;
    transposeTiles<T>(context, x.as<T>(), axes, out.as<T>());
  });
}

}  // namespace xt
