// Convolution and the fused ops: arguments of the contract to arguments of the kernels.
#include "../attention/attention.h"
#include "../conv/conv_block.h"
#include "../norm/group_norm.h"
#include "../norm/layer_norm.h"
#include "../norm/softmax.h"
#include "../simd/elementwise.h"
#include "driver.h"

namespace xt {
namespace {

using Views = std::vector<View>;
using Results = std::vector<MutableView>;

uint64_t countOf(const ArrayPtr& array) { return static_cast<uint64_t>(elementCount(array->shape)); }

/** A task's inputs, of which some are optional: `at` finds them again among the views. */
class Inputs {
 public:
  size_t add(const ArrayPtr& array) {
    if (!array) return kNone;
    arrays_.push_back(array);
    return arrays_.size() - 1;
  }
  std::vector<ArrayPtr> take() { return std::move(arrays_); }
  static const void* at(const Views& views, size_t index) { return index == kNone ? nullptr : views[index].data; }

 private:
  static constexpr size_t kNone = SIZE_MAX;
  std::vector<ArrayPtr> arrays_;
};

/** All but the pointers. */
ConvBlockArgs convBlockArgs(const ConvBlockInputs& inputs) {
  ConvBlockArgs args;
  const Shape& x = inputs.x->shape;
  const Shape& weight = inputs.weight->shape;
  args.dtype = inputs.x->dtype;
  args.batch = x[0];
  args.height = x[1];
  args.width = x[2];
  args.channels = x[3];
  if (inputs.norm) {
    args.normGroups = inputs.norm->statistics->shape[1];
    args.normEps = static_cast<float>(inputs.norm->eps);
  }
  args.activation = inputs.activation;
  args.upsample = inputs.upsample;
  args.weightKey = inputs.weight->key;
  args.outChannels = weight[0];
  args.kernelHeight = weight[1];
  args.kernelWidth = weight[2];
  args.strideY = inputs.conv.stride[0];
  args.strideX = inputs.conv.stride[1];
  args.padTop = inputs.conv.top;
  args.padBottom = inputs.conv.bottom;
  args.padLeft = inputs.conv.left;
  args.padRight = inputs.conv.right;
  args.dilationY = inputs.conv.dilation[0];
  args.dilationX = inputs.conv.dilation[1];
  args.groups = inputs.conv.groups;
  args.precision = inputs.conv.precision;
  args.outputActivation = inputs.outputActivation;
  args.statisticsGroups = inputs.statisticsGroups;
  return args;
}

AttentionArgs attentionArgs(const AttentionInputs& inputs) {
  AttentionArgs args;
  const Shape& q = inputs.q->shape;
  const Shape& k = inputs.k->shape;
  const Shape& v = inputs.v->shape;
  const auto rows = [](const Shape& shape) {
    AttentionOperand operand;
    operand.rowStride = shape[3];
    operand.headStride = shape[2] * shape[3];
    operand.batchStride = shape[1] * shape[2] * shape[3];
    return operand;
  };
  args.dtype = inputs.q->dtype;
  args.batch = q[0];
  args.heads = q[1];
  args.queries = q[2];
  args.headSize = q[3];
  args.keyHeads = k[1];
  args.keys = k[2];
  args.valueSize = v[3];
  args.q = rows(q);
  args.k = rows(k);
  args.v = rows(v);
  args.scale = static_cast<float>(inputs.scale);
  args.outputRowStride = v[3];
  args.outputHeadStride = q[2] * v[3];
  args.outputBatchStride = q[1] * q[2] * v[3];
  if (inputs.mask) {
    const Shape& mask = inputs.mask->shape;
    int64_t stride = 1;
    for (size_t axis = mask.size(); axis-- > 0;) {
      if (mask[axis] != 1) args.maskStrides[4 - mask.size() + axis] = stride;
      stride *= mask[axis];
    }
  }
  return args;
}

}  // namespace

ArrayPtr Driver::conv2d(ArrayPtr x, ArrayPtr weight, const Conv2dParams& params, ArraySpec out) {
  ConvBlockInputs inputs;
  inputs.x = std::move(x);
  inputs.weight = std::move(weight);
  inputs.conv = params;
  return convBlock(inputs, std::move(out), "conv2d").first;
}

std::pair<ArrayPtr, ArrayPtr> Driver::convBlock(const ConvBlockInputs& inputs, ArraySpec out, const char* op) {
  const ConvBlockArgs planned = convBlockArgs(inputs);
  inputs.weight->hasCachedWeights = true;
  Inputs arrays;
  const size_t x = arrays.add(inputs.x);
  const size_t weight = arrays.add(inputs.weight);
  const size_t bias = arrays.add(inputs.bias);
  const size_t residual = arrays.add(inputs.residual);
  const size_t statistics = arrays.add(inputs.norm ? inputs.norm->statistics : nullptr);
  const size_t normWeight = arrays.add(inputs.norm ? inputs.norm->weight : nullptr);
  const size_t normBias = arrays.add(inputs.norm ? inputs.norm->bias : nullptr);
  std::vector<ArraySpec> outs;
  const int64_t batch = out.shape[0];
  const bool empty = elementCount(out.shape) == 0;
  outs.push_back(std::move(out));
  if (inputs.statisticsGroups > 0) outs.push_back({DType::Float32, {batch, inputs.statisticsGroups, 2}});
  const auto results = issueMany(
      op, empty ? 0 : planned.workUnits(), arrays.take(), std::move(outs),
      [=](Context& context, const Views& in, const Results& to) {
        if (empty) return;
        ConvBlockArgs args = planned;
        args.x = Inputs::at(in, x);
        args.weight = Inputs::at(in, weight);
        args.bias = Inputs::at(in, bias);
        args.residual = Inputs::at(in, residual);
        args.normStatistics = static_cast<const float*>(Inputs::at(in, statistics));
        args.normWeight = Inputs::at(in, normWeight);
        args.normBias = Inputs::at(in, normBias);
        args.output = to[0].data;
        if (to.size() > 1) args.statistics = to[1].as<float>();
        xt::convBlock(context, args);
      },
      residual);
  return {results[0], results.size() > 1 ? results[1] : nullptr};
}

size_t Driver::convBlockWorkspace(const ConvBlockInputs& inputs) const {
  ConvBlockArgs args = convBlockArgs(inputs);
  float statistics = 0;  // only that there are some counts here
  if (inputs.statisticsGroups > 0) args.statistics = &statistics;
  return xt::convBlockWorkspace(args, threads_);
}

ArrayPtr Driver::attention(const AttentionInputs& inputs, ArraySpec out) {
  const AttentionArgs planned = attentionArgs(inputs);
  Inputs arrays;
  const size_t q = arrays.add(inputs.q);
  const size_t k = arrays.add(inputs.k);
  const size_t v = arrays.add(inputs.v);
  const size_t mask = arrays.add(inputs.mask);
  return issue("attention", planned.workUnits(), arrays.take(), std::move(out),
               [=](Context& context, const Views& in, const Results& to) {
                 AttentionArgs args = planned;
                 args.q.data = Inputs::at(in, q);
                 args.k.data = Inputs::at(in, k);
                 args.v.data = Inputs::at(in, v);
                 args.mask = Inputs::at(in, mask);
                 args.output = to[0].data;
                 xt::attention(context, args);
               });
}

size_t Driver::attentionWorkspace(const AttentionInputs& inputs) const {
  return xt::attentionWorkspace(attentionArgs(inputs), threads_);
}

ArrayPtr Driver::activation(ActivationKind kind, ArrayPtr x, ArraySpec out) {
  const uint64_t work = countOf(x);
  return issue("activation", work, {std::move(x)}, std::move(out),
               [kind](Context& context, const Views& in, const Results& to) {
                 applyActivation(context, kind, in[0].dtype, in[0].data, to[0].data, in[0].size());
               });
}

ArrayPtr Driver::softmax(ArrayPtr x, int64_t axis, ArraySpec out) {
  const uint64_t work = countOf(x);
  return issue("softmax", work, {std::move(x)}, std::move(out),
               [axis](Context& context, const Views& in, const Results& to) {
                 const View& from = in[0];
                 SoftmaxArgs args;
                 args.dtype = from.dtype;
                 args.x = from.data;
                 args.outer = elementCount(from.shape, 0, axis);
                 args.size = from.shape[axis];
                 args.inner = elementCount(from.shape, axis + 1, from.shape.size());
                 args.output = to[0].data;
                 xt::softmax(context, args);
               });
}

ArrayPtr Driver::groupStatistics(ArrayPtr x, int64_t groups, ArraySpec out) {
  const uint64_t work = countOf(x);
  return issue("groupStatistics", work, {std::move(x)}, std::move(out),
               [groups](Context& context, const Views& in, const Results& to) {
                 const Shape& shape = in[0].shape;
                 const int64_t positions = elementCount(shape, 1, shape.size() - 1);
                 xt::groupStatistics(context, in[0].dtype, in[0].data, shape[0], positions, shape.back(), groups,
                                     to[0].as<float>());
               });
}

ArrayPtr Driver::groupNorm(const ArrayPtr& x, const NormInputs& norm, ActivationKind activation, ArraySpec out) {
  const uint64_t work = countOf(x);
  Inputs arrays;
  const size_t from = arrays.add(x);
  const size_t statistics = arrays.add(norm.statistics);
  const size_t weight = arrays.add(norm.weight);
  const size_t bias = arrays.add(norm.bias);
  const int64_t groups = norm.statistics->shape[1];
  const float eps = static_cast<float>(norm.eps);
  return issue("groupNorm", work, arrays.take(), std::move(out),
               [=](Context& context, const Views& in, const Results& to) {
                 const Shape& shape = in[from].shape;
                 GroupNormArgs args;
                 args.dtype = in[from].dtype;
                 args.x = in[from].data;
                 args.batch = shape[0];
                 args.positions = elementCount(shape, 1, shape.size() - 1);
                 args.channels = shape.back();
                 args.statistics = static_cast<const float*>(Inputs::at(in, statistics));
                 args.groups = groups;
                 args.eps = eps;
                 args.weight = Inputs::at(in, weight);
                 args.bias = Inputs::at(in, bias);
                 args.activation = activation;
                 args.output = to[0].data;
                 xt::groupNorm(context, args);
               });
}

ArrayPtr Driver::layerNorm(const ArrayPtr& x, const NormInputs& norm, bool centred, ArraySpec out) {
  const uint64_t work = countOf(x);
  Inputs arrays;
  const size_t from = arrays.add(x);
  const size_t weight = arrays.add(norm.weight);
  const size_t bias = arrays.add(norm.bias);
  const float eps = static_cast<float>(norm.eps);
  return issue("layerNorm", work, arrays.take(), std::move(out),
               [=](Context& context, const Views& in, const Results& to) {
                 const Shape& shape = in[from].shape;
                 LayerNormArgs args;
                 args.dtype = in[from].dtype;
                 args.x = in[from].data;
                 args.size = shape.back();
                 args.rows = elementCount(shape, 0, shape.size() - 1);
                 args.eps = eps;
                 args.centred = centred;
                 args.weight = Inputs::at(in, weight);
                 args.bias = Inputs::at(in, bias);
                 args.output = to[0].data;
                 xt::layerNorm(context, args);
               });
}

}  // namespace xt
