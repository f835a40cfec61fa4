#pragma once

#include <stdexcept>
#include <string>

#include "pass.h"

namespace xt::replay {

inline void require(bool holds, const std::string& what) {
  if (!holds) throw std::runtime_error(what);
}

inline DriverOptions withThreads(int threads) {
  DriverOptions options;
  options.threads = threads;
  return options;
}

/** A run that nothing disturbs. */
inline std::vector<std::vector<float>> resultsOf(const Recording& recording, Driver& driver) {
  Pass pass(recording);
  pass.issue(driver);
  pass.wait();
  require(!pass.failure(), "an undisturbed run must not fail");
  return pass.results();
}

/** When all that was issued is done. */
inline void drain(Driver& driver) {
  Latch latch;
  latch.add();
  driver.ready({}, [&](std::shared_ptr<const Failure> failure) { latch.settle(std::move(failure)); });
  latch.wait();
}

/** Right, or failed with this code; returns whether it failed. */
inline bool endedWith(FailureCode code, const Pass& pass, const std::vector<std::vector<float>>& expected) {
  if (const auto& failure = pass.failure()) {
    require(failure->code == code, std::string("a run must fail with ") + failureName(code) + "; got " +
                                       failureName(failure->code) + ": " + failure->message);
    require(!failure->op.empty() && !failure->message.empty(), "a failure must say what failed");
    return true;
  }
  require(pass.results() == expected, "a run that did not fail must give the same bytes");
  return false;
}

}  // namespace xt::replay
