#include "pass.h"

#include <cmath>

namespace xt::replay {

void Latch::add() {
  std::lock_guard<std::mutex> lock(mutex_);
  ++open_;
}

void Latch::settle(std::shared_ptr<const Failure> failure) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!failure_) failure_ = std::move(failure);
  if (--open_ == 0) settled_.notify_all();
}

void Latch::wait() {
  std::unique_lock<std::mutex> lock(mutex_);
  settled_.wait(lock, [this] { return open_ == 0; });
}

Pass::Pass(const Recording& recording) : recording_(recording), arrays_(recording.arrays) {
  for (const Expectation& expected : recording.expectations) results_.emplace_back(expected.values.size());
}

void Pass::issue(Driver& driver) {
  auto expected = recording_.expectations.begin();
  for (size_t step = 0; step <= recording_.steps.size(); ++step) {
    for (; expected != recording_.expectations.end() && expected->step == step; ++expected) {
      std::vector<float>& to = results_[static_cast<size_t>(expected - recording_.expectations.begin())];
      if (arrays_[expected->array]->bytes() != to.size() * sizeof(float))
        throw std::logic_error("a result must have the size that was recorded");
      latch_.add();
      try {
        driver.read(arrays_[expected->array], to.data(),
                    [this](std::shared_ptr<const Failure> failure) { latch_.settle(std::move(failure)); });
      } catch (...) {
        latch_.settle(nullptr);
        throw;
      }
    }
    if (step < recording_.steps.size()) recording_.steps[step](driver, arrays_);
  }
}

void Pass::wait() {
  latch_.wait();
  for (ArrayPtr& array : arrays_) array.reset();
}

double Pass::error() const {
  double worst = 0;
  for (size_t i = 0; i < results_.size(); ++i) {
    const Expectation& expected = recording_.expectations[i];
    for (size_t at = 0; at < results_[i].size(); ++at) {
      const double error = std::abs(double{results_[i][at]} - double{expected.values[at]}) / expected.tolerance;
      if (!(error <= worst)) worst = error;
      if (std::isnan(error)) return error;
    }
  }
  return worst;
}

}  // namespace xt::replay
