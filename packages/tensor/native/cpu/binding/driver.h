// The class that JavaScript sees: the contract's members, without the building of errors.
#pragma once

#include <napi.h>

#include "../runtime/driver.h"
#include "environment.h"
#include "handle.h"

namespace xt::binding {

class DriverObject : public Napi::ObjectWrap<DriverObject> {
 public:
  static Napi::Function define(Napi::Env env);

  explicit DriverObject(const Napi::CallbackInfo& info);
  ~DriverObject() override;

 private:
  using Info = const Napi::CallbackInfo&;

  Napi::Value description(Info info);
  Napi::Value fromBytes(Info info);
  Napi::Value read(Info info);
  Napi::Value ready(Info info);
  void dispose(Info info);

  Napi::Value fill(Info info);
  Napi::Value arange(Info info);
  Napi::Value randomBits(Info info);
  Napi::Value unary(Info info);
  Napi::Value binary(Info info);
  Napi::Value compare(Info info);
  Napi::Value where(Info info);
  Napi::Value cast(Info info);
  Napi::Value reduce(Info info);
  Napi::Value reshape(Info info);
  Napi::Value transpose(Info info);
  Napi::Value broadcast(Info info);
  Napi::Value slice(Info info);
  Napi::Value pad(Info info);
  Napi::Value concat(Info info);
  Napi::Value take(Info info);
  Napi::Value matmul(Info info);
  Napi::Value conv2d(Info info);

  Napi::Value activation(Info info);
  Napi::Value softmax(Info info);
  Napi::Value groupStatistics(Info info);
  Napi::Value groupNorm(Info info);
  Napi::Value layerNorm(Info info);
  Napi::Value convBlock(Info info);
  Napi::Value convBlockWorkspace(Info info);
  Napi::Value attention(Info info);
  Napi::Value attentionWorkspace(Info info);

  Napi::Value memory(Info info);
  void resetPeak(Info info);
  Napi::Value pending(Info info);
  void emptyCaches(Info info);
  void limitCaches(Info info);
  void failAllocation(Info info);

  Napi::Value openJob(Info info);
  void enterJob(Info info);
  Napi::Value jobProgress(Info info);
  void cancelJob(Info info);

  void abandon(Info info);
  void close(Info info);

  /** Throws when closed. */
  Driver& driver(Napi::Env env) const;
  Napi::Object handleOf(Napi::Env env, ArrayPtr array) const;
  ArrayPtr array(Napi::Value reference) const;

  std::shared_ptr<Driver> driver_;
  std::shared_ptr<DriverSet> open_;
  std::shared_ptr<HandleRegistry> registry_ = std::make_shared<HandleRegistry>();
  bool closed_ = false;
};

}  // namespace xt::binding
