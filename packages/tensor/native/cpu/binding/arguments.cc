#include "arguments.h"

#include <limits>

#include "wrapped.h"

namespace xt::binding {
namespace {

// As deep as the walks over axes go (see Broadcast).
constexpr uint32_t kMaxRank = 32;

Napi::Object toObject(Napi::Value value, const char* what) {
  if (!value.IsObject()) throw Napi::TypeError::New(value.Env(), std::string(what) + " must be an object");
  return value.As<Napi::Object>();
}

int64_t toInteger(Napi::Value value) {
  if (!value.IsNumber()) throw Napi::TypeError::New(value.Env(), "an integer must be a number");
  return value.As<Napi::Number>().Int64Value();
}

double toNumber(Napi::Value value) {
  if (!value.IsNumber()) throw Napi::TypeError::New(value.Env(), "a number was expected");
  return value.As<Napi::Number>().DoubleValue();
}

DType toDType(Napi::Value value) {
  const std::string name = value.ToString();
  for (int i = 0; i < kDTypes; ++i) {
    if (name == dtypeName(static_cast<DType>(i))) return static_cast<DType>(i);
  }
  throw Napi::TypeError::New(value.Env(), "an array must have a known dtype; got " + name);
}

bool isAbsent(Napi::Value value) { return value.IsNull() || value.IsUndefined(); }

std::optional<NormInputs> toNorm(const Registry& registry, Napi::Value value) {
  if (isAbsent(value)) return std::nullopt;
  const Napi::Object object = toObject(value, "norm");
  NormInputs norm;
  norm.statistics = toArray(registry, object.Get("statistics"));
  norm.eps = toNumber(object.Get("eps"));
  norm.weight = toOptionalArray(registry, object.Get("weight"));
  norm.bias = toOptionalArray(registry, object.Get("bias"));
  return norm;
}

Precision toPrecision(Napi::Value value) {
  if (isAbsent(value)) return Precision::Highest;
  const std::string name = value.ToString();
  if (name == "highest") return Precision::Highest;
  if (name == "high") return Precision::High;
  if (name == "medium") return Precision::Medium;
  throw Napi::TypeError::New(value.Env(), "a precision must be known; got " + name);
}

/** An array that has a shape and a type and will never have elements. */
ArrayPtr toSizedArray(Napi::Value value) {
  ArraySpec spec = toSpec(value);
  return std::make_shared<Array>(std::make_shared<Heap>(0), spec.dtype, std::move(spec.shape));
}

}  // namespace

Shape toIntegers(Napi::Value value) {
  if (!value.IsArray()) throw Napi::TypeError::New(value.Env(), "a list of integers was expected");
  const Napi::Array list = value.As<Napi::Array>();
  const uint32_t length = list.Length();
  if (length > kMaxRank) throw Napi::RangeError::New(value.Env(), "an array must have at most 32 axes");
  Shape integers(length);
  for (uint32_t i = 0; i < length; ++i) integers[i] = toInteger(list.Get(i));
  return integers;
}

ArraySpec toSpec(Napi::Value value) {
  const Napi::Object object = toObject(value, "an array's shape and dtype");
  ArraySpec spec{toDType(object.Get("dtype")), toIntegers(object.Get("shape"))};
  // Bytes must be countable; what memory can hold is seen when they are asked for.
  int64_t left = std::numeric_limits<int64_t>::max() / 16;
  for (int64_t size : spec.shape) {
    if (size < 0 || size > left) throw Napi::RangeError::New(value.Env(), "a shape must be of countable size");
    if (size > 0) left /= size;
  }
  return spec;
}

ArrayPtr toArrayOfHandle(const Registry& registry, Napi::Value value) {
  const ArrayHandle& handle = unwrap<ArrayHandle>(value);
  if (!handle.belongsTo(registry)) throw Napi::TypeError::New(value.Env(), "a handle must be of this backend");
  if (!handle.array()) throw Napi::Error::New(value.Env(), "a handle must not be used after it was disposed of");
  return handle.array();
}

ArrayPtr toArray(const Registry& registry, Napi::Value value) {
  if (!registry) return toSizedArray(value);
  return toArrayOfHandle(registry, toObject(value, "an array").Get("handle"));
}

ArrayPtr toOptionalArray(const Registry& registry, Napi::Value value) {
  return isAbsent(value) ? nullptr : toArray(registry, value);
}

std::vector<ArrayPtr> toArrays(const Registry& registry, Napi::Value value) {
  std::vector<ArrayPtr> arrays;
  if (isAbsent(value)) return arrays;
  const Napi::Array list = value.As<Napi::Array>();
  for (uint32_t i = 0; i < list.Length(); ++i) arrays.push_back(toArray(registry, list.Get(i)));
  return arrays;
}

Scalar toScalar(Napi::Value value) {
  if (!value.IsBigInt()) return {toNumber(value), 0, false};
  bool lossless = true;
  return {0, value.As<Napi::BigInt>().Int64Value(&lossless), true};
}

ActivationKind toActivation(Napi::Value value) {
  if (isAbsent(value)) return ActivationKind::None;
  const std::string name = value.ToString();
  if (name == "silu") return ActivationKind::Silu;
  if (name == "relu") return ActivationKind::Relu;
  if (name == "gelu") return ActivationKind::Gelu;
  if (name == "gelu-tanh") return ActivationKind::GeluTanh;
  throw Napi::TypeError::New(value.Env(), "an activation must be known; got " + name);
}

Conv2dParams toConv2dParams(Napi::Value value) {
  const Napi::Object object = toObject(value, "conv2d's parameters");
  const Shape stride = toIntegers(object.Get("stride"));
  const Shape dilation = toIntegers(object.Get("dilation"));
  const Napi::Object padding = toObject(object.Get("padding"), "padding");
  Conv2dParams params;
  for (size_t i = 0; i < 2; ++i) {
    params.stride[i] = stride.at(i);
    params.dilation[i] = dilation.at(i);
  }
  params.top = toInteger(padding.Get("top"));
  params.bottom = toInteger(padding.Get("bottom"));
  params.left = toInteger(padding.Get("left"));
  params.right = toInteger(padding.Get("right"));
  params.groups = toInteger(object.Get("groups"));
  params.precision = toPrecision(object.Get("precision"));
  return params;
}

ConvBlockInputs toConvBlockInputs(const Registry& registry, Napi::Value value) {
  const Napi::Object object = toObject(value, "convBlock's arguments");
  ConvBlockInputs inputs;
  inputs.x = toArray(registry, object.Get("x"));
  inputs.norm = toNorm(registry, object.Get("norm"));
  inputs.activation = toActivation(object.Get("activation"));
  inputs.upsample = static_cast<int>(toInteger(object.Get("upsample")));
  inputs.weight = toArray(registry, object.Get("weight"));
  inputs.bias = toOptionalArray(registry, object.Get("bias"));
  inputs.conv = toConv2dParams(object.Get("conv"));
  inputs.residual = toOptionalArray(registry, object.Get("residual"));
  inputs.outputActivation = toActivation(object.Get("outputActivation"));
  const Napi::Value groups = object.Get("statisticsGroups");
  inputs.statisticsGroups = isAbsent(groups) ? 0 : toInteger(groups);
  return inputs;
}

AttentionInputs toAttentionInputs(const Registry& registry, Napi::Value value) {
  const Napi::Object object = toObject(value, "attention's arguments");
  return {toArray(registry, object.Get("q")), toArray(registry, object.Get("k")), toArray(registry, object.Get("v")),
          toNumber(object.Get("scale")), toOptionalArray(registry, object.Get("mask"))};
}

DriverOptions toDriverOptions(Napi::Value value) {
  DriverOptions options;
  if (isAbsent(value)) return options;
  const Napi::Object object = toObject(value, "options");
  const Napi::Value threads = object.Get("threads");
  const Napi::Value cacheBytes = object.Get("cacheBytes");
  if (!isAbsent(threads)) options.threads = static_cast<int>(toInteger(threads));
  if (!isAbsent(cacheBytes)) options.cacheBytes = static_cast<uint64_t>(toInteger(cacheBytes));
  return options;
}

}  // namespace xt::binding
