#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "mlx/array.h"
#include "runtime/failure.h"

namespace tensor_mlx {

namespace mx = mlx::core;

/** A group of ops that is watched and stopped together. Work in multiply-adds, roughly. */
struct Job {
  std::atomic<int64_t> issued{0};
  std::atomic<int64_t> done{0};
  std::atomic<bool> cancelled{false};
};

struct Backend;

/** The result of an op. All but `backend` belongs to the owner thread. */
struct Node {
  explicit Node(std::shared_ptr<Backend> backend) : backend(std::move(backend)) {}
  const std::shared_ptr<Backend> backend;
  std::optional<mx::array> value;
  std::shared_ptr<const Failure> failure;

  // Until it is evaluated:
  std::vector<std::shared_ptr<Node>> inputs;
  std::shared_ptr<Job> job;
  std::string op;
  int64_t work = 0;
};

/** What JavaScript calls a backend: accounts of its own on the one owner thread. */
struct Backend : std::enable_shared_from_this<Backend> {
  double memoryLimit = 0;  // bytes of this process's arrays above which an op fails
  bool hostKernels = true;

  std::atomic<int64_t> pending{0};
  std::atomic<int64_t> live{0};    // bytes that MLX holds for this backend
  std::atomic<int64_t> staged{0};  // bytes given by fromBytes that MLX uses in place
  std::atomic<int64_t> peak{0};
  std::atomic<bool> dropped{false};  // its JavaScript environment has gone: skip what is queued

  int64_t bytes() const { return live.load() + staged.load(); }
  void notePeak(int64_t bytes);

  // Owner thread only.
  bool closed = false;
  std::vector<std::shared_ptr<Node>> unevaluated;
  double unevaluatedBytes = 0;
  double unevaluatedWork = 0;
  std::unordered_set<Node*> nodes;  // with a value, or a failure
};

/** Bytes staged by all backends of this process. */
extern std::atomic<int64_t> stagedBytes;

}  // namespace tensor_mlx
