#pragma once

#include <stdexcept>
#include <string>

namespace tensor_mlx {

/** Why work failed: what a TensorError needs. `code` is one of the contract's. */
struct Failure : std::runtime_error {
  Failure(std::string code, std::string op, const std::string& message)
      : std::runtime_error(message), code(std::move(code)), op(std::move(op)) {}
  std::string code;
  std::string op;
};

}  // namespace tensor_mlx
