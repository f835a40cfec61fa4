// A session's life, and what is neither an op nor an argument. Everything here is for the thread of the instance but
// `xt_settled`, which JavaScript gives.
#include "session.h"

#include <algorithm>
#include <vector>

#include "arguments.h"
#include "exports.h"
#include "processors.h"

#if XT_NO_THREADS
#define XT_THREADED 0
#else
#define XT_THREADED 1
#endif

/** JavaScript's, called on the queue's thread. `code` is empty where the arrays are there; text is as long as it is. */
extern "C" __attribute__((import_module("env"), import_name("xt_settled"))) void xt_settled(double id, const char* code,
                                                                                             const char* op,
                                                                                             const char* message);

namespace xt::wasm {
namespace {

std::unique_ptr<Session> theSession;

/** They may be asked how far they are after all is closed. */
Table<JobPtr> theJobs;

/** Where JavaScript writes arguments. */
std::vector<double> theArguments;

Settled settling(double id) {
  return [id](std::shared_ptr<const Failure> failure) {
    if (failure)
      xt_settled(id, failureName(failure->code), failure->op.c_str(), failure->message.c_str());
    else
      xt_settled(id, "", "", "");
  };
}

}  // namespace

Session& session() {
  if (!theSession) throw ArgumentError("a backend must be open; it was closed");
  return *theSession;
}

std::string& lastError() {
  static std::string message;
  return message;
}

}  // namespace xt::wasm

using namespace xt;
using namespace xt::wasm;

/** Whether it was built with threads: then its memory must be shared. */
XT_EXPORT int xt_threaded() { return XT_THREADED; }

/** `cacheBytes` below 0: the default. False where it failed. */
XT_EXPORT int xt_open(int threads, double cacheBytes, double memoryBytes) {
  return guarded(0, [&] {
    setMemoryLimit(static_cast<uint64_t>(memoryBytes));
    DriverOptions options;
    options.threads = threads;
    if (cacheBytes >= 0) options.cacheBytes = static_cast<uint64_t>(cacheBytes);
    theSession = std::make_unique<Session>(options);
    return 1;
  });
}

/** Of no use where threads are: the instance is dropped then. */
XT_EXPORT void xt_close() { theSession.reset(); }

XT_EXPORT const char* xt_error() { return lastError().c_str(); }

/** Room for `count` numbers; valid until the next call; null where there is none. */
XT_EXPORT double* xt_arguments(uint32_t count) {
  return guarded(static_cast<double*>(nullptr), [&] {
    if (theArguments.size() < count) theArguments.resize(count);
    return theArguments.data();
  });
}

/** `text` is copied. */
XT_EXPORT const char* xt_description() {
  return guarded(static_cast<const char*>(nullptr), [] {
    static std::string text;
    text = session().driver.description();
    return text.c_str();
  });
}

/** The elements of an array that is there, or null. */
XT_EXPORT void* xt_data(uint32_t handle) {
  return guarded(static_cast<void*>(nullptr), [&] {
    const ArrayPtr& array = session().arrays.at(handle);
    return array->storage ? array->view().data : nullptr;
  });
}

/** Another handle of the same array. */
XT_EXPORT uint32_t xt_retain(uint32_t handle) {
  return guarded(0u, [&] { return session().arrays.add(ArrayPtr(session().arrays.at(handle))); });
}

XT_EXPORT void xt_release(uint32_t handle) {
  if (theSession) theSession->arrays.remove(handle);
}

/** Arguments: the arrays. `xt_settled` gets `id` when they have been computed, or all that was issued. */
XT_EXPORT int xt_ready(const double* first, double id) {
  return guarded(0, [&] {
    session().driver.ready(Arguments(first).arrays(), settling(id));
    return 1;
  });
}

/** Writes bytes, peak, and the bytes of caches. */
XT_EXPORT void xt_memory(double* to) {
  to[0] = theSession ? static_cast<double>(theSession->driver.memory().bytes()) : 0;
  to[1] = theSession ? static_cast<double>(theSession->driver.memory().peakBytes()) : 0;
  to[2] = theSession ? static_cast<double>(theSession->driver.cacheBytes()) : 0;
}

XT_EXPORT void xt_reset_peak() {
  if (theSession) theSession->driver.resetPeak();
}

XT_EXPORT double xt_pending() { return theSession ? static_cast<double>(theSession->driver.pending()) : 0; }

XT_EXPORT void xt_empty_caches() {
  if (theSession) theSession->driver.emptyCaches();
}

/** `buffers` below 0: as at the start. `together` below 0: no limit of that kind. */
XT_EXPORT void xt_limit_caches(double buffers, double weights, double together) {
  if (!theSession) return;
  if (buffers < 0) return theSession->driver.limitCaches(std::nullopt, std::nullopt);
  const auto bytes = [](double value) { return static_cast<size_t>(std::min(value, 4294967295.0)); };
  std::optional<size_t> all;
  if (together >= 0) all = bytes(together);
  theSession->driver.limitCaches(bytes(buffers), bytes(weights), all);
}

/** For tests: see Memory::failAllocation. */
XT_EXPORT void xt_fail_allocation(int nth) {
  if (theSession) theSession->driver.failAllocation(nth);
}

XT_EXPORT uint32_t xt_open_job() {
  return guarded(0u, [] { return theJobs.add(session().driver.openJob()); });
}

/** 0 is none. */
XT_EXPORT int xt_enter_job(uint32_t job) {
  return guarded(0, [&] {
    session().driver.enterJob(job == 0 ? nullptr : theJobs.at(job));
    return 1;
  });
}

/** Writes issued and done. */
XT_EXPORT int xt_job_progress(uint32_t job, double* to) {
  return guarded(0, [&] {
    const JobPtr& token = theJobs.at(job);
    // Done first: it must never seem to be ahead.
    to[1] = static_cast<double>(token->done());
    to[0] = static_cast<double>(token->issued());
    return 1;
  });
}

XT_EXPORT int xt_cancel_job(uint32_t job) {
  return guarded(0, [&] {
    theJobs.at(job)->cancel();
    return 1;
  });
}

XT_EXPORT void xt_close_job(uint32_t job) { theJobs.remove(job); }

XT_EXPORT void xt_abandon() {
  if (theSession) theSession->driver.abandon();
}

#if XT_NO_THREADS
/** Runs the next of what was issued; false where nothing is queued. */
XT_EXPORT int xt_run_next() { return theSession && theSession->driver.runNext() ? 1 : 0; }
#endif
