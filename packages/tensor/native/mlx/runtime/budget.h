#pragma once

#include <string>
#include <vector>

#include "runtime/backend.h"

namespace tensor_mlx {

/**
 * A failed allocation crashes MLX's CPU backend, so sizes are checked before.
 * The shape as MLX takes it; throws `out-of-memory` for one it can't hold.
 */
mx::Shape checkedShape(const Backend& backend, const std::string& op, const std::vector<double>& shape,
                       mx::Dtype dtype);

/** Throws `out-of-memory` where `bytes` more would pass the backend's limit, after evaluating what is lazy. */
void reserve(Backend& backend, const std::string& op, double bytes);

}  // namespace tensor_mlx
