// Seeded random numbers and tensors for checks.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "../runtime/dtype.h"
#include "../runtime/half.h"

namespace xt::bench {

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15u + 1) {}

  uint64_t bits() {  // splitmix64
    uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  double uniform() { return (static_cast<double>(bits() >> 11) + 0.5) * 0x1p-53; }
  double normal() { return std::sqrt(-2 * std::log(uniform())) * std::cos(6.283185307179586 * uniform()); }
  /** In [low, high]. */
  int64_t integer(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(bits() % static_cast<uint64_t>(high - low + 1));
  }
  bool chance(double p) { return uniform() < p; }

 private:
  uint64_t state_;
};

/** An array of a float type, with its values widened to double. */
struct Array {
  DType dtype = DType::Float32;
  std::vector<unsigned char> bytes;
  std::vector<double> values;

  const void* data() const { return bytes.empty() ? nullptr : bytes.data(); }
  void* data() { return bytes.empty() ? nullptr : bytes.data(); }

  void resize(DType type, int64_t size) {
    dtype = type;
    bytes.assign(static_cast<size_t>(size) * itemSize(type) + 64, 0);
    values.assign(static_cast<size_t>(size), 0.0);
  }
  void set(int64_t at, double value) {
    const float single = static_cast<float>(value);
    if (dtype == DType::Float32) {
      reinterpret_cast<float*>(bytes.data())[at] = single;
    } else {
      auto* half = reinterpret_cast<uint16_t*>(bytes.data());
      half[at] = dtype == DType::Float16 ? floatToFloat16(single) : floatToBFloat16(single);
    }
    values[static_cast<size_t>(at)] = get(at);
  }
  double get(int64_t at) const {
    if (dtype == DType::Float32) return static_cast<double>(reinterpret_cast<const float*>(bytes.data())[at]);
    const uint16_t half = reinterpret_cast<const uint16_t*>(bytes.data())[at];
    return static_cast<double>(dtype == DType::Float16 ? float16ToFloat(half) : bfloat16ToFloat(half));
  }
};

inline Array randomArray(Random& random, DType type, int64_t size, double scale, double offset = 0) {
  Array array;
  array.resize(type, size);
  for (int64_t i = 0; i < size; ++i) array.set(i, offset + scale * random.normal());
  return array;
}

}  // namespace xt::bench
