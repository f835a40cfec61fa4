#include "queue.h"

#include <chrono>

namespace xt {
#if !XT_NO_THREADS
namespace {

constexpr std::chrono::milliseconds kRestAfter{2000};

}  // namespace
#endif

void Queue::push(std::function<void()> task) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  wake_.notify_one();
}

#if XT_NO_THREADS

bool Queue::runNext() {
  if (tasks_.empty()) return false;
  const std::function<void()> task = std::move(tasks_.front());
  tasks_.pop_front();
  task();
  return true;
}

void Queue::stop() {
  while (runNext()) continue;
}

#else

void Queue::stop() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Queue::work() {
  const auto called = [this] { return stopping_ || !tasks_.empty(); };
  bool worked = false;
  while (true) {
    std::function<void()> task;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      if (worked && !wake_.wait_for(lock, kRestAfter, called)) {
        lock.unlock();
        rested_();
        lock.lock();
      }
      wake_.wait(lock, called);
      if (tasks_.empty()) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
      worked = true;
    }
    task();
  }
}

#endif

}  // namespace xt
