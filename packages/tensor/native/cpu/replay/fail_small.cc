#include <cstdio>
#include <new>

#include "failing_new.h"
#include "scenarios.h"
#include "support.h"

namespace xt::replay {
namespace {

struct Counts {
  int refused = 0;  // the driver threw std::bad_alloc
  int failed = 0;   // the result failed, with code out-of-memory
  int right = 0;    // it could do without
};

/** On a driver of its own, so that its start is among what may fail. False where the run made fewer allocations. */
bool runOnce(const Recording& recording, const std::vector<std::vector<float>>& expected, int64_t nth, Counts& counts) {
  Pass pass(recording);
  std::unique_ptr<Driver> driver;
  bool refused = false;
  failNew(nth);
  try {
    driver = std::make_unique<Driver>(withThreads(2));
    pass.issue(*driver);
  } catch (const std::bad_alloc&) {
    refused = true;
  }
  pass.wait();
  const bool reached = hasFailed();
  failNew(0);
  if (driver) {
    drain(*driver);
    require(driver->pending() == 0, "nothing may be pending after a failure");
  }
  if (refused) {
    require(reached, "memory may be refused only where it was made to fail");
    ++counts.refused;
  } else if (endedWith(FailureCode::OutOfMemory, pass, expected)) {
    ++counts.failed;
  } else {
    ++counts.right;
  }
  if (!driver) return reached;
  require(resultsOf(recording, *driver) == expected, "a run after a failed one must give the same bytes");
  driver->close();
  require(driver->memory().bytes() == 0, "a closed driver must hold no memory after a failure");
  return reached;
}

}  // namespace

void failSmall(const Recording& recording, int step) {
  std::vector<std::vector<float>> expected;
  {
    Driver driver(withThreads(2));
    expected = resultsOf(recording, driver);
  }
  Counts counts;
  int64_t nth = 1;
  while (runOnce(recording, expected, nth, counts)) nth += step;
  require(counts.refused > 0 && counts.failed > 0, "some allocations must fail on either thread");
  std::printf("small: of %lld allocations every %d. failed: %d refused the call, %d failed the result, %d could be spared\n",
              static_cast<long long>(nth - 1), step, counts.refused, counts.failed, counts.right);
}

}  // namespace xt::replay
