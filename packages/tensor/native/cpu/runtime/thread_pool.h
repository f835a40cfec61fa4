// A pool that hands out numbered tasks. The caller takes part; workers spin briefly, then sleep.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace xt {

class ThreadPool {
 public:
  /** `threads` at least 1, the caller's included. */
  explicit ThreadPool(int threads);
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;
  ~ThreadPool();

  int threads() const { return static_cast<int>(workers_.size()) + 1; }

  /**
   * Calls `body(task, worker)` for every task in [0, tasks), `worker` in [0, threads()). Returns when all are done.
   * The first exception stops the handing out and is thrown here. One run at a time; a body must not call run.
   */
  template <class Body>
  void run(int64_t tasks, Body&& body) {
    if (tasks <= 0) return;
    using Plain = std::remove_reference_t<Body>;
    runErased(
        tasks, [](void* context, int64_t task, int worker) { (*static_cast<Plain*>(context))(task, worker); },
        const_cast<void*>(static_cast<const void*>(&body)));
  }

 private:
  using Call = void (*)(void* context, int64_t task, int worker);

  void runErased(int64_t tasks, Call call, void* context);
  void work(int worker);
  void drain(int worker);

  std::vector<std::thread> workers_;

  // The current run: written by the caller while the gate is shut and nobody is inside.
  Call call_ = nullptr;
  void* context_ = nullptr;
  int64_t tasks_ = 0;
  std::exception_ptr error_;
  std::mutex errorMutex_;

  alignas(64) std::atomic<int64_t> next_{0};
  // Bit 0: open. Bits 1-31: twice the workers inside. Bits 32-63: the run's number.
  alignas(64) std::atomic<uint64_t> gate_{0};

  std::mutex mutex_;
  std::condition_variable wake_;
  int sleeping_ = 0;
  std::atomic<bool> stop_{false};
};

}  // namespace xt
