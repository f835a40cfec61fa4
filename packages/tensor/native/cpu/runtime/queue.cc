#include "queue.h"

#include <chrono>

namespace xt {
namespace {

constexpr std::chrono::milliseconds kRestAfter{2000};

}  // namespace

void Queue::push(std::function<void()> task) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  wake_.notify_one();
}

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

}  // namespace xt
