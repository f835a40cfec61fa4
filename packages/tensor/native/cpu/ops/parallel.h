#pragma once

#include <algorithm>
#include <cstdint>

#include "../runtime/context.h"

namespace xt {

/** Elements of one task of an element-wise op: large enough to be worth handing out, small enough to balance. */
constexpr int64_t kGrain = 1 << 15;

/** `body(begin, end)` over [0, n) in pieces of `grain`; the cut doesn't depend on the number of threads. */
template <class Body>
void parallelFor(Context& context, int64_t n, int64_t grain, Body&& body) {
  if (n <= 0) return;
  if (n <= grain) return body(int64_t{0}, n);
  const int64_t tasks = (n + grain - 1) / grain;
  context.pool.run(tasks, [&](int64_t task, int) {
    context.checkCancelled();
    body(task * grain, std::min(n, (task + 1) * grain));
  });
}

}  // namespace xt
