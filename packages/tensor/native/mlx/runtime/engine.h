#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "runtime/backend.h"
#include "runtime/kernel.h"

namespace tensor_mlx {

/** An op as JavaScript issued it. */
struct Request {
  size_t kernel = 0;
  std::vector<std::shared_ptr<Node>> inputs;  // null: an optional argument not given
  std::vector<double> numbers;
  std::vector<double> shape;
  mx::Dtype dtype{mx::float32};
  int64_t work = 0;
  std::shared_ptr<Job> job;
};

/** Bytes handed over by JavaScript, page-aligned so that MLX can use them in place. */
struct Staged {
  void* data = nullptr;
  size_t bytes = 0;
};

// All of these run on the owner thread and don't throw.

/** Builds the op's array, or its failure. */
void execute(const std::shared_ptr<Node>& node, const Request& request);
/** Takes over staged bytes (null data: they could not be had). */
void upload(const std::shared_ptr<Node>& node, Staged staged, const std::vector<double>& shape, mx::Dtype dtype);
/** Evaluates everything that a backend has built. */
void evaluate(Backend& backend);
/** Lets go of a node's memory. */
void release(const std::shared_ptr<Node>& node);
/** The evaluated, row-major bytes for `take`, or a failure. */
std::shared_ptr<const Failure> fetch(const std::shared_ptr<Node>& node,
                                     const std::function<void(const void* data, size_t bytes)>& take);
/** Why a node has no value, after evaluating; null when it has. */
std::shared_ptr<const Failure> settle(const std::shared_ptr<Node>& node);
/** Does the work issued so far, then frees every array. */
void closeBackend(Backend& backend);
void emptyCaches();

/** Any thread. Null data when there is no memory. */
Staged stage(Backend& backend, const void* bytes, size_t count, bool asBool);

}  // namespace tensor_mlx
