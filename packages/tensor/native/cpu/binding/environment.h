// What the addon keeps for each Node environment (the main thread, every worker).
#pragma once

#include <napi.h>

#include <unordered_set>

#include "../runtime/driver.h"
#include "settler.h"

namespace xt::binding {

using DriverSet = std::unordered_set<std::shared_ptr<Driver>>;

class Environment {
 public:
  explicit Environment(Napi::Env env);
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

  static Environment& of(Napi::Env env) { return *env.GetInstanceData<Environment>(); }

  Settler& settler() { return settler_; }
  /** Drivers in it are closed when the environment goes down, whatever is queued. May outlive the environment. */
  const std::shared_ptr<DriverSet>& drivers() const { return drivers_; }

 private:
  void goDown();

  Settler settler_;
  std::shared_ptr<DriverSet> drivers_ = std::make_shared<DriverSet>();
};

}  // namespace xt::binding
