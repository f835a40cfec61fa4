#include "generate.h"

#include <cmath>
#include <cstring>

#include "../runtime/half.h"
#include "dispatch.h"
#include "parallel.h"

namespace xt {
namespace {

/** As a JavaScript typed array converts: truncated and modulo 2^64; NaN and infinities give 0. */
int64_t wrap(double value) {
  if (!std::isfinite(value)) return 0;
  const double whole = std::fmod(std::trunc(value), 0x1p64);
  const uint64_t magnitude = static_cast<uint64_t>(std::fabs(whole));
  return static_cast<int64_t>(whole < 0 ? uint64_t{0} - magnitude : magnitude);
}

template <class T>
void store(void* to, T value) {
  std::memcpy(to, &value, sizeof value);
}

/** Philox4x32-10, Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011. */
void philox(uint64_t key, uint64_t counter, uint32_t out[4]) {
  uint32_t k0 = static_cast<uint32_t>(key);
  uint32_t k1 = static_cast<uint32_t>(key >> 32);
  uint32_t c0 = static_cast<uint32_t>(counter);
  uint32_t c1 = static_cast<uint32_t>(counter >> 32);
  uint32_t c2 = 0;
  uint32_t c3 = 0;
  for (int round = 0; round < 10; ++round) {
    const uint64_t p0 = uint64_t{0xD2511F53} * c0;
    const uint64_t p1 = uint64_t{0xCD9E8D57} * c2;
    c0 = static_cast<uint32_t>(p1 >> 32) ^ c1 ^ k0;
    c1 = static_cast<uint32_t>(p1);
    c2 = static_cast<uint32_t>(p0 >> 32) ^ c3 ^ k1;
    c3 = static_cast<uint32_t>(p0);
    k0 += 0x9E3779B9;
    k1 += 0xBB67AE85;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

}  // namespace

void Scalar::write(DType dtype, void* to) const {
  const double real = isInteger ? static_cast<double>(integer) : number;
  const int64_t whole = isInteger ? integer : isFloat(dtype) ? 0 : wrap(number);
  switch (dtype) {
    case DType::Float32: return store(to, static_cast<float>(real));
    case DType::Float16: return store(to, floatToFloat16(static_cast<float>(real)));
    case DType::BFloat16: return store(to, floatToBFloat16(static_cast<float>(real)));
    case DType::Int32: return store(to, static_cast<int32_t>(whole));
    case DType::Int64: return store(to, whole);
    case DType::Uint32: return store(to, static_cast<uint32_t>(whole));
    case DType::Uint8: return store(to, static_cast<uint8_t>(whole));
    case DType::Bool: return store(to, static_cast<uint8_t>(isInteger ? integer != 0 : number != 0));
  }
}

void fill(Context& context, const Scalar& value, const MutableView& out) {
  uint64_t bits = 0;
  value.write(out.dtype, &bits);
  forSize(itemSize(out.dtype), [&](auto tag) {
    using T = typename decltype(tag)::type;
    T element;
    std::memcpy(&element, &bits, sizeof element);
    parallelFor(context, out.size(), kGrain * 4, [&](int64_t begin, int64_t end) {
      std::fill(out.as<T>() + begin, out.as<T>() + end, element);
    });
  });
}

void arange(Context& context, double start, double step, const MutableView& out) {
  const size_t item = itemSize(out.dtype);
  parallelFor(context, out.size(), kGrain, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      const Scalar value{start + step * static_cast<double>(i), 0, false};
      value.write(out.dtype, out.as<char>() + i * item);
    }
  });
}

void randomBits(Context& context, uint64_t seed, const MutableView& out) {
  parallelFor(context, out.size(), kGrain, [&](int64_t begin, int64_t end) {  // kGrain is a multiple of 4
    uint32_t words[4];
    for (int64_t at = begin; at < end; at += 4) {
      philox(seed, static_cast<uint64_t>(at / 4), words);
      std::copy(words, words + std::min<int64_t>(4, end - at), out.as<uint32_t>() + at);
    }
  });
}

}  // namespace xt
