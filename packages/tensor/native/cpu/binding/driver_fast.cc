// The fused ops' methods: one object of the contract's arguments, a handle out.
#include "arguments.h"
#include "driver.h"

namespace xt::binding {
namespace {

struct Args {
  explicit Args(const Napi::CallbackInfo& info) : object(info[0].As<Napi::Object>()) {}
  Napi::Value operator[](const char* name) const { return object.Get(name); }
  int64_t integer(const char* name) const { return object.Get(name).ToNumber().Int64Value(); }

  Napi::Object object;
};

}  // namespace

Napi::Value DriverObject::activation(Info info) {
  const Args args(info);
  return handleOf(info.Env(), driver(info.Env()).activation(toActivation(args["activation"]), array(args["x"]),
                                                            toSpec(args["out"])));
}

Napi::Value DriverObject::softmax(Info info) {
  const Args args(info);
  return handleOf(info.Env(), driver(info.Env()).softmax(array(args["x"]), args.integer("axis"), toSpec(args["out"])));
}

Napi::Value DriverObject::groupStatistics(Info info) {
  const Args args(info);
  return handleOf(info.Env(), driver(info.Env()).groupStatistics(array(args["x"]), args.integer("groups"),
                                                                 toSpec(args["out"])));
}

Napi::Value DriverObject::groupNorm(Info info) {
  const Args args(info);
  const NormInputs norm{array(args["statistics"]), args["eps"].ToNumber().DoubleValue(),
                        toOptionalArray(registry_, args["weight"]), toOptionalArray(registry_, args["bias"])};
  return handleOf(info.Env(), driver(info.Env()).groupNorm(array(args["x"]), norm, toActivation(args["activation"]),
                                                           toSpec(args["out"])));
}

Napi::Value DriverObject::layerNorm(Info info) {
  const Args args(info);
  const NormInputs norm{nullptr, args["eps"].ToNumber().DoubleValue(), toOptionalArray(registry_, args["weight"]),
                        toOptionalArray(registry_, args["bias"])};
  return handleOf(info.Env(), driver(info.Env()).layerNorm(array(args["x"]), norm, args["centred"].ToBoolean(),
                                                           toSpec(args["out"])));
}

Napi::Value DriverObject::convBlock(Info info) {
  const Napi::Env env = info.Env();
  auto [output, statistics] =
      driver(env).convBlock(toConvBlockInputs(registry_, info[0]), toSpec(Args(info)["out"]));
  Napi::Object result = Napi::Object::New(env);
  result.Set("output", handleOf(env, std::move(output)));
  result.Set("statistics", statistics ? Napi::Value(handleOf(env, std::move(statistics))) : env.Null());
  return result;
}

Napi::Value DriverObject::convBlockWorkspace(Info info) {
  const size_t bytes = driver(info.Env()).convBlockWorkspace(toConvBlockInputs(nullptr, info[0]));
  return Napi::Number::New(info.Env(), static_cast<double>(bytes));
}

Napi::Value DriverObject::attention(Info info) {
  return handleOf(info.Env(), driver(info.Env()).attention(toAttentionInputs(registry_, info[0]),
                                                           toSpec(Args(info)["out"])));
}

Napi::Value DriverObject::attentionWorkspace(Info info) {
  const size_t bytes = driver(info.Env()).attentionWorkspace(toAttentionInputs(nullptr, info[0]));
  return Napi::Number::New(info.Env(), static_cast<double>(bytes));
}

}  // namespace xt::binding
