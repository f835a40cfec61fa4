// What every kernel is given.
#pragma once

#include <atomic>
#include <cstdint>
#include <stdexcept>

#include "memory.h"
#include "thread_pool.h"

namespace xt {

struct KernelTable;
class WeightCache;

class Cancelled : public std::runtime_error {
 public:
  Cancelled() : std::runtime_error("the job was cancelled") {}
};

/** Watching and stopping a job from another thread. */
class JobToken {
 public:
  void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
  bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }
  /** Work units are multiply-adds of the plain algorithm, roughly. */
  void addIssued(uint64_t workUnits) { issued_.fetch_add(workUnits, std::memory_order_relaxed); }
  void addDone(uint64_t workUnits) { done_.fetch_add(workUnits, std::memory_order_relaxed); }
  uint64_t issued() const { return issued_.load(std::memory_order_relaxed); }
  uint64_t done() const { return done_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> cancelled_{false};
  std::atomic<uint64_t> issued_{0};
  std::atomic<uint64_t> done_{0};
};

struct Context {
  ThreadPool& pool;
  Memory& memory;
  const KernelTable& kernels;
  WeightCache* weights = nullptr;  // null: weights are transformed per use
  JobToken* job = nullptr;

  /** Between tasks. */
  void checkCancelled() const {
    if (job != nullptr && job->cancelled()) throw Cancelled();
  }
  void addDone(uint64_t workUnits) const {
    if (job != nullptr) job->addDone(workUnits);
  }
};

}  // namespace xt
