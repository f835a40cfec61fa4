#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_set>

#include "runtime/backend.h"

namespace tensor_mlx {

/**
 * The one thread of this process that touches MLX, for every backend and every JavaScript environment.
 * A lazy MLX array can be evaluated only where it was built; MLX's CPU stream, its peak counter and its
 * compile cache are shared by the process, so one owner is both safe and no slower.
 */
class Owner {
 public:
  using Task = std::function<void()>;

  /**
   * Starts it with the first call; throws Failure `backend-unavailable` where it can't. Never destroyed: its thread
   * may outlive static destructors.
   */
  static Owner& instance();

  /** Tasks run in order and must not throw. They are destroyed on the owner thread. */
  void post(Task task);

  /** Owner thread: this backend has unevaluated arrays, to be evaluated when nothing else waits. */
  void markDirty(const std::shared_ptr<Backend>& backend) { dirty_.insert(backend); }
  void clearDirty(const std::shared_ptr<Backend>& backend) { dirty_.erase(backend); }
  const std::unordered_set<std::shared_ptr<Backend>>& dirty() const { return dirty_; }

  bool onGpu() const { return onGpu_; }

  /** At process exit: lets the running task end, then starts no other. Waits a few seconds at most. */
  void stop();

 private:
  Owner();
  void loop();
  void initialise();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable quiet_;
  std::deque<Task> queue_;
  bool stopping_ = false;
  bool idle_ = false;
  bool onGpu_ = false;
  std::unordered_set<std::shared_ptr<Backend>> dirty_;
};

}  // namespace tensor_mlx
