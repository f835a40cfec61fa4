#include "thread_pool.h"

#include <algorithm>
#include <exception>

namespace xt {
namespace {

constexpr int kSpins = 4000;  // some 20-100 µs: the gap between two ops of a running model
constexpr uint64_t kOpen = 1;
constexpr uint64_t kOneInside = 2;
constexpr int kRunShift = 32;
constexpr uint64_t kInside = 0xfffffffe;

void relax() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

/** Lets other threads have the processor. */
void yield() {
#if defined(__wasm_atomics__)
  // The library's own returns at once.
  int32_t never = 0;
  __builtin_wasm_memory_atomic_wait32(&never, 0, 20'000);  // nanoseconds
#else
  std::this_thread::yield();
#endif
}

}  // namespace

ThreadPool::ThreadPool(int threads) {
  try {
    for (int worker = 1; worker < std::max(threads, 1); ++worker) workers_.emplace_back([this, worker] { work(worker); });
  } catch (const std::exception&) {
    // There is no memory or there are no threads for more: those that are there do the work.
  }
}

ThreadPool::~ThreadPool() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    stop_.store(true);
  }
  wake_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void ThreadPool::runErased(int64_t tasks, Call call, void* context) {
  if (workers_.empty() || tasks == 1) {
    for (int64_t task = 0; task < tasks; ++task) call(context, task, 0);
    return;
  }
  call_ = call;
  context_ = context;
  tasks_ = tasks;
  error_ = nullptr;
  next_.store(0, std::memory_order_relaxed);
  const uint64_t run = (gate_.load(std::memory_order_relaxed) >> kRunShift) + 1;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    gate_.store((run << kRunShift) | kOpen, std::memory_order_release);
    if (sleeping_ > 0) wake_.notify_all();
  }
  drain(0);
  // Workers inside are waited for; those that never woke up find the gate shut.
  gate_.fetch_and(~kOpen, std::memory_order_acq_rel);
  for (int spin = 0; (gate_.load(std::memory_order_acquire) & kInside) != 0; ++spin) {
    if (spin < kSpins)
      relax();
    else
      yield();
  }
  if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
}

void ThreadPool::drain(int worker) {
  const int64_t tasks = tasks_;
  for (;;) {
    const int64_t task = next_.fetch_add(1, std::memory_order_relaxed);
    if (task >= tasks) return;
    try {
      call_(context_, task, worker);
    } catch (...) {
      std::lock_guard<std::mutex> lock(errorMutex_);
      if (!error_) error_ = std::current_exception();
      next_.store(tasks, std::memory_order_relaxed);
    }
  }
}

void ThreadPool::work(int worker) {
  uint64_t seen = 0;
  const auto isNew = [&](uint64_t gate) { return (gate & kOpen) != 0 && (gate >> kRunShift) != seen; };
  for (;;) {
    for (int spin = 0; spin < kSpins && !isNew(gate_.load(std::memory_order_relaxed)); ++spin) relax();
    uint64_t gate = gate_.load(std::memory_order_relaxed);
    if (!isNew(gate)) {
      std::unique_lock<std::mutex> lock(mutex_);
      ++sleeping_;
      wake_.wait(lock, [&] { return stop_.load() || isNew(gate_.load(std::memory_order_relaxed)); });
      --sleeping_;
      if (stop_.load()) return;
      continue;
    }
    if (!gate_.compare_exchange_strong(gate, gate + kOneInside, std::memory_order_acquire)) continue;
    seen = gate >> kRunShift;
    drain(worker);
    gate_.fetch_sub(kOneInside, std::memory_order_release);
  }
}

}  // namespace xt
