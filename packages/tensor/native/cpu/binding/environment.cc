#include "environment.h"

namespace xt::binding {

// Hooks run in the reverse order of their adding: ours before the settler's own, which ends its thread-safe function.
Environment::Environment(Napi::Env env) : settler_(env) {
  const auto hook = [](void* self) { static_cast<Environment*>(self)->goDown(); };
  if (napi_add_env_cleanup_hook(env, hook, this) != napi_ok) throw Napi::Error::New(env);
}

void Environment::goDown() {
  for (const auto& driver : *drivers_) driver->abandon();
  for (const auto& driver : *drivers_) driver->close();
  drivers_->clear();
  settler_.shutDown();
}

}  // namespace xt::binding
