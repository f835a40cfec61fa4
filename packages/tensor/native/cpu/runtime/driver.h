// The contract of src/backend.ts in C++: arrays, an in-order queue, jobs. It knows nothing of JavaScript.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "../ops/generate.h"
#include "../ops/op_names.h"
#include "../simd/activation_kind.h"
#include "array.h"
#include "context.h"
#include "precision.h"
#include "queue.h"

namespace xt {

struct DriverOptions {
  int threads = 0;  // 0: the cores this process may use
  std::optional<uint64_t> cacheBytes;
};

struct ArraySpec {
  DType dtype;
  Shape shape;
};

struct Conv2dParams {
  int64_t stride[2] = {1, 1};
  int64_t top = 0;
  int64_t bottom = 0;
  int64_t left = 0;
  int64_t right = 0;
  int64_t dilation[2] = {1, 1};
  int64_t groups = 1;
  Precision precision = Precision::Highest;
};

struct NormInputs {
  ArrayPtr statistics;
  double eps = 0;
  ArrayPtr weight;  // may be null, as bias
  ArrayPtr bias;
};

struct ConvBlockInputs {
  ArrayPtr x;
  std::optional<NormInputs> norm;
  ActivationKind activation = ActivationKind::None;
  int upsample = 1;
  ArrayPtr weight;
  ArrayPtr bias;
  Conv2dParams conv;
  ArrayPtr residual;
  ActivationKind outputActivation = ActivationKind::None;
  int64_t statisticsGroups = 0;
};

struct AttentionInputs {
  ArrayPtr q;
  ArrayPtr k;
  ArrayPtr v;
  double scale = 1;
  ArrayPtr mask;
};

using JobPtr = std::shared_ptr<JobToken>;

/** Called from the queue's thread; null when the arrays are there. Must not throw. */
using Settled = std::function<void(std::shared_ptr<const Failure>)>;

/**
 * All members are for one thread (the JavaScript thread) but where it says otherwise. Those that issue something throw
 * std::bad_alloc where there is no memory to note it, and nothing is issued then.
 */
class Driver {
 public:
  explicit Driver(const DriverOptions& options);
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;
  ~Driver() { close(); }

  std::string description() const;

  ArrayPtr fromBytes(const void* bytes, ArraySpec out);
  /** As fromBytes, for a caller that writes the elements into its storage itself, before it issues anything. */
  ArrayPtr unfilled(ArraySpec out);
  /** Copies the elements to `to`, which must stay until `settled` is called. */
  void read(const ArrayPtr& x, void* to, Settled settled);
  void ready(std::vector<ArrayPtr> xs, Settled settled);
  /** Lets go of an array on the queue's thread: giving back much memory takes milliseconds. */
  void drop(ArrayPtr x) noexcept;

  ArrayPtr fill(const Scalar& value, ArraySpec out);
  ArrayPtr arange(double start, double step, ArraySpec out);
  ArrayPtr randomBits(uint64_t seed, ArraySpec out);
  ArrayPtr unary(UnaryOp op, ArrayPtr x, ArraySpec out);
  ArrayPtr binary(BinaryOp op, ArrayPtr a, ArrayPtr b, ArraySpec out);
  ArrayPtr compare(CompareOp op, ArrayPtr a, ArrayPtr b, ArraySpec out);
  ArrayPtr where(ArrayPtr condition, ArrayPtr a, ArrayPtr b, ArraySpec out);
  ArrayPtr cast(ArrayPtr x, ArraySpec out);
  ArrayPtr reduce(ReduceOp op, ArrayPtr x, std::vector<int64_t> axes, ArraySpec out);
  ArrayPtr reshape(ArrayPtr x, ArraySpec out);
  ArrayPtr transpose(ArrayPtr x, std::vector<int64_t> permutation, ArraySpec out);
  ArrayPtr broadcast(ArrayPtr x, ArraySpec out);
  ArrayPtr slice(ArrayPtr x, Shape start, Shape step, ArraySpec out);
  ArrayPtr pad(ArrayPtr x, Shape before, const Scalar& value, ArraySpec out);
  ArrayPtr concat(std::vector<ArrayPtr> xs, int64_t axis, ArraySpec out);
  ArrayPtr take(ArrayPtr x, ArrayPtr indices, int64_t axis, ArraySpec out);
  ArrayPtr matmul(ArrayPtr a, ArrayPtr b, ArraySpec out);
  ArrayPtr conv2d(ArrayPtr x, ArrayPtr weight, const Conv2dParams& params, ArraySpec out);

