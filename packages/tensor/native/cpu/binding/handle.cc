#include "handle.h"

namespace xt::binding {
namespace {

constexpr size_t kLarge = size_t{1} << 20;

/** Tells V8 how much hangs on small objects, so that it collects in time. */
void report(napi_env env, int64_t bytes) {
  int64_t total = 0;
  napi_adjust_external_memory(env, bytes, &total);
}

}  // namespace

ArrayHandle::ArrayHandle(Napi::Env env, std::shared_ptr<HandleRegistry> registry, ArrayPtr array)
    : env_(env), registry_(std::move(registry)), array_(std::move(array)) {
  registry_->handles.insert(this);
  report(env_, static_cast<int64_t>(array_->bytes()));
}

ArrayHandle::~ArrayHandle() {
  release();
  registry_->handles.erase(this);
}

void ArrayHandle::release() {
  if (!array_) return;
  const size_t bytes = array_->bytes();
  report(env_, -static_cast<int64_t>(bytes));
  // Where a task holds it too, the queue's thread will be the last to.
  if (bytes >= kLarge && array_.use_count() == 1 && registry_->driver) registry_->driver->drop(std::move(array_));
  array_.reset();
}

}  // namespace xt::binding
