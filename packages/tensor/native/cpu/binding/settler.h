// Promises that the queue's thread settles.
#pragma once

#include <napi.h>

#include <memory>
#include <unordered_map>
#include <vector>

#include "../runtime/failure.h"

namespace xt::binding {

/** One an environment. It keeps the event loop alive only while a promise is open. */
class Settler {
 public:
  explicit Settler(Napi::Env env);
  Settler(const Settler&) = delete;
  Settler& operator=(const Settler&) = delete;

  struct Opened {
    Napi::Promise promise;
    std::function<void(std::shared_ptr<const Failure>)> settle;  // from any thread, once
  };

  /** `kept` objects live until the promise is settled. It rejects with { code, op, message }. */
  Opened open(Napi::Env env, const std::vector<Napi::Object>& kept);

  /** When the environment goes down and no thread can settle any more. */
  void shutDown();

 private:
  struct Pending {
    Napi::Promise::Deferred deferred;
    std::vector<Napi::ObjectReference> kept;
  };
  struct Message {
    uint64_t id;
    std::shared_ptr<const Failure> failure;
  };

  static void receive(napi_env env, napi_value callback, void* context, void* data);
  void settle(Napi::Env env, const Message& message);

  napi_threadsafe_function function_ = nullptr;
  std::unordered_map<uint64_t, Pending> pending_;
  uint64_t nextId_ = 1;
};

}  // namespace xt::binding
