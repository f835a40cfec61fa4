#include "arguments.h"

namespace xt::wasm {

Conv2dParams Arguments::conv2dParams() {
  Conv2dParams params;
  for (int64_t& stride : params.stride) stride = integer();
  params.top = integer();
  params.bottom = integer();
  params.left = integer();
  params.right = integer();
  for (int64_t& dilation : params.dilation) dilation = integer();
  params.groups = integer();
  params.precision = static_cast<Precision>(integer());
  return params;
}

std::optional<NormInputs> Arguments::norm() {
  if (!flag()) return std::nullopt;
  NormInputs norm;
  norm.statistics = array();
  norm.eps = number();
  norm.weight = optionalArray();
  norm.bias = optionalArray();
  return norm;
}

ConvBlockInputs Arguments::convBlock() {
  ConvBlockInputs inputs;
  inputs.x = array();
  inputs.norm = norm();
  inputs.activation = activation();
  inputs.upsample = static_cast<int>(integer());
  inputs.weight = array();
  inputs.bias = optionalArray();
  inputs.conv = conv2dParams();
  inputs.residual = optionalArray();
  inputs.outputActivation = activation();
  inputs.statisticsGroups = integer();
  return inputs;
}

AttentionInputs Arguments::attention() {
  AttentionInputs inputs;
  inputs.q = array();
  inputs.k = array();
  inputs.v = array();
  inputs.scale = number();
  inputs.mask = optionalArray();
  return inputs;
}

}  // namespace xt::wasm
