// One run of a recording on a driver.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "recording.h"

namespace xt::replay {

/** Counts what the queue's thread has yet to settle. */
class Latch {
 public:
  void add();
  void settle(std::shared_ptr<const Failure> failure);
  /** Until all that was added is settled. */
  void wait();
  /** After `wait`: the first failure, or null. */
  std::shared_ptr<const Failure> failure() const { return failure_; }

 private:
  std::mutex mutex_;
  std::condition_variable settled_;
  int open_ = 0;
  std::shared_ptr<const Failure> failure_;
};

/** Has all memory it needs from the start on, so that only the driver allocates while it is used. */
class Pass {
 public:
  explicit Pass(const Recording& recording);
  Pass(const Pass&) = delete;
  Pass& operator=(const Pass&) = delete;

  /** Issues every op and every read. Throws what the driver throws; what was issued by then must be waited for too. */
  void issue(Driver& driver);
  /** Returns when every read is settled, and forgets the arrays. */
  void wait();

  std::shared_ptr<const Failure> failure() const { return latch_.failure(); }
  /** The bytes of what was read; after a `wait` without a failure. */
  const std::vector<std::vector<float>>& results() const { return results_; }
  /** The largest difference from what was expected, in tolerances: right up to 1. NaN where there is one. */
  double error() const;

 private:
  const Recording& recording_;
  Arrays arrays_;
  std::vector<std::vector<float>> results_;
  Latch latch_;
};

}  // namespace xt::replay
