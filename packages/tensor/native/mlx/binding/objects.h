#pragma once

#include "binding/environment.h"
#include "binding/wrap.h"
#include "runtime/backend.h"

namespace tensor_mlx {

/** What a JavaScript handle holds. Touched on its JavaScript thread only. */
struct HandleBox {
  std::shared_ptr<Node> node;
  int64_t bytes = 0;  // told to V8

  /** Gives the array to the owner thread to let go of. Again: nothing. */
  void dispose(napi_env env);
  void finalise(napi_env env) { dispose(env); }
};

struct BackendBox {
  std::shared_ptr<Backend> backend;
  std::shared_ptr<Environment> environment;
  std::shared_ptr<Job> current;
  void finalise(napi_env) {}
};

struct JobBox {
  std::shared_ptr<Job> job = std::make_shared<Job>();
  void finalise(napi_env) {}
};

template <>
struct Tag<HandleBox> {
  static constexpr napi_type_tag value{0x6d6c782d68616e64, 0x9b1f6c2e7d3a4851};
  static constexpr const char* name = "an array";
};
template <>
struct Tag<BackendBox> {
  static constexpr napi_type_tag value{0x6d6c782d6261636b, 0x4e8d2a7b91c35f06};
  static constexpr const char* name = "a backend";
};
template <>
struct Tag<JobBox> {
  static constexpr napi_type_tag value{0x6d6c782d6a6f6273, 0xc2715e9f380bd64a};
  static constexpr const char* name = "a job";
};

/** The argument, which must be a function. */
Napi::Function functionOf(const Napi::Value& value);

/** A new handle around a node; `bytes` are told to V8's collector. */
Napi::Object newHandle(Napi::Env env, std::shared_ptr<Node> node, double bytes);

}  // namespace tensor_mlx
