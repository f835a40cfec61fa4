#include "runtime/engine.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

#include "mlx/memory.h"
#include "mlx/ops.h"
#include "mlx/transforms.h"
#include "runtime/budget.h"
#include "runtime/meter.h"
#include "runtime/owner.h"

namespace tensor_mlx {
namespace {

/** Built but not evaluated: beyond these it is evaluated at once (the CPU's allocates ahead of its work). */
struct Laziness {
  double bytes, work;
};
Laziness laziness() {
  return Owner::instance().onGpu() ? Laziness{1.0 * 1024 * 1024 * 1024, 1e11} : Laziness{64.0 * 1024 * 1024, 1.5e8};
}

std::shared_ptr<const Failure> failureOf(const std::string& op, std::exception_ptr caught) {
  try {
    std::rethrow_exception(std::move(caught));
  } catch (const Failure& failure) {
    return std::make_shared<Failure>(failure);
  } catch (const std::bad_alloc&) {
    return std::make_shared<Failure>("out-of-memory", op, "memory must be had; the system refused");
  } catch (const std::exception& error) {
    std::string text = error.what();
    bool memory = text.find("allocat") != std::string::npos;
    return std::make_shared<Failure>(memory ? "out-of-memory" : "internal", op,
                                     "MLX must be able to do this; it says: " + text);
  } catch (...) {
    return std::make_shared<Failure>("internal", op, "MLX must be able to do this; it threw something unknown");
  }
}

std::shared_ptr<const Failure> closedFailure(const std::string& op) {
  return std::make_shared<Failure>("closed", op, "the backend must be open; it was closed");
}

std::shared_ptr<const Failure> abortedFailure(const std::string& op) {
  return std::make_shared<Failure>("aborted", op, "the work must not be cancelled; its job was");
}

void fail(Node& node, std::shared_ptr<const Failure> failure) {
  node.value.reset();
  node.failure = std::move(failure);
}

/** The node's op has been computed, or never will be. */
void finish(Node& node) {
  if (node.job) node.job->done += node.work;
  node.job.reset();
  node.inputs.clear();
  --node.backend->pending;
}

std::shared_ptr<const Failure> failureAmong(const std::vector<std::shared_ptr<Node>>& inputs) {
  for (auto& input : inputs)
    if (input && input->failure) return input->failure;
  return nullptr;
}

Call callOf(const Request& request, const KernelEntry& entry, Backend& backend) {
  Call call;
  call.op = entry.name;
  call.numbers = request.numbers;
  call.dtype = request.dtype;
  call.host = backend.hostKernels && !Owner::instance().onGpu();
  call.shape = checkedShape(backend, entry.name, request.shape, request.dtype);
  for (auto& input : request.inputs) {
    if (!input) {
      call.inputs.emplace_back();
    } else {
      if (!input->value) throw Failure("disposed", entry.name, "arguments must be live arrays; one was disposed of");
      call.inputs.emplace_back(*input->value);
    }
  }
  return call;
}

double bytesOf(const mx::Shape& shape, mx::Dtype dtype) {
  double bytes = static_cast<double>(mx::size_of(dtype));
  for (auto d : shape) bytes *= d;
  return bytes;
}

mx::array build(const Request& request, const KernelEntry& entry, Backend& backend, double& bytes) {
  Call call = callOf(request, entry, backend);
  bytes = bytesOf(call.shape, call.dtype);
  if (bytes == 0 && !entry.checksAlways) return mx::zeros(call.shape, call.dtype);
  double workspace = 0;
  for (auto& in : call.inputs)
    if (in) workspace += bytesOf(in->shape(), mx::float32);
  workspace *= entry.copies;
  reserve(backend, entry.name, bytes + workspace);
  bytes += workspace;
  auto value = entry.kernel(call);
  if (value.shape() != call.shape || value.dtype() != call.dtype) {
    throw std::logic_error("the kernel's result has another shape or dtype than the op's");
  }
  return value;
}

/** Evaluates arrays together; where that fails, one by one, to tell which of them. */
void evaluateAll(std::vector<std::shared_ptr<Node>>& nodes) {
  std::vector<mx::array> arrays;
  for (auto& node : nodes)
    if (node->value) arrays.push_back(*node->value);
  if (arrays.empty()) return;
  try {
    mx::eval(std::move(arrays));
  } catch (...) {
    for (auto& node : nodes) {
      if (!node->value) continue;
      try {
        mx::eval(*node->value);
      } catch (...) {
        fail(*node, failureOf(node->op, std::current_exception()));
      }
    }
  }
}

}  // namespace

void execute(const std::shared_ptr<Node>& node, const Request& request) {
  auto& backend = *node->backend;
  auto& entry = kernels()[request.kernel];
  node->op = entry.name;
  node->job = request.job;
  node->work = request.work;
  backend.nodes.insert(node.get());
  if (backend.dropped || backend.closed) fail(*node, closedFailure(node->op));
  else if (node->job && node->job->cancelled) fail(*node, abortedFailure(node->op));
  else if (auto failure = failureAmong(request.inputs)) fail(*node, failure);
  if (node->failure) return finish(*node);

  Meter meter(backend);
  double bytes = 0;
  try {
    node->value = build(request, entry, backend, bytes);
  } catch (...) {
    fail(*node, failureOf(node->op, std::current_exception()));
    return finish(*node);
  }
  node->inputs = request.inputs;
  backend.unevaluated.push_back(node);
  backend.unevaluatedBytes += bytes;
  backend.unevaluatedWork += static_cast<double>(request.work);
  Owner::instance().markDirty(backend.shared_from_this());
  auto limit = laziness();
  if (backend.unevaluatedBytes > limit.bytes || backend.unevaluatedWork > limit.work) evaluate(backend);
}

void evaluate(Backend& backend) {
  auto self = backend.shared_from_this();
  Owner::instance().clearDirty(self);
  auto nodes = std::move(backend.unevaluated);
  backend.unevaluated.clear();
  Meter meter(backend);
  for (auto& node : nodes) {
    if (backend.dropped) fail(*node, closedFailure(node->op));
    else if (node->job && node->job->cancelled) fail(*node, abortedFailure(node->op));
    else if (auto failure = failureAmong(node->inputs)) fail(*node, failure);
  }
  evaluateAll(nodes);
  // A failure found in evaluating reaches what was computed from it.
  for (auto& node : nodes) {
    if (!node->failure)
      if (auto failure = failureAmong(node->inputs)) fail(*node, failure);
    finish(*node);
  }
  backend.unevaluatedBytes = 0;
  backend.unevaluatedWork = 0;
}

Staged stage(Backend& backend, const void* bytes, size_t count, bool asBool) {
  constexpr size_t page = 16384;  // the largest of the platforms'
  if (count == 0) return {};
  Staged staged{std::aligned_alloc(page, (count + page - 1) / page * page), count};
  if (staged.data == nullptr) return staged;
  if (asBool) {
    auto* from = static_cast<const unsigned char*>(bytes);
    auto* to = static_cast<unsigned char*>(staged.data);
    for (size_t i = 0; i < count; ++i) to[i] = from[i] != 0;
  } else {
    std::memcpy(staged.data, bytes, count);
  }
  stagedBytes += static_cast<int64_t>(count);
  backend.staged += static_cast<int64_t>(count);
  backend.notePeak(backend.bytes());
  return staged;
}

void upload(const std::shared_ptr<Node>& node, Staged staged, const std::vector<double>& shape, mx::Dtype dtype) {
  auto backend = node->backend;
  node->op = "fromBytes";
  backend->nodes.insert(node.get());
  auto give = [backend, bytes = static_cast<int64_t>(staged.bytes)](void* data) {
    std::free(data);
    stagedBytes -= bytes;
    backend->staged -= bytes;
  };
  Meter meter(*backend);
  bool owned = false;  // by an array
  try {
    if (backend->dropped || backend->closed) throw Failure(*closedFailure(node->op));
    auto dims = checkedShape(*backend, node->op, shape, dtype);
    if (staged.bytes == 0) {
      node->value = mx::zeros(dims, dtype);
    } else if (staged.data == nullptr) {
      throw std::bad_alloc();
    } else {
      reserve(*backend, node->op, static_cast<double>(staged.bytes));
      owned = true;
      node->value = mx::array(staged.data, dims, dtype, give);
    }
  } catch (...) {
    if (!owned && staged.data != nullptr) give(staged.data);
    fail(*node, failureOf(node->op, std::current_exception()));
  }
  finish(*node);
}

void release(const std::shared_ptr<Node>& node) {
  auto& backend = *node->backend;
  Meter meter(backend);
  node->value.reset();
  backend.nodes.erase(node.get());
}

std::shared_ptr<const Failure> settle(const std::shared_ptr<Node>& node) {
  auto& backend = *node->backend;
  if (!backend.unevaluated.empty()) evaluate(backend);
  if (node->failure) return node->failure;
  if (!node->value) return std::make_shared<Failure>("disposed", "read", "the array must be live; it was disposed of");
  return nullptr;
}

std::shared_ptr<const Failure> fetch(const std::shared_ptr<Node>& node,
                                     const std::function<void(const void*, size_t)>& take) {
  if (auto failure = settle(node)) return failure;
  Meter meter(*node->backend);
  try {
    auto value = *node->value;
    if (value.size() == 0) return nullptr;
    if (!value.flags().row_contiguous) {
      reserve(*node->backend, "read", static_cast<double>(value.nbytes()));
      value = mx::contiguous(value);
      mx::eval(value);
    }
    take(value.data<char>(), value.nbytes());
    return nullptr;
  } catch (...) {
    return failureOf("read", std::current_exception());
  }
}

void closeBackend(Backend& backend) {
  evaluate(backend);
  Meter meter(backend);
  backend.closed = true;
  auto failure = closedFailure("read");
  for (auto* node : backend.nodes) fail(*node, failure);
  backend.nodes.clear();
}

void emptyCaches() { mx::clear_cache(); }

}  // namespace tensor_mlx
