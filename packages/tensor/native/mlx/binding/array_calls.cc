#include <cmath>

#include "binding/calls.h"
#include "binding/objects.h"
#include "runtime/engine.h"
#include "runtime/owner.h"

namespace tensor_mlx {
namespace {

/** The driver's TypeScript sends places in this list, which is `dtypes` of src/dtype.ts. */
const mx::Dtype dtypeList[] = {mx::float32, mx::float16, mx::bfloat16, mx::int32,
                               mx::int64,   mx::uint32,  mx::uint8,    mx::bool_};

mx::Dtype dtypeOf(const Napi::Value& value) {
  auto place = value.As<Napi::Number>().Uint32Value();
  if (place >= std::size(dtypeList)) throw Napi::RangeError::New(value.Env(), "unknown dtype");
  return dtypeList[place];
}

std::vector<double> numbersOf(const Napi::Value& value) {
  auto list = value.As<Napi::Array>();
  std::vector<double> numbers(list.Length());
  for (uint32_t i = 0; i < numbers.size(); ++i) numbers[i] = list.Get(i).As<Napi::Number>().DoubleValue();
  return numbers;
}

std::vector<double> shapeOf(const Napi::Value& value) {
  auto shape = numbersOf(value);
  for (double d : shape) {
    if (!(d >= 0) || d != std::floor(d)) throw Napi::RangeError::New(value.Env(), "whole numbers as shape expected");
  }
  return shape;
}

double bytesOf(const std::vector<double>& shape, mx::Dtype dtype) {
  double bytes = static_cast<double>(mx::size_of(dtype));
  for (double d : shape) bytes *= d;
  return bytes;
}

std::shared_ptr<Node> nodeOf(const Napi::Value& value) {
  auto& box = unwrap<HandleBox>(value);
  if (!box.node) throw Napi::TypeError::New(value.Env(), "a live array expected; it was disposed of");
  return box.node;
}

/** kernels(): the names of all ops, in the order `run` counts them. */
Napi::Value kernelNames(const Napi::CallbackInfo& info) {
  auto env = info.Env();
  auto& table = kernels();
  auto names = Napi::Array::New(env, table.size());
  for (uint32_t i = 0; i < table.size(); ++i) names[i] = Napi::String::New(env, table[i].name);
  return names;
}

/** fromBytes(backend, bytes, shape, dtype): handle. Copies during the call. */
Napi::Value fromBytes(const Napi::CallbackInfo& info) {
  auto env = info.Env();
  auto& box = unwrap<BackendBox>(info[0]);
  auto bytes = info[1].As<Napi::Uint8Array>();
  auto shape = shapeOf(info[2]);
  auto dtype = dtypeOf(info[3]);
  double expected = bytesOf(shape, dtype);
  if (static_cast<double>(bytes.ByteLength()) != expected) {
    throw Napi::RangeError::New(env, "as many bytes as the shape takes expected");
  }
  auto node = std::make_shared<Node>(box.backend);
  auto handle = newHandle(env, node, expected);
  auto staged = stage(*box.backend, bytes.Data(), bytes.ByteLength(), dtype == mx::bool_);
  ++box.backend->pending;
  Owner::instance().post([node = std::move(node), staged, shape = std::move(shape), dtype] {
    upload(node, staged, shape, dtype);
  });
  return handle;
}

/** run(backend, kernel, inputs, numbers, shape, dtype, work): handle. */
Napi::Value run(const Napi::CallbackInfo& info) {
  auto env = info.Env();
  auto& box = unwrap<BackendBox>(info[0]);
  auto request = std::make_shared<Request>();
  request->kernel = info[1].As<Napi::Number>().Uint32Value();
  if (request->kernel >= kernels().size()) throw Napi::RangeError::New(env, "unknown op");
  auto inputs = info[2].As<Napi::Array>();
  for (uint32_t i = 0; i < inputs.Length(); ++i) {
    Napi::Value input = inputs.Get(i);
    request->inputs.push_back(input.IsNull() ? nullptr : nodeOf(input));
    auto& node = request->inputs.back();
    if (node && node->backend != box.backend) throw Napi::TypeError::New(env, "an array of this backend expected");
  }
  request->numbers = numbersOf(info[3]);
  request->shape = shapeOf(info[4]);
  request->dtype = dtypeOf(info[5]);
  request->work = info[6].As<Napi::Number>().Int64Value();
  request->job = box.current;
  if (request->job) request->job->issued += request->work;
  auto node = std::make_shared<Node>(box.backend);
  auto handle = newHandle(env, node, bytesOf(request->shape, request->dtype));
  ++box.backend->pending;
  Owner::instance().post([node = std::move(node), request = std::move(request)] { execute(node, *request); });
  return handle;
}

/** read(backend, handle, arrayBuffer, callback): fills the buffer, which is as long as the array. */
void read(const Napi::CallbackInfo& info) {
  auto& box = unwrap<BackendBox>(info[0]);
  auto node = nodeOf(info[1]);
  auto buffer = info[2].As<Napi::ArrayBuffer>();
  void* to = buffer.Data();
  size_t room = buffer.ByteLength();
  auto environment = box.environment;
  auto awaited = environment->await(functionOf(info[3]), buffer);
  Owner::instance().post([node = std::move(node), environment, awaited, to, room] {
    auto failure = fetch(node, [&](const void* from, size_t bytes) {
      if (bytes != room) throw Failure("internal", "read", "the array must be as long as its shape says");
      environment->fill(to, from, bytes);
    });
    environment->settle(awaited, std::move(failure));
  });
}

/** ready(backend, handles | null, callback). */
void ready(const Napi::CallbackInfo& info) {
  auto& box = unwrap<BackendBox>(info[0]);
  std::vector<std::shared_ptr<Node>> nodes;
  if (!info[1].IsNull()) {
    auto list = info[1].As<Napi::Array>();
    for (uint32_t i = 0; i < list.Length(); ++i) nodes.push_back(nodeOf(list.Get(i)));
  }
  auto awaited = box.environment->await(functionOf(info[2]), Napi::Value());
  Owner::instance().post(
      [backend = box.backend, environment = box.environment, nodes = std::move(nodes), awaited] {
        evaluate(*backend);
        std::shared_ptr<const Failure> failure;
        for (auto& node : nodes)
          if (!failure) failure = tensor_mlx::settle(node);
        environment->settle(awaited, std::move(failure));
      });
}

void dispose(const Napi::CallbackInfo& info) { unwrap<HandleBox>(info[0]).dispose(info.Env()); }

}  // namespace

void exportArrayCalls(Napi::Env env, Napi::Object exports) {
  exports["kernels"] = Napi::Function::New(env, kernelNames, "kernels");
  exports["fromBytes"] = Napi::Function::New(env, fromBytes, "fromBytes");
  exports["run"] = Napi::Function::New(env, run, "run");
  exports["read"] = Napi::Function::New(env, read, "read");
  exports["ready"] = Napi::Function::New(env, ready, "ready");
  exports["dispose"] = Napi::Function::New(env, dispose, "dispose");
}

}  // namespace tensor_mlx
