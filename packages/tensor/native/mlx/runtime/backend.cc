#include "runtime/backend.h"

namespace tensor_mlx {

std::atomic<int64_t> stagedBytes{0};

void Backend::notePeak(int64_t bytes) {
  int64_t seen = peak.load();
  while (bytes > seen && !peak.compare_exchange_weak(seen, bytes)) {
  }
}

}  // namespace tensor_mlx
