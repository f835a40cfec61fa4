#pragma once

#include <napi.h>

#include <memory>
#include <unordered_set>

#include "../runtime/driver.h"

namespace xt::binding {

class ArrayHandle;

/** The live handles of one driver, so that closing it can let go of their arrays. */
struct HandleRegistry {
  std::shared_ptr<Driver> driver;  // null when closed
  std::unordered_set<ArrayHandle*> handles;
};

/** The JavaScript side's share of an array. JavaScript thread only. */
class ArrayHandle {
 public:
  static constexpr napi_type_tag kTag = {0x7d1c5f0a92e64b31, 0x9a2f86d4c0b7e513};
  static constexpr const char* kWhat = "an array";

  ArrayHandle(Napi::Env env, std::shared_ptr<HandleRegistry> registry, ArrayPtr array);
  ArrayHandle(const ArrayHandle&) = delete;
  ArrayHandle& operator=(const ArrayHandle&) = delete;
  ~ArrayHandle();

  /** Null after `release`. */
  const ArrayPtr& array() const { return array_; }
  bool belongsTo(const std::shared_ptr<HandleRegistry>& registry) const { return registry_ == registry; }
  void release();

 private:
  napi_env env_;
  std::shared_ptr<HandleRegistry> registry_;
  ArrayPtr array_;
};

struct JobHandle {
  static constexpr napi_type_tag kTag = {0x3b90e1d7a4f8425c, 0x8c15f27b60ad9e34};
  static constexpr const char* kWhat = "a job";

  JobPtr job;
};

}  // namespace xt::binding
