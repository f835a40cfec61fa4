#include <algorithm>

#include "mlx/fast.h"
#include "mlx/transforms.h"
#include "ops/matmul.h"

namespace tensor_mlx {
namespace {

/** Scores of a block of queries may take this much. */
constexpr double scoreBytes = 32.0 * 1024 * 1024;

mx::array queries(const mx::array& x, int from, int to) {
  auto start = mx::Shape(x.ndim(), 0), stop = x.shape();
  start[x.ndim() - 2] = from;
  stop[x.ndim() - 2] = to;
  return mx::slice(x, start, stop);
}

/** Head sizes for which MLX's GPU kernel never stores the scores. */
bool isFused(const Call& call) {
  int size = call.in(0).shape(-1);
  return !call.host && (size == 64 || size == 80 || size == 128) && call.in(2).shape(-1) == size;
}

/** inputs: q, k, v, mask?; numbers: scale. Blocks of queries, so that the score matrix is never whole. */
mx::array attention(const Call& call) {
  auto &q = call.in(0), &k = call.in(1), &v = call.in(2);
  auto scale = static_cast<float>(call.number(0));
  int batch = q.shape(0), heads = q.shape(1), n = q.shape(2), m = k.shape(2), keyHeads = k.shape(1);
  std::optional<mx::array> mask;
  if (call.has(3)) mask = mx::broadcast_to(call.in(3), {batch, heads, n, m});
  if (m == 0) return mx::zeros(call.shape, call.dtype);
  if (isFused(call)) {
    std::optional<mx::array> own;
    if (mask) own = mx::astype(*mask, q.dtype());
    return mx::fast::scaled_dot_product_attention(q, k, v, scale, own ? "array" : "", own);
  }

  auto keys = mx::contiguous(mx::swapaxes(toFloat32(k), 2, 3)), values = mx::contiguous(toFloat32(v));
  int shared = heads / keyHeads;
  auto grouped = [&](const mx::array& a) {  // [B, H, …] to [B, key heads, heads that share one, …]
    return mx::reshape(a, {batch, keyHeads, shared, a.shape(2), a.shape(3)});
  };
  keys = mx::expand_dims(keys, 2);
  values = mx::expand_dims(values, 2);
  double rowBytes = 4.0 * batch * heads * m;
  int block = std::clamp(static_cast<int>(scoreBytes / rowBytes), 1, n);
  std::vector<mx::array> parts;
  for (int from = 0; from < n; from += block) {
    int to = std::min(n, from + block);
    auto part = mx::multiply(toFloat32(queries(q, from, to)), scalar(scale, mx::float32));
    auto scores = product(grouped(part), keys, call.host);
    if (mask) scores = mx::add(scores, toFloat32(grouped(queries(*mask, from, to))));
    auto result = product(mx::softmax(scores, std::vector<int>{-1}, true), values, call.host);
    parts.push_back(mx::astype(mx::reshape(result, {batch, heads, to - from, v.shape(3)}), call.dtype));
    // Left lazy, MLX would compute the scores of all blocks first.
    if (block < n) mx::eval(parts.back());
  }
  return parts.size() == 1 ? parts[0] : mx::concatenate(std::move(parts), 2);
}

}  // namespace

std::vector<KernelEntry> attentionKernels() { return {{"attention", attention, 1}}; }

}  // namespace tensor_mlx
