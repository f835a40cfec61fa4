#pragma once

#include <napi.h>

#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "runtime/backend.h"
#include "runtime/failure.h"

namespace tensor_mlx {

/**
 * What one JavaScript environment (the main thread's, a worker's) has of its own: the way back to its thread,
 * and what it awaits. Outlives its environment for as long as the owner thread knows it.
 */
class Environment : public std::enable_shared_from_this<Environment> {
 public:
  static std::shared_ptr<Environment> create(Napi::Env env);
  static std::shared_ptr<Environment> of(Napi::Env env);

  /** JavaScript thread: `callback(failure | null)` will be called when `settle` is, with the number returned. */
  uint64_t await(Napi::Function callback, Napi::Value kept);
  /** JavaScript thread: its work is dropped when this environment ends. */
  void track(const std::shared_ptr<Backend>& backend);

  /** Owner thread. */
  void settle(uint64_t awaited, std::shared_ptr<const Failure> failure);
  /** Owner thread: copies into JavaScript's memory, unless that has gone. */
  void fill(void* to, const void* from, size_t bytes);

 private:
  struct Awaited {
    Napi::FunctionReference callback;
    Napi::Reference<Napi::Value> kept;
  };
  struct Settled {
    uint64_t awaited;
    std::shared_ptr<const Failure> failure;
  };

  void deliver(Napi::Env env);
  void end();

  napi_threadsafe_function back_ = nullptr;
  std::unordered_map<uint64_t, Awaited> awaited_;  // JavaScript thread
  uint64_t next_ = 1;
  std::vector<std::weak_ptr<Backend>> backends_;

  std::mutex settledMutex_;
  std::vector<Settled> settled_;
  bool open_ = true;  // under both mutexes

  std::mutex fillMutex_;  // the environment's end waits for a copy in progress
};

}  // namespace tensor_mlx
