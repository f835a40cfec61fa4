// Walking an input in the order of the result it is broadcast to, without storing it enlarged.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "../runtime/view.h"

namespace xt {

/** Elements that element-wise ops take at a time; their scratch is on the stack. */
constexpr int64_t kBlock = 1024;

class Broadcast {
 public:
  /** `from` broadcasts to `to` as in NumPy. */
  Broadcast(const Shape& from, const Shape& to) {
    const size_t lead = to.size() - from.size();
    int64_t stride = 1;
    for (size_t axis = to.size(); axis-- > 0;) {
      const int64_t size = to[axis];
      const int64_t own = axis < lead ? 1 : from[axis - lead];
      if (size != 1) push(size, own == 1 ? 0 : stride);
      stride *= own;
    }
  }

  template <class T>
  struct Block {
    const T* data;
    int step;  // 1, or 0 for one value throughout
  };

  /** Elements [start, start + n), n ≤ kBlock: in place where they lie in one piece, else gathered into scratch. */
  template <class T>
  Block<T> block(const T* data, int64_t start, int64_t n, T* scratch) const {
    if (axes_.empty()) return {data, 0};
    if (axes_.size() == 1) return {data + start * axes_[0].stride, static_cast<int>(axes_[0].stride)};
    // axes_[0] is the innermost; its stride is 1 or 0.
    std::array<int64_t, kMaxAxes> index;
    int64_t rest = start;
    int64_t offset = 0;
    for (size_t axis = 0; axis < axes_.size(); ++axis) {
      index[axis] = rest % axes_[axis].size;
      rest /= axes_[axis].size;
      offset += index[axis] * axes_[axis].stride;
    }
    const int64_t length = axes_[0].size;
    const int64_t stride = axes_[0].stride;
    if (index[0] + n <= length) return {data + offset, static_cast<int>(stride)};
    int64_t done = 0;
    while (true) {
      const int64_t run = std::min(length - index[0], n - done);
      if (stride == 1) {
        for (int64_t i = 0; i < run; ++i) scratch[done + i] = data[offset + i];
      } else {
        const T value = data[offset];
        for (int64_t i = 0; i < run; ++i) scratch[done + i] = value;
      }
      done += run;
      if (done == n) return {scratch, 1};
      offset -= index[0] * stride;
      index[0] = 0;
      for (size_t axis = 1; axis < axes_.size(); ++axis) {
        offset += axes_[axis].stride;
        if (++index[axis] < axes_[axis].size) break;
        offset -= axes_[axis].stride * axes_[axis].size;
        index[axis] = 0;
      }
    }
  }

 private:
  static constexpr size_t kMaxAxes = 32;
  struct Axis {
    int64_t size;
    int64_t stride;
  };

  /** From the innermost outwards; neighbours that step as one become one. */
  void push(int64_t size, int64_t stride) {
    if (!axes_.empty()) {
      Axis& last = axes_.back();
      if (stride == last.stride * last.size || (stride == 0 && last.stride == 0)) {
        last.size *= size;
        return;
      }
    }
    axes_.push_back({size, stride});
  }

  std::vector<Axis> axes_;
};

}  // namespace xt
