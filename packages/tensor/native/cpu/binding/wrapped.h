// C++ values in JavaScript objects, told apart by a type tag.
#pragma once

#include <napi.h>

#include <memory>

namespace xt::binding {

/** `T::kTag` is a napi_type_tag of its own, `T::kWhat` names it in errors. */
template <class T>
Napi::Object wrap(Napi::Env env, std::unique_ptr<T> value) {
  Napi::Object object = Napi::Object::New(env);
  const auto finalize = [](napi_env, void* data, void*) { delete static_cast<T*>(data); };
  if (napi_wrap(env, object, value.get(), finalize, nullptr, nullptr) != napi_ok) throw Napi::Error::New(env);
  static_cast<void>(value.release());  // the object's now
  if (napi_type_tag_object(env, object, &T::kTag) != napi_ok) throw Napi::Error::New(env);
  return object;
}

template <class T>
T& unwrap(Napi::Value value) {
  bool matches = false;
  void* data = nullptr;
  if (!value.IsObject() || napi_check_object_type_tag(value.Env(), value, &T::kTag, &matches) != napi_ok ||
      !matches || napi_unwrap(value.Env(), value, &data) != napi_ok) {
    throw Napi::TypeError::New(value.Env(), std::string("a handle must be ") + T::kWhat + " of this backend");
  }
  return *static_cast<T*>(data);
}

}  // namespace xt::binding
