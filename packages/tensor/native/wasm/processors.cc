// In place of cpu/runtime/processors.cc: JavaScript says what there is.
#include "../cpu/runtime/processors.h"

#include "processors.h"

namespace xt {
namespace {

uint64_t theLimit = 0;

}  // namespace

int availableProcessors() { return 1; }
uint64_t memoryLimit() { return theLimit; }

namespace wasm {

void setMemoryLimit(uint64_t bytes) { theLimit = bytes; }

}  // namespace wasm
}  // namespace xt
