// Why an array could not be computed; crosses to JavaScript as { code, op, message }.
#pragma once

#include <stdexcept>
#include <string>

namespace xt {

enum class FailureCode { OutOfMemory, Aborted, Closed, Argument, Internal };

constexpr const char* failureName(FailureCode code) {
  switch (code) {
    case FailureCode::OutOfMemory: return "out-of-memory";
    case FailureCode::Aborted: return "aborted";
    case FailureCode::Closed: return "closed";
    case FailureCode::Argument: return "argument";
    case FailureCode::Internal: return "internal";
  }
  return "internal";
}

struct Failure {
  FailureCode code;
  std::string op;
  std::string message;
};

/** Thrown by an op for what only the data can show (an index out of range). */
class ArgumentError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace xt
