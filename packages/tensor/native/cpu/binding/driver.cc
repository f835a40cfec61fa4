#include "driver.h"

#include <algorithm>
#include <optional>

#include "arguments.h"
#include "environment.h"
#include "wrapped.h"

namespace xt::binding {
namespace {

/** A promise that is open must be settled, by this thread too where there is no memory to issue the work. */
template <class Settle, class Issue>
void issueOrFail(const char* op, const Settle& settle, Issue issue) {
  try {
    issue();
  } catch (const std::bad_alloc&) {
    settle(std::make_shared<const Failure>(Failure{FailureCode::OutOfMemory, op, "there must be memory to work in"}));
  }
}

}  // namespace

Napi::Function DriverObject::define(Napi::Env env) {
  return DefineClass(env, "Driver", {
    InstanceMethod<&DriverObject::description>("description"),
    InstanceMethod<&DriverObject::fromBytes>("fromBytes"),
    InstanceMethod<&DriverObject::read>("read"),
    InstanceMethod<&DriverObject::ready>("ready"),
    InstanceMethod<&DriverObject::dispose>("dispose"),
    InstanceMethod<&DriverObject::fill>("fill"),
    InstanceMethod<&DriverObject::arange>("arange"),
    InstanceMethod<&DriverObject::randomBits>("randomBits"),
    InstanceMethod<&DriverObject::unary>("unary"),
    InstanceMethod<&DriverObject::binary>("binary"),
    InstanceMethod<&DriverObject::compare>("compare"),
    InstanceMethod<&DriverObject::where>("where"),
    InstanceMethod<&DriverObject::cast>("cast"),
    InstanceMethod<&DriverObject::reduce>("reduce"),
    InstanceMethod<&DriverObject::reshape>("reshape"),
    InstanceMethod<&DriverObject::transpose>("transpose"),
    InstanceMethod<&DriverObject::broadcast>("broadcast"),
    InstanceMethod<&DriverObject::slice>("slice"),
    InstanceMethod<&DriverObject::pad>("pad"),
    InstanceMethod<&DriverObject::concat>("concat"),
    InstanceMethod<&DriverObject::take>("take"),
    InstanceMethod<&DriverObject::matmul>("matmul"),
    InstanceMethod<&DriverObject::conv2d>("conv2d"),
    InstanceMethod<&DriverObject::activation>("activation"),
    InstanceMethod<&DriverObject::softmax>("softmax"),
    InstanceMethod<&DriverObject::groupStatistics>("groupStatistics"),
    InstanceMethod<&DriverObject::groupNorm>("groupNorm"),
    InstanceMethod<&DriverObject::layerNorm>("layerNorm"),
    InstanceMethod<&DriverObject::convBlock>("convBlock"),
    InstanceMethod<&DriverObject::convBlockWorkspace>("convBlockWorkspace"),
    InstanceMethod<&DriverObject::attention>("attention"),
    InstanceMethod<&DriverObject::attentionWorkspace>("attentionWorkspace"),
    InstanceMethod<&DriverObject::memory>("memory"),
    InstanceMethod<&DriverObject::resetPeak>("resetPeak"),
    InstanceMethod<&DriverObject::pending>("pending"),
    InstanceMethod<&DriverObject::emptyCaches>("emptyCaches"),
    InstanceMethod<&DriverObject::limitCaches>("limitCaches"),
    InstanceMethod<&DriverObject::failAllocation>("failAllocation"),
    InstanceMethod<&DriverObject::openJob>("openJob"),
    InstanceMethod<&DriverObject::enterJob>("enterJob"),
    InstanceMethod<&DriverObject::jobProgress>("jobProgress"),
    InstanceMethod<&DriverObject::cancelJob>("cancelJob"),
    InstanceMethod<&DriverObject::abandon>("abandon"),
    InstanceMethod<&DriverObject::close>("close"),
  });
}

DriverObject::DriverObject(const Napi::CallbackInfo& info) : Napi::ObjectWrap<DriverObject>(info) {
  driver_ = std::make_shared<Driver>(toDriverOptions(info[0]));
  open_ = Environment::of(info.Env()).drivers();
  open_->insert(driver_);
  registry_->driver = driver_;
}

DriverObject::~DriverObject() {
  if (!driver_) return;
  registry_->driver = nullptr;
  driver_->close();
  open_->erase(driver_);
}

Driver& DriverObject::driver(Napi::Env env) const {
  if (closed_) throw Napi::Error::New(env, "a backend must be open; it was closed");
  return *driver_;
}

Napi::Object DriverObject::handleOf(Napi::Env env, ArrayPtr array) const {
  return wrap(env, std::make_unique<ArrayHandle>(env, registry_, std::move(array)));
}

ArrayPtr DriverObject::array(Napi::Value reference) const { return toArray(registry_, reference); }

Napi::Value DriverObject::description(Info info) {
  return Napi::String::New(info.Env(), driver(info.Env()).description());
}

Napi::Value DriverObject::fromBytes(Info info) {
  const Napi::Env env = info.Env();
  ArraySpec out = toSpec(info[1]);
  if (!info[0].IsTypedArray()) throw Napi::TypeError::New(env, "bytes must be a Uint8Array");
  const Napi::Uint8Array bytes = info[0].As<Napi::Uint8Array>();
  if (bytes.ByteLength() != static_cast<size_t>(elementCount(out.shape)) * itemSize(out.dtype)) {
    throw Napi::RangeError::New(env, "bytes must be as many as the shape needs");
  }
  return handleOf(env, driver(env).fromBytes(bytes.Data(), std::move(out)));
}

Napi::Value DriverObject::read(Info info) {
  const Napi::Env env = info.Env();
  const ArrayPtr x = array(info[0]);
  if (!info[1].IsArrayBuffer()) throw Napi::TypeError::New(env, "the place to read into must be an ArrayBuffer");
  Napi::ArrayBuffer to = info[1].As<Napi::ArrayBuffer>();
  if (to.ByteLength() != x->bytes()) throw Napi::RangeError::New(env, "the place to read into must be of the array's size");
  Driver& open = driver(env);
  const auto opened = Environment::of(env).settler().open(env, {to, info.This().As<Napi::Object>()});
  issueOrFail("read", opened.settle, [&] { open.read(x, to.Data(), opened.settle); });
  return opened.promise;
}

Napi::Value DriverObject::ready(Info info) {
  const Napi::Env env = info.Env();
  Driver& open = driver(env);
  std::vector<ArrayPtr> xs = toArrays(registry_, info[0]);
  const auto opened = Environment::of(env).settler().open(env, {info.This().As<Napi::Object>()});
  issueOrFail("ready", opened.settle, [&] { open.ready(std::move(xs), opened.settle); });
  return opened.promise;
}

void DriverObject::dispose(Info info) { unwrap<ArrayHandle>(info[0]).release(); }

Napi::Value DriverObject::memory(Info info) {
  const Napi::Env env = info.Env();
  Napi::Object result = Napi::Object::New(env);
  result.Set("bytes", static_cast<double>(driver_->memory().bytes()));
  result.Set("cacheBytes", static_cast<double>(driver_->cacheBytes()));
  result.Set("peakBytes", static_cast<double>(driver_->memory().peakBytes()));
  return result;
}

void DriverObject::resetPeak(Info) { driver_->resetPeak(); }

Napi::Value DriverObject::pending(Info info) {
  return Napi::Number::New(info.Env(), static_cast<double>(driver_->pending()));
}

void DriverObject::emptyCaches(Info info) { driver(info.Env()).emptyCaches(); }

void DriverObject::limitCaches(Info info) {
  Driver& open = driver(info.Env());
  if (info[0].IsNull()) return open.limitCaches(std::nullopt, std::nullopt);
  const Napi::Object limits = info[0].As<Napi::Object>();
  const auto bytes = [&](const char* name) {
    const double value = limits.Get(name).ToNumber().DoubleValue();
    return value > 0 ? static_cast<size_t>(std::min(value, 9e15)) : size_t{0};  // NaN too is none
  };
  std::optional<size_t> together;
  if (limits.Has("together")) together = bytes("together");
  open.limitCaches(bytes("buffers"), bytes("weights"), together);
}

void DriverObject::failAllocation(Info info) {
  driver(info.Env()).failAllocation(info[0].ToNumber().Int64Value());
}

Napi::Value DriverObject::openJob(Info info) {
  return wrap(info.Env(), std::make_unique<JobHandle>(JobHandle{driver(info.Env()).openJob()}));
}

void DriverObject::enterJob(Info info) {
  driver(info.Env()).enterJob(info[0].IsNull() ? nullptr : unwrap<JobHandle>(info[0]).job);
}

Napi::Value DriverObject::jobProgress(Info info) {
  const JobPtr& job = unwrap<JobHandle>(info[0]).job;
  Napi::Object result = Napi::Object::New(info.Env());
  // Done first: it must never seem to be ahead.
  const double done = static_cast<double>(job->done());
  result.Set("issued", static_cast<double>(job->issued()));
  result.Set("done", done);
  return result;
}

void DriverObject::cancelJob(Info info) { unwrap<JobHandle>(info[0]).job->cancel(); }

void DriverObject::abandon(Info info) { driver(info.Env()).abandon(); }

void DriverObject::close(Info) {
  if (closed_) return;
  closed_ = true;
  registry_->driver = nullptr;
  driver_->close();
  open_->erase(driver_);
  for (ArrayHandle* handle : registry_->handles) handle->release();
}

}  // namespace xt::binding
