#include "driver.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "../ops/loops_select.h"
#include "processors.h"

namespace xt {
namespace {

constexpr uint64_t kDefaultCacheBytes = uint64_t{2} << 30;

class OutOfMemory : public std::bad_alloc {
 public:
  OutOfMemory(size_t wanted, size_t inUse)
      : message_("the result must fit in memory; " + std::to_string(wanted) + " bytes could not be had beside " +
                 std::to_string(inUse) + " bytes in use") {}
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  std::string message_;
};

/** For where there is no memory to say more; made when a driver starts. */
const std::shared_ptr<const Failure>& noMemoryAtAll() {
  static const auto failure = std::make_shared<const Failure>(
      Failure{FailureCode::OutOfMemory, "cpu", "there must be memory to work in; none could be had to say where"});
  return failure;
}

std::shared_ptr<const Failure> describe(const char* op, bool isClosing) {
  const auto make = [op](FailureCode code, const char* message) {
    return std::make_shared<const Failure>(Failure{code, op, message});
  };
  try {
    throw;
  } catch (const Cancelled&) {
    if (isClosing) return make(FailureCode::Closed, "the backend must stay open until the work is done; it was closed");
    return make(FailureCode::Aborted, "the work must not be cancelled before it is done; it was cancelled");
  } catch (const ArgumentError& error) {
    return make(FailureCode::Argument, error.what());
  } catch (const OutOfMemory& error) {
    return make(FailureCode::OutOfMemory, error.what());
  } catch (const std::bad_alloc&) {
    return make(FailureCode::OutOfMemory, "there must be memory to work in; some bytes of it could not be had");
  } catch (const std::exception& error) {
    return make(FailureCode::Internal, error.what());
  } catch (...) {
    return make(FailureCode::Internal, "an unknown exception");
  }
}

/** The failure that the exception in flight stands for. */
std::shared_ptr<const Failure> failureOf(const char* op, bool isClosing = false) noexcept {
  try {
    return describe(op, isClosing);
  } catch (...) {
    return noMemoryAtAll();
  }
}

/** Whether the caller's is the only reference to an array of just these bytes. */
bool isOnlyHolder(const ArrayPtr& array, size_t bytes) {
  if (array.use_count() != 1 || array->storage.use_count() != 1) return false;
  std::atomic_thread_fence(std::memory_order_acquire);  // after the others let go
  return array->offsetBytes == 0 && array->storage->buffer.bytes() == bytes;
}

std::unique_ptr<ThreadPool> makePool(int threads) {
  loops();  // chooses the instruction set on this thread, and asks the system for it before the others start
  return std::make_unique<ThreadPool>(threads);
}

}  // namespace

struct Driver::Task {
  const char* op;
  uint64_t work;
  JobPtr job;
  std::vector<ArrayPtr> inputs;
  std::vector<ArrayPtr> outputs;
  Body body;  // none: outputs[0] looks into inputs[0]
  size_t aliasOffsetBytes = 0;
  size_t reusable = kNotReusable;  // the input whose memory outputs[0] may take if nobody else holds it
};

Driver::Driver(const DriverOptions& options)
    : heap_(std::make_shared<Heap>(options.cacheBytes.value_or(kDefaultCacheBytes))),
      cacheBytes_(options.cacheBytes.value_or(kDefaultCacheBytes)),
      memoryLimit_(memoryLimit()),
      threads_(options.threads > 0 ? options.threads : availableProcessors()),
      pool_(makePool(threads_)),
      root_(std::make_shared<JobToken>()),
      queue_([this] { rest(); }) {
  noMemoryAtAll();
  heap_->memory.setReuseBudget(SIZE_MAX);
  heap_->memory.setCeiling(cacheBytes_);
}

std::string Driver::description() const {
  return std::to_string(threads_) + (threads_ == 1 ? " thread, " : " threads, ") + instructionSet();
}

std::shared_ptr<Storage> Driver::allocate(size_t bytes) const {
  const auto exceeds = [&] { return uint64_t{heap_->memory.bytes()} + bytes > memoryLimit_; };
  if (memoryLimit_ != 0 && exceeds()) {
    heap_->weights.clear();
    heap_->memory.releaseUnused();
    if (exceeds()) throw OutOfMemory(bytes, heap_->memory.bytes());
  }
  // The larger the arrays, the less is kept beside them: what the caches save no longer counts then.
  if (const size_t excess = heap_->memory.excess(bytes); excess > 0) heap_->weights.shrinkBy(excess);
  try {
    return std::make_shared<Storage>(Storage{heap_, Buffer(heap_->memory, bytes)});
  } catch (const std::bad_alloc&) {
    throw OutOfMemory(bytes, heap_->memory.bytes());
  }
}

ArrayPtr Driver::fromBytes(const void* bytes, ArraySpec out) {
  ArrayPtr array = unfilled(std::move(out));
  // An empty array may have no address.
  if (array->storage && array->bytes() > 0) std::memcpy(array->storage->buffer.data(), bytes, array->bytes());
  return array;
}

ArrayPtr Driver::unfilled(ArraySpec out) {
  auto array = std::make_shared<Array>(heap_, out.dtype, std::move(out.shape));
  try {
    array->storage = allocate(array->bytes());
  } catch (...) {
    array->failure = failureOf("fromBytes");
  }
  return array;
}

ArrayPtr Driver::issue(const char* op, uint64_t work, std::vector<ArrayPtr> inputs, ArraySpec out, Body body) {
  std::vector<ArraySpec> outs;
  outs.push_back(std::move(out));
  return issueMany(op, work, std::move(inputs), std::move(outs), std::move(body))[0];
}

std::vector<ArrayPtr> Driver::issueMany(const char* op, uint64_t work, std::vector<ArrayPtr> inputs,
                                        std::vector<ArraySpec> outs, Body body, size_t reusable) {
  Task task{op, work, current_ ? current_ : root_, std::move(inputs), {}, std::move(body), 0, reusable};
  for (ArraySpec& out : outs) task.outputs.push_back(std::make_shared<Array>(heap_, out.dtype, std::move(out.shape)));
  std::vector<ArrayPtr> results = task.outputs;
  push(std::move(task));
  return results;
}

ArrayPtr Driver::issueAlias(const char* op, ArrayPtr x, size_t offsetBytes, ArraySpec out) {
  Task task{op, 0, current_ ? current_ : root_, {std::move(x)}, {}, nullptr, offsetBytes};
  task.outputs.push_back(std::make_shared<Array>(heap_, out.dtype, std::move(out.shape)));
  ArrayPtr result = task.outputs[0];
  push(std::move(task));
  return result;
}

void Driver::push(Task task) {
  // std::function wants copies; the task is moved into a shared one, and dropped before the next one runs.
  auto shared = std::make_shared<Task>(std::move(task));
  const JobPtr job = shared->job;
  const uint64_t work = shared->work;
  // Counted before it can be done.
  pending_.fetch_add(1, std::memory_order_relaxed);
  job->addIssued(work);
  try {
    queue_.push([this, shared = std::move(shared)] { run(*shared); });
  } catch (...) {
    pending_.fetch_sub(1, std::memory_order_relaxed);
    job->addDone(work);
    throw;
  }
}

void Driver::run(Task& task) noexcept {
  const uint64_t before = task.job->done();
  std::shared_ptr<const Failure> failure;
  try {
    Context context{*pool_, heap_->memory, processKernels(), &heap_->weights, task.job.get()};
    compute(task, context);
  } catch (...) {
    failure = failureOf(task.op, isClosing_.load());
  }
  if (failure) {
    for (const ArrayPtr& output : task.outputs) {
      output->storage = nullptr;
      output->failure = failure;
    }
  }
  // Kernels report as they go; what they left out is done now too, or will never be.
  const uint64_t reported = task.job->done() - before;
  if (reported < task.work) task.job->addDone(task.work - reported);
  task.inputs.clear();
  task.outputs.clear();
  pending_.fetch_sub(1, std::memory_order_relaxed);
}

void Driver::rest() {
  heap_->memory.releaseUnused(cacheBytes_ - std::min(cacheBytes_, heap_->weights.bytes()));
}

void Driver::compute(Task& task, Context& context) {
  for (const ArrayPtr& input : task.inputs) {
    if (input->failure) {
      for (const ArrayPtr& output : task.outputs) output->failure = input->failure;
      return;
    }
  }
  // Nobody can ask for a result that only this task still holds.
  const auto abandoned = [](const ArrayPtr& output) { return output.use_count() == 1; };
  if (std::all_of(task.outputs.begin(), task.outputs.end(), abandoned)) return;
  context.checkCancelled();
  if (!task.body) {
    task.outputs[0]->storage = task.inputs[0]->storage;
    task.outputs[0]->offsetBytes = task.inputs[0]->offsetBytes + task.aliasOffsetBytes;
    return;
  }
  std::vector<View> inputs;
  std::vector<MutableView> outputs;
  for (const ArrayPtr& input : task.inputs) inputs.push_back(input->view());
  if (task.reusable < task.inputs.size() && isOnlyHolder(task.inputs[task.reusable], task.outputs[0]->bytes()))
    task.outputs[0]->storage = task.inputs[task.reusable]->storage;
  for (const ArrayPtr& output : task.outputs) {
    if (!output->storage) output->storage = allocate(output->bytes());
    outputs.push_back(output->view());
  }
  task.body(context, inputs, outputs);
}

void Driver::read(const ArrayPtr& x, void* to, Settled settled) {
  queue_.push([x = ArrayPtr(x), to, settled = std::move(settled)]() mutable {
    if (!x->failure && x->storage && x->bytes() > 0) std::memcpy(to, x->view().data, x->bytes());
    auto failure = x->failure;
    x.reset();
    settled(std::move(failure));
  });
}

void Driver::ready(std::vector<ArrayPtr> xs, Settled settled) {
  queue_.push([xs = std::move(xs), settled = std::move(settled)]() mutable {
    std::shared_ptr<const Failure> failure;
    for (const ArrayPtr& x : xs) {
      if (!failure) failure = x->failure;
    }
    xs.clear();
    settled(std::move(failure));
  });
}

void Driver::drop(ArrayPtr x) noexcept {
  try {
    queue_.push([x = std::move(x)] {});
  } catch (const std::bad_alloc&) {
    // Then here, slow as it may be.
  }
}

void Driver::emptyCaches() {
  heap_->weights.clear();
  heap_->memory.releaseUnused();
}

size_t Driver::cacheBytes() const { return heap_->memory.unusedBytes() + heap_->weights.bytes(); }

void Driver::limitCaches(std::optional<size_t> buffers, std::optional<size_t> weights, std::optional<size_t> together) {
  // Kept blocks below a limit of all give way to new ones, so they need none of their own.
  heap_->memory.setReuseBudget(together ? SIZE_MAX : buffers.value_or(SIZE_MAX));
  heap_->memory.setCeiling(together.value_or(cacheBytes_));
  heap_->weights.setBudget(weights.value_or(cacheBytes_));
}

JobPtr Driver::openJob() {
  auto job = std::make_shared<JobToken>();
  std::lock_guard<std::mutex> lock(jobsMutex_);
  jobs_.erase(std::remove_if(jobs_.begin(), jobs_.end(), [](const auto& known) { return known.expired(); }),
              jobs_.end());
  jobs_.push_back(job);
  return job;
}

void Driver::abandon() {
  isClosing_.store(true);
  root_->cancel();
  std::lock_guard<std::mutex> lock(jobsMutex_);
  for (const auto& known : jobs_) {
    if (const JobPtr job = known.lock()) job->cancel();
  }
}

void Driver::close() {
  std::lock_guard<std::mutex> lock(closeMutex_);
  if (std::exchange(isClosed_, true)) return;
  abandon();
  queue_.stop();
  pool_.reset();
  heap_->weights.clear();
  heap_->memory.setReuseBudget(0);
}

}  // namespace xt
