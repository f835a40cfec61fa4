#include "binding/environment.h"

#include <algorithm>
#include <cstring>

#include "runtime/engine.h"
#include "runtime/owner.h"

namespace tensor_mlx {
namespace {

using Holder = std::shared_ptr<Environment>;

Napi::Value toJavaScript(Napi::Env env, const std::shared_ptr<const Failure>& failure) {
  if (!failure) return env.Null();
  auto object = Napi::Object::New(env);
  object["code"] = failure->code;
  object["op"] = failure->op;
  object["message"] = std::string(failure->what());
  return object;
}

}  // namespace

std::shared_ptr<Environment> Environment::create(Napi::Env env) {
  auto self = std::make_shared<Environment>();
  auto deliver = [](napi_env e, napi_value, void* context, void*) {
    if (e == nullptr) return;
    Napi::Env env(e);
    Napi::HandleScope scope(env);
    try {
      static_cast<Environment*>(context)->deliver(env);
    } catch (const Napi::Error&) {
      // An environment that is ending may refuse to call back; nobody waits any more.
    }
  };
  // Its context lives until the function's own end.
  auto finalise = [](napi_env, void* holder, void*) { delete static_cast<Holder*>(holder); };
  auto name = Napi::String::New(env, "tensor_mlx");
  if (napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, new Holder(self), finalise, self.get(),
                                      deliver, &self->back_) != napi_ok) {
    throw Napi::Error::New(env);
  }
  napi_unref_threadsafe_function(env, self->back_);
  // Hooks run last in, first out: this one before the thread-safe function's own.
  napi_add_env_cleanup_hook(
      env,
      [](void* holder) {
        (*static_cast<Holder*>(holder))->end();
        delete static_cast<Holder*>(holder);
      },
      new Holder(self));
  env.SetInstanceData(new Holder(self));
  return self;
}

std::shared_ptr<Environment> Environment::of(Napi::Env env) {
  auto* holder = env.GetInstanceData<Holder>();
  return holder ? *holder : create(env);
}

uint64_t Environment::await(Napi::Function callback, Napi::Value kept) {
  Napi::Env env = callback.Env();
  if (awaited_.empty()) napi_ref_threadsafe_function(env, back_);
  uint64_t number = next_++;
  auto& entry = awaited_[number];
  entry.callback = Napi::Persistent(callback);
  if (!kept.IsEmpty()) entry.kept = Napi::Reference<Napi::Value>::New(kept, 1);
  return number;
}

void Environment::track(const std::shared_ptr<Backend>& backend) {
  std::erase_if(backends_, [](auto& known) { return known.expired(); });
  backends_.push_back(backend);
}

void Environment::settle(uint64_t awaited, std::shared_ptr<const Failure> failure) {
  std::lock_guard<std::mutex> lock(settledMutex_);
  if (!open_) return;
  settled_.push_back({awaited, std::move(failure)});
  napi_call_threadsafe_function(back_, nullptr, napi_tsfn_nonblocking);
}

void Environment::fill(void* to, const void* from, size_t bytes) {
  std::lock_guard<std::mutex> lock(fillMutex_);
  if (open_) std::memcpy(to, from, bytes);
}

void Environment::deliver(Napi::Env env) {
  std::vector<Settled> settled;
  {
    std::lock_guard<std::mutex> lock(settledMutex_);
    settled.swap(settled_);
  }
  for (auto& one : settled) {
    auto found = awaited_.find(one.awaited);
    if (found == awaited_.end()) continue;
    Napi::FunctionReference callback = std::move(found->second.callback);
    awaited_.erase(found);
    if (awaited_.empty()) napi_unref_threadsafe_function(env, back_);
    try {
      callback.Call({toJavaScript(env, one.failure)});
    } catch (const Napi::Error&) {
      // The driver's callbacks only settle promises; an environment that is ending may refuse even that.
    }
  }
}

void Environment::end() {
  {
    std::scoped_lock lock(settledMutex_, fillMutex_);
    open_ = false;
    settled_.clear();
  }
  for (auto& known : backends_) {
    if (auto backend = known.lock()) {
      backend->dropped = true;
      Owner::instance().post([backend] { closeBackend(*backend); });
    }
  }
  backends_.clear();
  awaited_.clear();
  napi_release_threadsafe_function(back_, napi_tsfn_abort);
}

}  // namespace tensor_mlx
