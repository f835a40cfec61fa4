#pragma once

#include <napi.h>

#include <memory>

namespace tensor_mlx {

/** Distinguishes our objects from each other and from anyone else's. */
template <typename T>
struct Tag;

/** A JavaScript object that holds a `T`. The tag makes a wrong object a TypeError, not a wild pointer. */
template <typename T>
Napi::Object wrap(Napi::Env env, std::unique_ptr<T> value) {
  Napi::Object object = Napi::Object::New(env);
  T* raw = value.get();
  auto finalise = [](napi_env e, void* data, void*) {
    auto* held = static_cast<T*>(data);
    held->finalise(e);
    delete held;
  };
  if (napi_wrap(env, object, raw, finalise, nullptr, nullptr) != napi_ok) throw Napi::Error::New(env);
  value.release();
  if (napi_type_tag_object(env, object, &Tag<T>::value) != napi_ok) throw Napi::Error::New(env);
  return object;
}

template <typename T>
T& unwrap(const Napi::Value& value) {
  Napi::Env env = value.Env();
  bool matches = false;
  if (!value.IsObject() || napi_check_object_type_tag(env, value, &Tag<T>::value, &matches) != napi_ok || !matches) {
    throw Napi::TypeError::New(env, std::string(Tag<T>::name) + " of the mlx driver expected");
  }
  void* data = nullptr;
  if (napi_unwrap(env, value, &data) != napi_ok) throw Napi::Error::New(env);
  return *static_cast<T*>(data);
}

}  // namespace tensor_mlx
