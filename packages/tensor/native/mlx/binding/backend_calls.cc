#include <mlx/device.h>
#include <mlx/memory.h>
#include <mlx/version.h>

#include <algorithm>

#include "binding/calls.h"
#include "binding/objects.h"
#include "runtime/engine.h"
#include "runtime/failure.h"
#include "runtime/owner.h"

namespace tensor_mlx {
namespace {

/** hasGpu(): boolean. */
Napi::Value hasGpu(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), mx::is_available(mx::Device(mx::Device::gpu)));
}

/** describe(): string. */
Napi::Value describe(const Napi::CallbackInfo& info) {
  mx::Device gpu(mx::Device::gpu);
  std::string text = std::string("MLX ") + mx::version() + ", ";
  if (!mx::is_available(gpu)) return Napi::String::New(info.Env(), text + "CPU");
  auto& facts = mx::device_info(gpu);
  auto name = facts.find("device_name");
  auto* known = name == facts.end() ? nullptr : std::get_if<std::string>(&name->second);
  return Napi::String::New(info.Env(), text + (known ? *known : std::string("GPU")));
}

/** The first call starts MLX. */
Owner& startedOwner(Napi::Env env) {
  try {
    return Owner::instance();
  } catch (const Failure& failure) {
    throw Napi::Error::New(env, failure.what());
  }
}

/** open(memoryLimit, cacheBytes, hostKernels): backend. Negative `cacheBytes`: MLX's own choice. */
Napi::Value open(const Napi::CallbackInfo& info) {
  auto env = info.Env();
  auto& owner = startedOwner(env);
  auto box = std::make_unique<BackendBox>();
  box->backend = std::make_shared<Backend>();
  box->environment = Environment::of(env);
  box->environment->track(box->backend);
  auto limit = info[0].As<Napi::Number>().DoubleValue();
  auto cacheBytes = info[1].As<Napi::Number>().DoubleValue();
  box->backend->hostKernels = info[2].As<Napi::Boolean>().Value();
  box->backend->memoryLimit =
      owner.onGpu() ? std::min(limit, static_cast<double>(mx::get_memory_limit())) : limit;
  if (cacheBytes >= 0 && owner.onGpu()) {
    owner.post([cacheBytes] { mx::set_cache_limit(static_cast<size_t>(cacheBytes)); });
  }
  return wrap(env, std::move(box));
}

/** memory(backend): [bytes, peakBytes]. */
Napi::Value memory(const Napi::CallbackInfo& info) {
  auto env = info.Env();
  auto& backend = *unwrap<BackendBox>(info[0]).backend;
  auto cached = static_cast<double>(mx::get_cache_memory());
  double bytes = static_cast<double>(backend.bytes()) + cached;
  auto result = Napi::Array::New(env, 2);
  result[0u] = Napi::Number::New(env, bytes);
  result[1u] = Napi::Number::New(env, std::max(bytes, static_cast<double>(backend.peak.load())));
  return result;
}

void resetPeak(const Napi::CallbackInfo& info) {
  auto& backend = *unwrap<BackendBox>(info[0]).backend;
  backend.peak = backend.bytes();
}

Napi::Value pending(const Napi::CallbackInfo& info) {
  auto& backend = *unwrap<BackendBox>(info[0]).backend;
  return Napi::Number::New(info.Env(), static_cast<double>(backend.pending.load()));
}

void emptyCachesOf(const Napi::CallbackInfo& info) {
  unwrap<BackendBox>(info[0]);
  Owner::instance().post([] { emptyCaches(); });
}

/** close(backend, callback). */
void close(const Napi::CallbackInfo& info) {
  auto& box = unwrap<BackendBox>(info[0]);
  auto awaited = box.environment->await(functionOf(info[1]), Napi::Value());
  Owner::instance().post([backend = box.backend, environment = box.environment, awaited] {
    closeBackend(*backend);
    environment->settle(awaited, nullptr);
  });
}

}  // namespace

void exportBackendCalls(Napi::Env env, Napi::Object exports) {
  exports["hasGpu"] = Napi::Function::New(env, hasGpu, "hasGpu");
  exports["describe"] = Napi::Function::New(env, describe, "describe");
  exports["open"] = Napi::Function::New(env, open, "open");
  exports["memory"] = Napi::Function::New(env, memory, "memory");
  exports["resetPeak"] = Napi::Function::New(env, resetPeak, "resetPeak");
  exports["pending"] = Napi::Function::New(env, pending, "pending");
  exports["emptyCaches"] = Napi::Function::New(env, emptyCachesOf, "emptyCaches");
  exports["close"] = Napi::Function::New(env, close, "close");
}

}  // namespace tensor_mlx
