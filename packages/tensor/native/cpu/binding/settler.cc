#include "settler.h"

namespace xt::binding {

Settler::Settler(Napi::Env env) {
  const Napi::String name = Napi::String::New(env, "x-tensor-cpu");
  const napi_status status = napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, nullptr, nullptr, this,
                                                             receive, &function_);
  if (status != napi_ok) throw Napi::Error::New(env);
  napi_unref_threadsafe_function(env, function_);
}

Settler::Opened Settler::open(Napi::Env env, const std::vector<Napi::Object>& kept) {
  const uint64_t id = nextId_++;
  Pending pending{Napi::Promise::Deferred::New(env), {}};
  for (const Napi::Object& object : kept) pending.kept.push_back(Napi::Persistent(object));
  const Napi::Promise promise = pending.deferred.Promise();
  // Made here, for the queue's thread must not fail to send it.
  const auto message = std::make_shared<std::unique_ptr<Message>>(std::make_unique<Message>(Message{id, nullptr}));
  const auto settle = [function = function_, message](std::shared_ptr<const Failure> failure) {
    (*message)->failure = std::move(failure);
    // Refused only while the environment goes down, when nobody waits any more.
    if (napi_call_threadsafe_function(function, message->get(), napi_tsfn_nonblocking) == napi_ok)
      static_cast<void>(message->release());
  };
  Opened opened{promise, settle};
  pending_.emplace(id, std::move(pending));
  if (pending_.size() == 1) napi_ref_threadsafe_function(env, function_);
  return opened;
}

void Settler::shutDown() { pending_.clear(); }

void Settler::receive(napi_env env, napi_value, void* context, void* data) {
  const std::unique_ptr<Message> message(static_cast<Message*>(data));
  if (env == nullptr) return;
  try {
    static_cast<Settler*>(context)->settle(env, *message);
  } catch (const Napi::Error&) {
    // An environment that is ending may refuse to settle promises; nobody waits for them any more.
  }
}

void Settler::settle(Napi::Env env, const Message& message) {
  const auto found = pending_.find(message.id);
  if (found == pending_.end()) return;
  const Pending pending = std::move(found->second);
  pending_.erase(found);
  if (pending_.empty()) napi_unref_threadsafe_function(env, function_);
  if (!message.failure) return pending.deferred.Resolve(env.Undefined());
  Napi::Object reason = Napi::Object::New(env);
  reason.Set("code", failureName(message.failure->code));
  reason.Set("op", message.failure->op);
  reason.Set("message", message.failure->message);
  pending.deferred.Reject(reason);
}

}  // namespace xt::binding
