// From the contract's arguments (src/backend.ts) to the driver's.
#pragma once

#include <napi.h>

#include "../ops/op_names.h"
#include "../runtime/driver.h"
#include "handle.h"

namespace xt::binding {

using Registry = std::shared_ptr<HandleRegistry>;

ArraySpec toSpec(Napi::Value value);
Shape toIntegers(Napi::Value value);
/** An ArrayRef. Here and below: without a registry its shape and type alone, for asking what an op would need. */
ArrayPtr toArray(const Registry& registry, Napi::Value value);
/** An ArrayRef or null. */
ArrayPtr toOptionalArray(const Registry& registry, Napi::Value value);
/** A handle alone. */
ArrayPtr toArrayOfHandle(const Registry& registry, Napi::Value value);
std::vector<ArrayPtr> toArrays(const Registry& registry, Napi::Value value);
Scalar toScalar(Napi::Value value);
ActivationKind toActivation(Napi::Value value);
Conv2dParams toConv2dParams(Napi::Value value);
ConvBlockInputs toConvBlockInputs(const Registry& registry, Napi::Value value);
AttentionInputs toAttentionInputs(const Registry& registry, Napi::Value value);
DriverOptions toDriverOptions(Napi::Value value);

template <class Op, size_t N>
Op toOp(const char* const (&names)[N], Napi::Value value) {
  const std::string name = value.ToString();
  if (const auto op = findOp<Op>(names, name)) return *op;
  throw Napi::TypeError::New(value.Env(), "an op must be one of this backend's; got " + name);
}

}  // namespace xt::binding
