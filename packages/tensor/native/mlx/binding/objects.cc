#include "binding/objects.h"

#include <algorithm>

#include "runtime/engine.h"
#include "runtime/owner.h"

namespace tensor_mlx {
namespace {

/** V8 counts in int64 and takes no sums beyond what a machine has. */
constexpr double mostTold = 1099511627776.0;

void tell(napi_env env, int64_t bytes) {
  int64_t total = 0;
  if (bytes != 0) napi_adjust_external_memory(env, bytes, &total);
}

}  // namespace

void HandleBox::dispose(napi_env env) {
  if (!node) return;
  tell(env, -bytes);
  Owner::instance().post([node = std::move(node)] { release(node); });
  node.reset();
}

Napi::Function functionOf(const Napi::Value& value) {
  if (!value.IsFunction()) throw Napi::TypeError::New(value.Env(), "a function expected");
  return value.As<Napi::Function>();
}

Napi::Object newHandle(Napi::Env env, std::shared_ptr<Node> node, double bytes) {
  auto box = std::make_unique<HandleBox>();
  box->node = std::move(node);
  box->bytes = static_cast<int64_t>(std::min(bytes, mostTold));
  tell(env, box->bytes);
  return wrap(env, std::move(box));
}

}  // namespace tensor_mlx
