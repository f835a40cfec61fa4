#include <napi.h>

#include "binding/calls.h"

static Napi::Object initialise(Napi::Env env, Napi::Object exports) {
  tensor_mlx::exportBackendCalls(env, exports);
  tensor_mlx::exportArrayCalls(env, exports);
  tensor_mlx::exportJobCalls(env, exports);
  return exports;
}

NODE_API_MODULE(tensor_mlx, initialise)
