// The ops' methods: arguments in the contract's order, a handle out.
#include "arguments.h"
#include "driver.h"

namespace xt::binding {

Napi::Value DriverObject::fill(Info info) {
  return handleOf(info.Env(), driver(info.Env()).fill(toScalar(info[0]), toSpec(info[1])));
}

Napi::Value DriverObject::arange(Info info) {
  const double start = info[0].ToNumber().DoubleValue();
  const double step = info[1].ToNumber().DoubleValue();
  return handleOf(info.Env(), driver(info.Env()).arange(start, step, toSpec(info[2])));
}

Napi::Value DriverObject::randomBits(Info info) {
  if (!info[0].IsBigInt()) throw Napi::TypeError::New(info.Env(), "a seed must be a bigint");
  bool lossless = true;
  const uint64_t seed = info[0].As<Napi::BigInt>().Uint64Value(&lossless);
  return handleOf(info.Env(), driver(info.Env()).randomBits(seed, toSpec(info[1])));
}

Napi::Value DriverObject::unary(Info info) {
  const auto op = toOp<UnaryOp>(kUnaryNames, info[0]);
  return handleOf(info.Env(), driver(info.Env()).unary(op, array(info[1]), toSpec(info[2])));
}

Napi::Value DriverObject::binary(Info info) {
  const auto op = toOp<BinaryOp>(kBinaryNames, info[0]);
  return handleOf(info.Env(), driver(info.Env()).binary(op, array(info[1]), array(info[2]), toSpec(info[3])));
}

Napi::Value DriverObject::compare(Info info) {
  const auto op = toOp<CompareOp>(kCompareNames, info[0]);
  return handleOf(info.Env(), driver(info.Env()).compare(op, array(info[1]), array(info[2]), toSpec(info[3])));
}

Napi::Value DriverObject::where(Info info) {
  return handleOf(info.Env(),
                  driver(info.Env()).where(array(info[0]), array(info[1]), array(info[2]), toSpec(info[3])));
}

Napi::Value DriverObject::cast(Info info) {
  return handleOf(info.Env(), driver(info.Env()).cast(array(info[0]), toSpec(info[1])));
}

Napi::Value DriverObject::reduce(Info info) {
  const auto op = toOp<ReduceOp>(kReduceNames, info[0]);
  return handleOf(info.Env(),
                  driver(info.Env()).reduce(op, array(info[1]), toIntegers(info[2]), toSpec(info[3])));
}

Napi::Value DriverObject::reshape(Info info) {
  return handleOf(info.Env(), driver(info.Env()).reshape(array(info[0]), toSpec(info[1])));
}

Napi::Value DriverObject::transpose(Info info) {
  return handleOf(info.Env(), driver(info.Env()).transpose(array(info[0]), toIntegers(info[1]), toSpec(info[2])));
}

Napi::Value DriverObject::broadcast(Info info) {
  return handleOf(info.Env(), driver(info.Env()).broadcast(array(info[0]), toSpec(info[1])));
}

Napi::Value DriverObject::slice(Info info) {
  return handleOf(info.Env(), driver(info.Env()).slice(array(info[0]), toIntegers(info[1]), toIntegers(info[2]),
                                                       toSpec(info[3])));
}

Napi::Value DriverObject::pad(Info info) {
  return handleOf(info.Env(), driver(info.Env()).pad(array(info[0]), toIntegers(info[1]), toScalar(info[2]),
                                                     toSpec(info[3])));
}

Napi::Value DriverObject::concat(Info info) {
  const int64_t axis = info[1].ToNumber().Int64Value();
  return handleOf(info.Env(), driver(info.Env()).concat(toArrays(registry_, info[0]), axis, toSpec(info[2])));
}

Napi::Value DriverObject::take(Info info) {
  const int64_t axis = info[2].ToNumber().Int64Value();
  return handleOf(info.Env(), driver(info.Env()).take(array(info[0]), array(info[1]), axis, toSpec(info[3])));
}

Napi::Value DriverObject::matmul(Info info) {
  return handleOf(info.Env(), driver(info.Env()).matmul(array(info[0]), array(info[1]), toSpec(info[2])));
}

Napi::Value DriverObject::conv2d(Info info) {
  return handleOf(info.Env(), driver(info.Env()).conv2d(array(info[0]), array(info[1]), toConv2dParams(info[2]),
                                                        toSpec(info[3])));
}

}  // namespace xt::binding
