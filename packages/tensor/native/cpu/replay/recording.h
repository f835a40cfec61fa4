// Ops as tools/sanitize/recorder.mjs wrote them down: a text, one op a line, beside a file of the arrays' bytes.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "../runtime/driver.h"

namespace xt::replay {

/** Arrays by the recording's numbers; 0 is none. */
using Arrays = std::vector<ArrayPtr>;

/** Issues one op, or lets go of an array. */
using Step = std::function<void(Driver&, Arrays&)>;

/** A float32 array that is read, and what it must hold. */
struct Expectation {
  size_t step;  // before which it is read
  size_t array;
  std::vector<float> values;
  double tolerance;  // absolute
};

struct Recording {
  std::vector<Step> steps;
  std::vector<Expectation> expectations;  // in their steps' order
  size_t arrays = 1;                      // more than any number used
  std::vector<char> data;
};

/** Of `folder`/ops.txt and data.bin. Throws std::runtime_error for what it can't read. The result must not move. */
std::unique_ptr<Recording> readRecording(const std::string& folder);

}  // namespace xt::replay
