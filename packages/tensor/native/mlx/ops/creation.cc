#include <cmath>
#include <cstring>
#include <limits>

#include "ops/common.h"
#include "ops/host_primitive.h"

namespace tensor_mlx {
namespace {

uint64_t from32(double high, double low) {
  return (static_cast<uint64_t>(static_cast<uint32_t>(high)) << 32) | static_cast<uint32_t>(low);
}

/** numbers: the value; for int64 its high and low 32 bits. */
mx::array fill(const Call& call) {
  if (call.dtype == mx::int64) {
    auto value = static_cast<int64_t>(from32(call.number(0), call.number(1)));
    return mx::full(call.shape, scalar(value, mx::int64), mx::int64);
  }
  if (isFloat(call.dtype)) {
    return mx::full(call.shape, scalar(static_cast<float>(call.number(0)), call.dtype), call.dtype);
  }
  auto value = static_cast<int64_t>(call.number(0));
  return mx::full(call.shape, mx::astype(scalar(value, mx::int64), call.dtype), call.dtype);
}

template <typename T>
T saturate(double value) {
  if (std::isnan(value)) return T(0);
  if (value <= static_cast<double>(std::numeric_limits<T>::min())) return std::numeric_limits<T>::min();
  // The largest int64 is no double: compare with the power of two above it.
  if (value >= static_cast<double>(std::numeric_limits<T>::max())) return std::numeric_limits<T>::max();
  return static_cast<T>(value);
}

template <typename T>
void arangeInto(mx::array& out, double start, double step) {
  T* p = out.data<T>();
  for (size_t i = 0; i < out.size(); ++i) {
    double value = start + step * static_cast<double>(i);
    if constexpr (std::is_integral_v<T>) p[i] = saturate<T>(value);
    else p[i] = static_cast<T>(static_cast<float>(value));
  }
}

/** numbers: start, step. MLX adds the step up in the result's type; here it is reckoned in double. */
mx::array arange(const Call& call) {
  double start = call.number(0), step = call.number(1);
  return hostArray(call.shape, call.dtype, {}, [start, step](auto&, mx::array& out) {
    if (out.dtype() == mx::int32) arangeInto<int32_t>(out, start, step);
    else if (out.dtype() == mx::int64) arangeInto<int64_t>(out, start, step);
    else if (out.dtype() == mx::uint32) arangeInto<uint32_t>(out, start, step);
    else if (out.dtype() == mx::uint8 || out.dtype() == mx::bool_) arangeInto<uint8_t>(out, start, step);
    else withFloatType(out.dtype(), [&](auto* t) {
      arangeInto<std::remove_const_t<std::remove_pointer_t<decltype(t)>>>(out, start, step);
    });
  });
}

/** Philox4x32-10: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011. */
void philox(uint64_t block, uint32_t key0, uint32_t key1, uint32_t words[4]) {
  uint32_t c0 = static_cast<uint32_t>(block), c1 = static_cast<uint32_t>(block >> 32), c2 = 0, c3 = 0;
  for (int round = 0; round < 10; ++round) {
    uint64_t p0 = uint64_t{0xD2511F53u} * c0, p1 = uint64_t{0xCD9E8D57u} * c2;
    uint32_t n0 = static_cast<uint32_t>(p1 >> 32) ^ c1 ^ key0;
    uint32_t n2 = static_cast<uint32_t>(p0 >> 32) ^ c3 ^ key1;
    c1 = static_cast<uint32_t>(p1);
    c3 = static_cast<uint32_t>(p0);
    c0 = n0;
    c2 = n2;
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
  words[0] = c0;
  words[1] = c1;
  words[2] = c2;
  words[3] = c3;
}

/** numbers: high and low 32 bits of the seed. */
mx::array randomBits(const Call& call) {
  auto key1 = static_cast<uint32_t>(call.number(0)), key0 = static_cast<uint32_t>(call.number(1));
  return hostArray(call.shape, mx::uint32, {}, [key0, key1](auto&, mx::array& out) {
    uint32_t* p = out.data<uint32_t>();
    size_t n = out.size();
    uint32_t words[4];
    for (size_t i = 0; i < n; i += 4) {
      philox(i / 4, key0, key1, words);
      std::memcpy(p + i, words, std::min<size_t>(4, n - i) * sizeof(uint32_t));
    }
  });
}

}  // namespace

std::vector<KernelEntry> creationKernels() {
  return {{"fill", fill}, {"arange", arange}, {"randomBits", randomBits}};
}

}  // namespace tensor_mlx
