// Drivers that several threads look at and meddle with.
#include <atomic>
#include <cmath>
#include <cstdio>
#include <thread>

#include "../bench/random.h"
#include "scenarios.h"
#include "support.h"

namespace xt::replay {
namespace {

using bench::Random;

/** Ends with its scope, by an exception too. */
class Companion {
 public:
  template <class Body>
  explicit Companion(Body body) : thread_(std::move(body)) {}
  Companion(const Companion&) = delete;
  Companion& operator=(const Companion&) = delete;
  ~Companion() { join(); }
  void join() {
    if (thread_.joinable()) thread_.join();
  }

 private:
  std::thread thread_;
};

/** What a driver's members from any thread may be asked for while it works. */
void meddle(Driver& driver, Random& random) {
  switch (random.integer(0, 5)) {
    case 0: driver.emptyCaches(); break;
    case 1: driver.limitCaches(size_t{1} << random.integer(0, 24), size_t{1} << random.integer(0, 24)); break;
    case 2: driver.limitCaches(std::nullopt, std::nullopt); break;
    case 3: driver.resetPeak(); break;
    case 4: driver.limitCaches(SIZE_MAX, SIZE_MAX, driver.memory().bytes() - driver.cacheBytes()); break;
    default: break;
  }
  require(driver.pending() >= 0, "what is pending must be counted right");
  driver.memory().bytes();
  driver.memory().peakBytes();
  std::this_thread::sleep_for(std::chrono::microseconds(random.integer(0, 2000)));
}

/** Waits until the job has done a part of what was issued to it. */
void waitForPart(const JobToken& job, double part) {
  while (static_cast<double>(job.done()) < part * static_cast<double>(job.issued())) std::this_thread::yield();
}

}  // namespace

void checkResults(const Recording& recording, int rounds) {
  std::vector<std::vector<float>> first;
  double worst = 0;
  for (const int threads : {1, 2, 3}) {
    Driver driver(withThreads(threads));
    for (int round = 0; round < rounds; ++round) {
      Pass pass(recording);
      pass.issue(driver);
      pass.wait();
      require(!pass.failure(), "an undisturbed run must not fail");
      worst = pass.error();
      require(worst <= 1, "results must be what was recorded; the largest difference is " + std::to_string(worst) +
                              " tolerances");
      if (first.empty()) first = pass.results();
      require(pass.results() == first, "any number of threads must give the same bytes");
    }
  }
  std::printf("results: right within %.3f of the tolerance, the same bytes with 1, 2 and 3 threads\n", worst);
}

void runSeveral(const Recording& recording, int rounds) {
  Driver first(withThreads(1));
  const auto expected = resultsOf(recording, first);
  Driver second(withThreads(2));
  DriverOptions little = withThreads(3);
  little.cacheBytes = 100'000;
  Driver third(little);
  Driver* const drivers[] = {&first, &second, &third};

  std::atomic<int> running{3};
  std::atomic<int> wrong{0};
  int meddled = 0;
  {
    std::vector<std::unique_ptr<Companion>> issuing;
    for (Driver* driver : drivers) {
      issuing.push_back(std::make_unique<Companion>([&recording, &expected, &running, &wrong, driver, rounds] {
        for (int round = 0; round < rounds; ++round) {
          if (resultsOf(recording, *driver) != expected) ++wrong;
        }
        --running;
      }));
    }
    Random random(1);
    for (; running.load() > 0; ++meddled) meddle(*drivers[random.integer(0, 2)], random);
  }
  require(wrong.load() == 0, "runs beside each other must give the same bytes");
  std::printf("several: 3 drivers, %d runs each, %d changes by another thread\n", rounds, meddled);
}

void cancelJobs(const Recording& recording, int rounds) {
  Driver driver(withThreads(2));
  const auto expected = resultsOf(recording, driver);
  Random random(2);
  int cancelled = 0;
  for (int round = 0; round < rounds; ++round) {
    const JobPtr job = driver.openJob();
    Pass pass(recording);
    driver.enterJob(job);
    pass.issue(driver);
    driver.enterJob(nullptr);
    const double part = random.uniform();
    {
      Companion other([&] {
        waitForPart(*job, part);
        job->cancel();
      });
      pass.wait();
    }
    if (endedWith(FailureCode::Aborted, pass, expected)) ++cancelled;
    require(job->done() <= job->issued(), "no more may be done than was issued");
    require(resultsOf(recording, driver) == expected, "a run after a cancelled one must give the same bytes");
  }
  require(rounds < 8 || cancelled > 0, "some must be cancelled in time");
  std::printf("cancelled: %d of %d jobs failed as cancelled, the others were done\n", cancelled, rounds);
}

void closeQueued(const Recording& recording, int rounds) {
  Random random(3);
  std::vector<std::vector<float>> expected;
  {
    Driver driver(withThreads(1));
    expected = resultsOf(recording, driver);
  }
  int dropped = 0;
  for (int round = 0; round < rounds; ++round) {
    Driver driver(withThreads(static_cast<int>(random.integer(1, 3))));
    const JobPtr job = driver.openJob();
    Pass pass(recording);
    driver.enterJob(job);
    pass.issue(driver);
    driver.enterJob(nullptr);
    const double part = random.uniform();
    {
      Companion one([&] {
        waitForPart(*job, part);
        driver.close();
      });
      Companion other([&] {
        waitForPart(*job, part);
        driver.abandon();
        driver.close();
      });
      pass.wait();
    }
    if (endedWith(FailureCode::Closed, pass, expected)) ++dropped;
    require(driver.pending() == 0, "nothing may be pending after close");
    require(driver.memory().bytes() == 0, "a closed driver must hold no memory");
  }
  require(rounds < 8 || dropped > 0, "some must be closed in time");
  std::printf("closed: %d of %d runs failed as closed, the others were done\n", dropped, rounds);
}

void failArrays(const Recording& recording, int rounds) {
  Driver driver(withThreads(2));
  const auto expected = resultsOf(recording, driver);
  Random random(4);
  int failed = 0;
  for (int round = 0; round < rounds; ++round) {
    driver.emptyCaches();
    Pass pass(recording);
    {
      Companion other([&] { driver.failAllocation(random.integer(1, 300)); });
      pass.issue(driver);
      pass.wait();
    }
    driver.failAllocation(0);
    if (endedWith(FailureCode::OutOfMemory, pass, expected)) ++failed;
    require(resultsOf(recording, driver) == expected, "a run after a failed one must give the same bytes");
  }
  std::printf("arrays: %d of %d runs failed without memory, the others were done\n", failed, rounds);
}

}  // namespace xt::replay
