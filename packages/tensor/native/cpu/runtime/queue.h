// Work in the order it was issued, on a thread of its own; with XT_NO_THREADS, on that of whoever calls `runNext`.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace xt {

class Queue {
 public:
  /** `rested` is called on the queue's thread when there has been nothing to do for a while, once each time. */
#if XT_NO_THREADS
  explicit Queue(std::function<void()> rested) : rested_(std::move(rested)) {}
#else
  explicit Queue(std::function<void()> rested) : rested_(std::move(rested)), thread_([this] { work(); }) {}
#endif
  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;
  ~Queue() { stop(); }

  /** From any thread. Tasks must not throw. */
  void push(std::function<void()> task);

#if XT_NO_THREADS
  /** False where there is nothing to run. */
  bool runNext();
#endif

  /** Runs what is queued, then ends the thread; returns when it has ended. Nothing may be pushed afterwards. */
  void stop();

 private:
  void work();

  const std::function<void()> rested_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  bool stopping_ = false;
#if !XT_NO_THREADS
  std::thread thread_;  // last: starts when the rest is there
#endif
};

}  // namespace xt
