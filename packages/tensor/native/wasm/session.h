// The one driver of a module's instance, and what JavaScript holds of it by number.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include "../cpu/runtime/driver.h"

namespace xt::wasm {

/** Values by numbers from 1 on, none of which comes twice. */
template <class T>
class Table {
 public:
  uint32_t add(T value) {
    values_.emplace(++last_, std::move(value));
    return last_;
  }
  const T& at(uint32_t number) const {
    const auto found = values_.find(number);
    if (found == values_.end()) throw ArgumentError("a handle must not be used after it was disposed of");
    return found->second;
  }
  void remove(uint32_t number) { values_.erase(number); }

 private:
  std::unordered_map<uint32_t, T> values_;
  uint32_t last_ = 0;
};

/** For the thread that made the instance. */
struct Session {
  explicit Session(const DriverOptions& options) : driver(options) {}

  Driver driver;
  Table<ArrayPtr> arrays;
};

/** Throws where none was opened. */
Session& session();

/** What the last call that failed says. */
std::string& lastError();

/** Calls `body`; where it throws, `failed` is returned and `lastError` says why: no exception gets to JavaScript. */
template <class Result, class Body>
Result guarded(Result failed, Body&& body) noexcept {
  try {
    return body();
  } catch (const std::exception& error) {
    lastError() = error.what();
  } catch (...) {
    lastError() = "an unknown exception";
  }
  return failed;
}

}  // namespace xt::wasm
