#include "binding/calls.h"
#include "binding/objects.h"

namespace tensor_mlx {
namespace {

/** jobOpen(): job. */
Napi::Value open(const Napi::CallbackInfo& info) { return wrap(info.Env(), std::make_unique<JobBox>()); }

/** jobEnter(backend, job | null). */
void enter(const Napi::CallbackInfo& info) {
  auto& box = unwrap<BackendBox>(info[0]);
  box.current = info[1].IsNull() ? nullptr : unwrap<JobBox>(info[1]).job;
}

/** jobProgress(job): [issued, done]. */
Napi::Value progress(const Napi::CallbackInfo& info) {
  auto env = info.Env();
  auto& job = *unwrap<JobBox>(info[0]).job;
  auto result = Napi::Array::New(env, 2);
  result[0u] = Napi::Number::New(env, static_cast<double>(job.issued.load()));
  result[1u] = Napi::Number::New(env, static_cast<double>(job.done.load()));
  return result;
}

void cancel(const Napi::CallbackInfo& info) { unwrap<JobBox>(info[0]).job->cancelled = true; }

}  // namespace

void exportJobCalls(Napi::Env env, Napi::Object exports) {
  exports["jobOpen"] = Napi::Function::New(env, open, "jobOpen");
  exports["jobEnter"] = Napi::Function::New(env, enter, "jobEnter");
  exports["jobProgress"] = Napi::Function::New(env, progress, "jobProgress");
  exports["jobCancel"] = Napi::Function::New(env, cancel, "jobCancel");
}

}  // namespace tensor_mlx
