// The ops' functions: arguments in the contract's order, a handle out; 0 where the call failed.
#include "arguments.h"
#include "exports.h"

namespace xt::wasm {
namespace {

/** `issue(driver, arguments)` gives the array of a handle. */
template <class Issue>
uint32_t handleOf(const double* first, Issue&& issue) noexcept {
  return guarded(0u, [&] {
    Arguments arguments(first);
    return session().arrays.add(issue(session().driver, arguments));
  });
}

}  // namespace
}  // namespace xt::wasm

using namespace xt;
using namespace xt::wasm;

/** Its elements are to be written where `xt_data` says, before anything is issued with it. */
XT_EXPORT uint32_t xt_unfilled(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) { return driver.unfilled(from.spec()); });
}

XT_EXPORT uint32_t xt_fill(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const Scalar value = from.scalar();
    return driver.fill(value, from.spec());
  });
}

XT_EXPORT uint32_t xt_arange(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const double start = from.number();
    const double step = from.number();
    return driver.arange(start, step, from.spec());
  });
}

XT_EXPORT uint32_t xt_randomBits(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const uint64_t seed = from.bits();
    return driver.randomBits(seed, from.spec());
  });
}

XT_EXPORT uint32_t xt_unary(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const auto op = from.op<UnaryOp>(kUnaryNames);
    const ArrayPtr x = from.array();
    return driver.unary(op, x, from.spec());
  });
}

XT_EXPORT uint32_t xt_binary(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const auto op = from.op<BinaryOp>(kBinaryNames);
    const ArrayPtr a = from.array();
    const ArrayPtr b = from.array();
    return driver.binary(op, a, b, from.spec());
  });
}

XT_EXPORT uint32_t xt_compare(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const auto op = from.op<CompareOp>(kCompareNames);
    const ArrayPtr a = from.array();
    const ArrayPtr b = from.array();
    return driver.compare(op, a, b, from.spec());
  });
}

XT_EXPORT uint32_t xt_where(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const ArrayPtr condition = from.array();
    const ArrayPtr a = from.array();
    const ArrayPtr b = from.array();
    return driver.where(condition, a, b, from.spec());
  });
}

XT_EXPORT uint32_t xt_cast(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const ArrayPtr x = from.array();
    return driver.cast(x, from.spec());
  });
}

XT_EXPORT uint32_t xt_reduce(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const auto op = from.op<ReduceOp>(kReduceNames);
    const ArrayPtr x = from.array();
    Shape axes = from.integers();
    return driver.reduce(op, x, std::move(axes), from.spec());
  });
}

XT_EXPORT uint32_t xt_reshape(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const ArrayPtr x = from.array();
    return driver.reshape(x, from.spec());
  });
}

XT_EXPORT uint32_t xt_transpose(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const ArrayPtr x = from.array();
    Shape permutation = from.integers();
    return driver.transpose(x, std::move(permutation), from.spec());
  });
}

XT_EXPORT uint32_t xt_broadcast(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const ArrayPtr x = from.array();
    return driver.broadcast(x, from.spec());
  });
}

XT_EXPORT uint32_t xt_slice(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const ArrayPtr x = from.array();
    Shape start = from.integers();
    Shape step = from.integers();
    return driver.slice(x, std::move(start), std::move(step), from.spec());
  });
}

XT_EXPORT uint32_t xt_pad(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const ArrayPtr x = from.array();
    Shape before = from.integers();
    const Scalar value = from.scalar();
    return driver.pad(x, std::move(before), value, from.spec());
  });
}

XT_EXPORT uint32_t xt_concat(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    std::vector<ArrayPtr> xs = from.arrays();
    const int64_t axis = from.integer();
    return driver.concat(std::move(xs), axis, from.spec());
  });
}

XT_EXPORT uint32_t xt_take(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const ArrayPtr x = from.array();
    const ArrayPtr indices = from.array();
    const int64_t axis = from.integer();
    return driver.take(x, indices, axis, from.spec());
  });
}

XT_EXPORT uint32_t xt_matmul(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const ArrayPtr a = from.array();
    const ArrayPtr b = from.array();
    return driver.matmul(a, b, from.spec());
  });
}

XT_EXPORT uint32_t xt_conv2d(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const ArrayPtr x = from.array();
    const ArrayPtr weight = from.array();
    const Conv2dParams params = from.conv2dParams();
    return driver.conv2d(x, weight, params, from.spec());
  });
}

// The fused ops, by the names of their arguments' types in src/backend.ts.

XT_EXPORT uint32_t xt_activation(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const ArrayPtr x = from.array();
    const ActivationKind kind = from.activation();
    return driver.activation(kind, x, from.spec());
  });
}

XT_EXPORT uint32_t xt_softmax(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const ArrayPtr x = from.array();
    const int64_t axis = from.integer();
    return driver.softmax(x, axis, from.spec());
  });
}

XT_EXPORT uint32_t xt_groupStatistics(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const ArrayPtr x = from.array();
    const int64_t groups = from.integer();
    return driver.groupStatistics(x, groups, from.spec());
  });
}

XT_EXPORT uint32_t xt_groupNorm(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const ArrayPtr x = from.array();
    const std::optional<NormInputs> norm = from.norm();
    if (!norm) throw ArgumentError("statistics must be given");
    const ActivationKind activation = from.activation();
    return driver.groupNorm(x, *norm, activation, from.spec());
  });
}

XT_EXPORT uint32_t xt_layerNorm(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const ArrayPtr x = from.array();
    NormInputs norm;
    norm.eps = from.number();
    const bool centred = from.flag();
    norm.weight = from.optionalArray();
    norm.bias = from.optionalArray();
    return driver.layerNorm(x, norm, centred, from.spec());
  });
}

/** Writes the handle of the statistics, or 0, to the first argument. */
XT_EXPORT uint32_t xt_convBlock(double* first) {
  return guarded(0u, [&] {
    Arguments from(first);
    const ConvBlockInputs inputs = from.convBlock();
    auto [output, statistics] = session().driver.convBlock(inputs, from.spec());
    first[0] = statistics ? session().arrays.add(std::move(statistics)) : 0;
    return session().arrays.add(std::move(output));
  });
}

/** Below 0 where the call failed, as the next. */
XT_EXPORT double xt_convBlockWorkspace(const double* first) {
  return guarded(-1.0, [&] {
    return static_cast<double>(session().driver.convBlockWorkspace(Arguments(first).convBlock()));
  });
}

XT_EXPORT uint32_t xt_attention(const double* first) {
  return handleOf(first, [](Driver& driver, Arguments& from) {
    const AttentionInputs inputs = from.attention();
    return driver.attention(inputs, from.spec());
  });
}

XT_EXPORT double xt_attentionWorkspace(const double* first) {
  return guarded(-1.0, [&] {
    return static_cast<double>(session().driver.attentionWorkspace(Arguments(first).attention()));
  });
}
