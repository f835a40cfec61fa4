#include "runtime/owner.h"

#include <chrono>
#include <cstdlib>
#include <future>
#include <thread>

#include "mlx/compile.h"
#include "mlx/device.h"
#include "mlx/memory.h"
#include "mlx/stream.h"
#include "runtime/engine.h"
#include "runtime/failure.h"

namespace tensor_mlx {

Owner& Owner::instance() {
  // Where this throws, the next call tries again.
  static Owner* owner = new Owner();
  return *owner;
}

Owner::Owner() try : onGpu_(mx::is_available(mx::Device(mx::Device::gpu))) {
  std::promise<void> promise;
  auto initialised = promise.get_future();
  std::thread thread([this, promise = std::move(promise)]() mutable {
    try {
      initialise();
    } catch (...) {
      promise.set_exception(std::current_exception());
      return;
    }
    promise.set_value();
    loop();
  });
  try {
    initialised.get();
  } catch (...) {
    thread.join();
    throw;
  }
  thread.detach();
} catch (const std::exception& error) {
  throw Failure("backend-unavailable", "createBackend",
                std::string("MLX must start, with threads of its own; it says: ") + error.what());
}

void Owner::initialise() {
  mx::set_default_device(mx::Device(onGpu_ ? mx::Device::gpu : mx::Device::cpu));
  mx::default_stream(mx::Device(mx::Device::cpu));
  if (onGpu_) {
    mx::default_stream(mx::Device(mx::Device::gpu));
  } else {
    // MLX's CPU backend would call a C++ compiler at run time.
    mx::disable_compile();
    // The CPU's cache of free buffers is a static object: kept empty, it can't be used after its destructor.
    mx::set_cache_limit(0);
  }
  // Registered after MLX's statics exist, so it runs before they go.
  std::atexit([] { Owner::instance().stop(); });
}

void Owner::post(Task task) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    queue_.push_back(std::move(task));
  }
  wake_.notify_one();
}

void Owner::loop() {
  for (;;) {
    Task task;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      if (stopping_ || (queue_.empty() && dirty_.empty())) {
        idle_ = true;
        quiet_.notify_all();
        // Once stopping, for ever: the process is on its way out.
        wake_.wait(lock, [this] { return !stopping_ && !queue_.empty(); });
        idle_ = false;
      }
      if (!queue_.empty()) {
        task = std::move(queue_.front());
        queue_.pop_front();
      }
    }
    if (task) task();
    else evaluate(**dirty_.begin());
  }
}

void Owner::stop() {
  std::unique_lock<std::mutex> lock(mutex_);
  stopping_ = true;
  quiet_.wait_for(lock, std::chrono::seconds(3), [this] { return idle_; });
}

}  // namespace tensor_mlx
