// What npm/wasm/ must know of a thread to run it on a Worker.
#if !XT_NO_THREADS
#include <pthread.h>

#include <cstdint>

#include "exports.h"

namespace {

struct Stack {
  uintptr_t end = 0;  // the lowest address
  uintptr_t size = 0;
};

Stack stackOf(pthread_t thread) {
  Stack stack;
  pthread_attr_t attributes;
  if (pthread_getattr_np(thread, &attributes) != 0) return stack;
  void* end = nullptr;
  size_t size = 0;
  pthread_attr_getstack(&attributes, &end, &size);
  pthread_attr_destroy(&attributes);
  return {reinterpret_cast<uintptr_t>(end), size};
}

}  // namespace

/** Where the stack of a thread begins, which grows down. */
XT_EXPORT uintptr_t xt_stack_top(pthread_t thread) {
  const Stack stack = stackOf(thread);
  return stack.end + stack.size;
}

XT_EXPORT uintptr_t xt_stack_end(pthread_t thread) { return stackOf(thread).end; }
#endif