  ArrayPtr activation(ActivationKind kind, ArrayPtr x, ArraySpec out);
  ArrayPtr softmax(ArrayPtr x, int64_t axis, ArraySpec out);
  ArrayPtr groupStatistics(ArrayPtr x, int64_t groups, ArraySpec out);
  ArrayPtr groupNorm(const ArrayPtr& x, const NormInputs& norm, ActivationKind activation, ArraySpec out);
  ArrayPtr layerNorm(const ArrayPtr& x, const NormInputs& norm, bool centred, ArraySpec out);
  /** The output, and its statistics or null. */
  std::pair<ArrayPtr, ArrayPtr> convBlock(const ConvBlockInputs& inputs, ArraySpec out, const char* op = "convBlock");
  ArrayPtr attention(const AttentionInputs& inputs, ArraySpec out);

  size_t convBlockWorkspace(const ConvBlockInputs& inputs) const;
  size_t attentionWorkspace(const AttentionInputs& inputs) const;

  // From here to `failAllocation`: from any thread.
  const Memory& memory() const { return heap_->memory; }
  void resetPeak() { heap_->memory.resetPeak(); }
  int64_t pending() const { return pending_.load(std::memory_order_relaxed); }
  /** Of what `memory` counts: kept for speed alone. */
  size_t cacheBytes() const;
  void emptyCaches();
  /**
   * Most bytes to keep of freed blocks and of transformed weights; without a value, as at the start. With `together`
   * freed blocks are kept as long as all of them, arrays and weights take no more.
   */
  void limitCaches(std::optional<size_t> buffers, std::optional<size_t> weights,
                   std::optional<size_t> together = std::nullopt);
  /** For tests: see Memory::failAllocation. */
  void failAllocation(int64_t nth) { heap_->memory.failAllocation(nth); }

  JobPtr openJob();
  void enterJob(JobPtr job) { current_ = std::move(job); }

#if XT_NO_THREADS
  /** Runs the next of what was issued, on the caller's thread; false where nothing is queued. */
  bool runNext() { return queue_.runNext(); }
#endif

  /** Fails what has not run, stops what is running; from any thread. */
  void abandon();
  /** `abandon`, then waits for the threads to end. Arrays stay readable by nobody. From any thread, more than once. */
  void close();

 private:
  using Body = std::function<void(Context&, const std::vector<View>&, const std::vector<MutableView>&)>;
  struct Task;
  static constexpr size_t kNotReusable = SIZE_MAX;

  ArrayPtr issue(const char* op, uint64_t work, std::vector<ArrayPtr> inputs, ArraySpec out, Body body);
  std::vector<ArrayPtr> issueMany(const char* op, uint64_t work, std::vector<ArrayPtr> inputs,
                                  std::vector<ArraySpec> outs, Body body, size_t reusable = kNotReusable);
  ArrayPtr issueAlias(const char* op, ArrayPtr x, size_t offsetBytes, ArraySpec out);
  void push(Task task);
  void run(Task& task) noexcept;
  void compute(Task& task, Context& context);
  /** When there has been nothing to do for a while: freed blocks and weights are kept up to cacheBytes. */
  void rest();
  std::shared_ptr<Storage> allocate(size_t bytes) const;

  const std::shared_ptr<Heap> heap_;
  const size_t cacheBytes_;
  const uint64_t memoryLimit_;
  const int threads_;
  std::unique_ptr<ThreadPool> pool_;
  std::atomic<int64_t> pending_{0};
  JobPtr root_;     // what belongs to no job
  JobPtr current_;  // null: root_
  std::mutex jobsMutex_;
  std::vector<std::weak_ptr<JobToken>> jobs_;
  std::atomic<bool> isClosing_{false};
  bool isClosed_ = false;  // guarded by closeMutex_
  std::mutex closeMutex_;
  Queue queue_;  // last: its thread uses the rest
};

}  // namespace xt
