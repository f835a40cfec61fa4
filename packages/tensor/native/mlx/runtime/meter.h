#pragma once

#include "mlx/memory.h"
#include "runtime/backend.h"

namespace tensor_mlx {

/** Books what MLX's memory does during one task to one backend. The outermost of nested ones counts. */
class Meter {
 public:
  explicit Meter(Backend& backend) : backend_(backend), outermost_(depth_++ == 0) {
    if (!outermost_) return;
    before_ = static_cast<int64_t>(mx::get_active_memory());
    mx::reset_peak_memory();
  }
  ~Meter() {
    --depth_;
    if (!outermost_) return;
    auto after = static_cast<int64_t>(mx::get_active_memory());
    auto highest = std::max(static_cast<int64_t>(mx::get_peak_memory()), before_);
    backend_.notePeak(backend_.bytes() + highest - before_);
    backend_.live += after - before_;
    backend_.notePeak(backend_.bytes());
  }
  Meter(const Meter&) = delete;
  Meter& operator=(const Meter&) = delete;

 private:
  static inline int depth_ = 0;  // owner thread only
  Backend& backend_;
  bool outermost_;
  int64_t before_ = 0;
};

}  // namespace tensor_mlx
