// What the addon exports.
#include <napi.h>

#include "../runtime/processors.h"
#include "driver.h"
#include "environment.h"

namespace {

Napi::Object init(Napi::Env env, Napi::Object exports) {
  env.SetInstanceData(new xt::binding::Environment(env));
  exports.Set("Driver", xt::binding::DriverObject::define(env));
  exports.Set("availableProcessors", Napi::Number::New(env, xt::availableProcessors()));
  return exports;
}

}  // namespace

NODE_API_MODULE(tensor_cpu, init)
