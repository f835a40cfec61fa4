#pragma once

#include <napi.h>

namespace tensor_mlx {

/** Each adds its functions to the addon's exports. */
void exportBackendCalls(Napi::Env env, Napi::Object exports);
void exportArrayCalls(Napi::Env env, Napi::Object exports);
void exportJobCalls(Napi::Env env, Napi::Object exports);

}  // namespace tensor_mlx
